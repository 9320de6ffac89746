package dev.lockstep.runtime;

import java.util.Objects;

/**
 * When guest code is compiled, by whom, and how much of it. What it computes does not depend on it. An interrupt can be
 * late by what the counters start from: the interpreter looks for one when they have run down. The more has been compiled of a
 * program, the more often the counters of a function have to run down before it is: twice after 64 regions, then once more
 * for each further 32.
 *
 * @param mode the tiers in use
 * @param calls how many calls of a function go through the interpreter before its regions are compiled; {@link
 *     Integer#MAX_VALUE} if calls never make a function hot
 * @param backEdges how many times a backward branch is taken in the interpreter before its loop is compiled; {@link
 *     Integer#MAX_VALUE} if loops are never hot
 * @param seed chooses the boundaries in {@link Mode#STRESS}; the same seed gives the same ones
 * @param inPlace whether the guest waits while its code is compiled, so that what is compiled depends on the program alone;
 *     else one thread compiles in the background for all programs of the JVM
 * @param maxRegions how many regions a program may have at once; to stay below, the function first compiled is discarded
 *     first, callers before what their code has as constants, and compiled again should it get hot again
 * @param maxBytes how long the class files of these regions may be together, at least {@link #MIN_BYTES}
 */
public record Tiering(
    Mode mode, int calls, int backEdges, long seed, boolean inPlace, int maxRegions, long maxBytes) {

  /** No class file of one region is longer. */
  public static final int MIN_BYTES = 1 << 17;

  /** Thirty times what a Lua interpreter gets compiled. */
  private static final int DEFAULT_REGIONS = 10_000;

  /** In heap and metaspace a region takes two and a half times its class file: this is 80 MB, before HotSpot compiles it. */
  private static final long DEFAULT_BYTES = 32L << 20;

  public Tiering {
    Objects.requireNonNull(mode, "mode");
    if (calls < 0 || backEdges < 0) {
      throw new IllegalArgumentException("a counter starts from 0 or more, not from " + Math.min(calls, backEdges));
    }
    if (!inPlace && mode != Mode.MIXED) {
      throw new IllegalArgumentException(mode + " says when code is compiled, so it is compiled in place");
    }
    if (maxRegions < 1 || maxBytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "bounds of " + maxRegions + " regions and " + maxBytes + " bytes: expected at least 1 and " + MIN_BYTES);
    }
  }

  /** Compiles in place, within the default bounds. */
  public Tiering(Mode mode, int calls, int backEdges, long seed) {
    this(mode, calls, backEdges, seed, true, DEFAULT_REGIONS, DEFAULT_BYTES);
  }

  /** The tiers in use. */
  public enum Mode {
    /** Nothing is compiled. */
    INTERPRETER,
    /** Each function is compiled when it is first called; one of several regions anew once it is known what is hot in it. */
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
   * The default: compiles in the background. Guests wait only for what is compiled first in a JVM, for 50 ms of all programs of an
   * instruction set together. The counters are low because the
   * interpreter itself starts out interpreted by the JVM: on WebAssembly kernels run once, 100 and 500 take half the time of
   * 500 and 2,000; 20 and 50 are no faster.
   */
  public static Tiering mixed() {
    return new Tiering(Mode.MIXED, 100, 500, 0, false, DEFAULT_REGIONS, DEFAULT_BYTES);
  }

  /** As {@link #mixed()}, but the guest waits for what it has compiled: two runs of one program compile the same. */
  public static Tiering mixedInPlace() {
    return new Tiering(Mode.MIXED, 100, 500, 0);
  }

  public static Tiering stress(long seed) {
    return new Tiering(Mode.STRESS, 0, Integer.MAX_VALUE, seed);
  }

  /** The same with other counters: how many calls, and how many branches back, it takes until code is compiled. */
  public Tiering withCounters(int newCalls, int newBackEdges) {
    return new Tiering(mode, newCalls, newBackEdges, seed, inPlace, maxRegions, maxBytes);
  }

  /** The same with other bounds on what is compiled at once. */
  public Tiering withBounds(int regions, long bytes) {
    return new Tiering(mode, calls, backEdges, seed, inPlace, regions, bytes);
  }
}
