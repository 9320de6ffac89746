package dev.lockstep.examples.scheme;

import java.util.HashMap;
import java.util.Map;

/** What names mean at a place in a program: a {@link Node.Variable} or a {@link Node.LoopHead}. */
final class Scope {

  final Node.Lambda lambda;
  private final Scope outer;
  private final Map<Symbol, Object> meanings = new HashMap<>();

  Scope(Scope outer, Node.Lambda lambda) {
    this.outer = outer;
    this.lambda = lambda;
  }

  boolean isOutermost() {
    return outer == null;
  }

  void add(Symbol symbol, Object meaning) {
    meanings.put(symbol, meaning);
  }

  Node.Variable addVariable(Symbol symbol) {
    Node.Variable variable = lambda.add(symbol);
    add(symbol, variable);
    return variable;
  }

  boolean declares(Symbol symbol) {
    return meanings.containsKey(symbol);
  }

  /** What a name means; {@code null} if it is one of the whole program. */
  Object find(Symbol symbol) {
    for (Scope at = this; at != null; at = at.outer) {
      Object meaning = at.meanings.get(symbol);
      if (meaning != null) {
        return meaning;
      }
    }
    return null;
  }
}
