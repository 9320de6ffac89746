package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Trap;
import java.util.Arrays;

/** A table of references (section 4.2.7). Indices and counts are unsigned. Not thread-safe. */
final class WasmTable {

  /** Engine limit on elements: that of the JavaScript embedding. */
  static final int MAX_SIZE = 10_000_000;

  private static final Trap OUT_OF_BOUNDS = new Trap("out of bounds table access");

  private final long max;
  private Object[] elements;

  /**
   * Allocates a table of null references.
   *
   * @param min at most {@link #MAX_SIZE}
   * @param max unsigned 32 bits
   */
  WasmTable(int min, long max) {
    this.max = Math.min(max, MAX_SIZE);
    elements = new Object[min];
  }

  int size() {
    return elements.length;
  }

  Object get(int index) {
    check(index);
    return elements[index];
  }

  void set(int index, Object value) {
    check(index);
    elements[index] = value;
  }

  private void check(int index) {
    if (Integer.compareUnsigned(index, elements.length) >= 0) {
      throw OUT_OF_BOUNDS;
    }
  }

  /** What an indirect call through an element calls (section 4.4.8). */
  FunctionReference callee(int index) {
    if (Integer.compareUnsigned(index, elements.length) >= 0) {
      throw new Trap("undefined element ".concat(Integer.toUnsignedString(index)));
    }
    Object callee = elements[index];
    if (callee == null) {
      throw new Trap("uninitialized element ".concat(Integer.toUnsignedString(index)));
    }
    return (FunctionReference) callee;
  }

  /** Grows by an unsigned number of elements; gives the old size, or -1 if that is not possible. */
  int grow(int count, Object value) {
    int before = elements.length;
    long after = before + Integer.toUnsignedLong(count);
    if (after > max) {
      return -1;
    }
    try {
      elements = Arrays.copyOf(elements, (int) after);
    } catch (OutOfMemoryError e) {
      return -1; // Section 4.4.6: growing may fail for want of resources.
    }
    Arrays.fill(elements, before, (int) after, value);
    return before;
  }

  void fill(int from, Object value, int count) {
    checkRange(from, count, elements.length);
    Arrays.fill(elements, from, from + count, value);
  }

  void copy(int to, WasmTable source, int from, int count) {
    init(to, source.elements, from, count);
  }

  /** Copies references of a segment. */
  void init(int to, Object[] segment, int from, int count) {
    checkRange(from, count, segment.length);
    checkRange(to, count, elements.length);
    System.arraycopy(segment, from, elements, to, count);
  }

  private static void checkRange(int from, int count, int size) {
    if (Integer.toUnsignedLong(from) + Integer.toUnsignedLong(count) > size) {
      throw OUT_OF_BOUNDS;
    }
  }
}
