package dev.lockstep.runtime;

import java.util.Objects;

/**
 * When guest code is compiled. What it computes does not depend on it.
 *
 * @param mode the tiers in use
 * @param calls how many calls of a function go through the interpreter before its regions are compiled
 * @param backEdges how many times a backward branch is taken in the interpreter before its loop is compiled
 * @param seed chooses the boundaries in {@link Mode#STRESS}; the same seed gives the same ones
 */
public record Tiering(Mode mode, int calls, int backEdges, long seed) {

  public Tiering {
    Objects.requireNonNull(mode, "mode");
    if (calls < 0 || backEdges < 0) {
      throw new IllegalArgumentException("a counter starts from 0 or more, not from " + Math.min(calls, backEdges));
    }
  }

  /** The tiers in use. */
  public enum Mode {
    /** Nothing is compiled. */
    INTERPRETER,
    /** Each function is compiled when it is first called. */
    COMPILED,
    /** Functions and loops are compiled once they are hot. */
    MIXED,
    /** Regions of one to three instructions at random places, so that execution changes tier at every kind of boundary. */
    STRESS
  }

  public static Tiering interpreter() {
    return new Tiering(Mode.INTERPRETER, Integer.MAX_VALUE, Integer.MAX_VALUE, 0);
  }

  public static Tiering compiled() {
    return new Tiering(Mode.COMPILED, 0, 0, 0);
  }

  /**
   * The default. The counters are low because the interpreter itself starts out interpreted by the JVM: on WebAssembly
   * kernels run once, 100 and 500 take half the time of 500 and 2,000; 20 and 50 are no faster.
   */
  public static Tiering mixed() {
    return new Tiering(Mode.MIXED, 100, 500, 0);
  }

  public static Tiering stress(long seed) {
    return new Tiering(Mode.STRESS, 0, Integer.MAX_VALUE, seed);
  }
}
