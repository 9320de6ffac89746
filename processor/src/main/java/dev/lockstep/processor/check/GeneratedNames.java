package dev.lockstep.processor.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of what is generated, over all sets of one compilation. */
public final class GeneratedNames {

  /** What follows the name of the set in the simple names of its classes. */
  public static final List<String> SUFFIXES =
      List.of("Opcodes", "Handlers", "Driver", "Stencils", "Assembler", "Disassembler", "Machine", "Conformance");

  private final Set<String> declared = new HashSet<>();
  private final Map<String, String> setsByName = new HashMap<>();

  /** Notes a type that the source declares. */
  public void declare(String qualifiedName) {
    declared.add(qualifiedName);
  }

  boolean isDeclared(String qualifiedName) {
    return declared.contains(qualifiedName);
  }

  /** Takes the name of a set, which is that of its manual page too; returns the set that has taken it before, or null. */
  String take(String name, String set) {
    return setsByName.putIfAbsent(name, set);
  }
}
