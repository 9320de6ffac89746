package dev.lockstep.examples.scheme;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name, of which there is one instance for each spelling that programs use. */
final class Symbol {

  private static final Map<String, Symbol> ALL = new ConcurrentHashMap<>();

  private final String name;

  private Symbol(String name) {
    this.name = name;
  }

  /** One that no program can name, as it is not the one of that spelling. */
  static Symbol hidden(String name) {
    return new Symbol(name);
  }

  static Symbol of(String name) {
    return ALL.computeIfAbsent(name, Symbol::new);
  }

  @Override
  public String toString() {
    return name;
  }
}
