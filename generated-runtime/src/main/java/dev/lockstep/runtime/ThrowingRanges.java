package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * The parts of a region's code that may throw. The JVM's verifier checks the handler once more for each instruction in its
 * range, so a handler over the whole body can double the time it takes to define a region. Not thread-safe.
 */
final class ThrowingRanges {

  /** An entry of the exception table takes 8 bytes of file; across a gap this small one entry is cheaper than two. */
  private static final int GAP = 16;

  private int[] bounds = new int[32];
  private int count;

  void clear() {
    count = 0;
  }

  /** Adds what lies between two offsets; ranges come in order. */
  void add(int from, int to) {
    if (from == to) {
      return;
    }
    if (count > 0 && from - bounds[2 * count - 1] < GAP) {
      bounds[2 * count - 1] = to;
      return;
    }
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, 4 * count);
    }
    bounds[2 * count] = from;
    bounds[2 * count++ + 1] = to;
  }

  int count() {
    return count;
  }

  /** Writes the exception table: all ranges, which start {@code entry} bytes later, have one handler. */
  void write(CodeBuffer file, int entry, int handler, int type) {
    file.u2(count);
    for (int i = 0; i < count; i++) {
      file.u2(entry + bounds[2 * i]);
      file.u2(entry + bounds[2 * i + 1]);
      file.u2(handler);
      file.u2(type);
    }
  }
}
