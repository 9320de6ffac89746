package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * What the computed calls of a region have called so far: by call, the first few callees. Each of them has a call instruction
 * of its own, of which HotSpot's profile then knows one receiver. Which code a callee has is not noted here but looked up in
 * {@link Program#entries} with each call, so nothing has to be forgotten when that changes. For compiled code. Thread-safe:
 * machines share them, and any of them may lose what another one notes at the same time.
 */
public final class InlineCaches {

  /** How many callees a call notes. */
  static final int WAYS = 3;

  /** No index of a function, even if an opcode picks something that is none. */
  private static final long EMPTY = Long.MIN_VALUE;

  private InlineCaches() {}

  /** The caches of so many calls, each of {@link #WAYS} elements. */
  public static long[] of(int calls) {
    long[] caches = new long[WAYS * calls];
    Arrays.fill(caches, EMPTY);
    return caches;
  }

  /**
   * What a frame at {@code fp} calls for a function that is not in the cache that starts at {@code from}; there it is from now on, if
   * there is room.
   *
   * @throws Trap if there is no such function, or it does not have the signature with the given index
   */
  public static Entry miss(int function, int signature, Machine m, long[] caches, int from, int fp) {
    Entry entry = Entry.of(function, signature, m);
    if (caches[from + WAYS - 1] == EMPTY) {
      int at = from;
      while (caches[at] != EMPTY && caches[at] != function && at < from + WAYS - 1) {
        at++;
      }
      caches[at] = function;
    }
    return Entry.callee(entry, m, fp);
  }
}
