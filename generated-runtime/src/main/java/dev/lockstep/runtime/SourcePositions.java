package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * Where in the guest's source the code of a program comes from: ascending pcs, each with the position of the code from there
 * up to the next one. Filled by one assembler; programs have what it was {@linkplain #asFarAsKnown as far as known}.
 */
final class SourcePositions {

  static final int UNKNOWN = -1;

  private int[] pcs = {};
  private int[] positions = {};
  private int size;

  /** The function being written, and the position of what comes next. */
  private int entry;

  private int current = UNKNOWN;

  /** What is here now; it does not change, as more only comes behind it. */
  SourcePositions asFarAsKnown() {
    SourcePositions now = new SourcePositions();
    now.pcs = pcs;
    now.positions = positions;
    now.size = size;
    return now;
  }

  /** Forgets all from {@code pc} on. */
  void cut(int pc) {
    while (size > 0 && pcs[size - 1] >= pc) {
      size--;
    }
  }

  void begin(int entryOfFunction) {
    entry = entryOfFunction;
    current = UNKNOWN;
  }

  void set(int position) {
    current = position;
  }

  /** The position of what comes next. */
  int current() {
    return current;
  }

  /** An instruction has been written at {@code pc}. */
  void add(int pc) {
    add(pc, current);
  }

  /** A copy of the instruction at {@code original} has been written at {@code pc}. */
  void addCopy(int pc, int original) {
    add(pc, at(entry, pc, original));
  }

  private void add(int pc, int position) {
    boolean isFirst = size == 0 || pcs[size - 1] < entry;
    if (position == (isFirst ? UNKNOWN : positions[size - 1])) {
      return;
    }
    if (size == pcs.length) {
      int length = Math.max(16, 2 * size);
      pcs = Arrays.copyOf(pcs, length);
      positions = Arrays.copyOf(positions, length);
    }
    pcs[size] = pc;
    positions[size++] = position;
  }

  /**
   * The position of the code at {@code pc} in the function from {@code from} up to {@code to}, the function's first one for code
   * in front of that.
   */
  int at(int from, int to, int pc) {
    int index = Arrays.binarySearch(pcs, 0, size, pc);
    int found = index >= 0 ? index : -index - 2;
    if (found < 0 || pcs[found] < from) {
      found++;
    }
    return found < size && pcs[found] < to ? positions[found] : UNKNOWN;
  }
}
