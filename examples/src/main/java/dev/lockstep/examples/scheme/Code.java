package dev.lockstep.examples.scheme;

import dev.lockstep.runtime.Function;
import java.util.HashMap;
import java.util.Map;

/** What the closures of one lambda expression share. */
final class Code {

  final String name;

  /** How many arguments it takes; if it puts more of them into a list, the complement of how many come before. */
  final int arity;

  /** Its code: behind the arguments, and the list, it takes the procedure itself. */
  final Function function;

  /** The indices of functions that call it with more arguments and make the list, by their number. */
  final Map<Integer, Integer> spread = new HashMap<>();

  Code(String name, int arity, Function function) {
    this.name = name;
    this.arity = arity;
    this.function = function;
  }

  /** Whether it takes so many arguments, and puts those behind the first ones into a list. */
  boolean makesListOf(int arguments) {
    return arity < 0 && arguments >= ~arity;
  }
}
