package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Trap;
import java.util.Arrays;

/**
 * A table of references (section 4.2.7), which instances can share. Indices and counts are unsigned. Not thread-safe.
 */
public final class WasmTable {

  /** Engine limit on elements: that of the JavaScript embedding. */
  public static final int MAX_SIZE = 10_000_000;

  private static final Trap OUT_OF_BOUNDS = new Trap("out of bounds table access");

  private final ValType type;
  private final long declaredMax;
  private Object[] elements;

  // What indirect calls ask of functions of one instance, the first one that had any here: by element, type and index. So the
  // index of a callee is one load away. Other elements have no type; tables of other references have no functions.
  private WasmInstance owner;
  private FuncType[] types;
  private int[] functions;

  /**
   * Allocates a table of null references.
   *
   * @param min at most {@link #MAX_SIZE}
   * @param max unsigned 32 bits, or {@link Module.Limits#UNBOUNDED}
   */
  WasmTable(ValType type, int min, long max) {
    this.type = type;
    this.declaredMax = max;
    elements = new Object[min];
    types = new FuncType[type == ValType.FUNCREF ? min : 0];
    functions = new int[types.length];
  }

  /**
   * Makes a table of null references that belongs to no instance.
   *
   * @param type {@link ValType#FUNCREF} or {@link ValType#EXTERNREF}
   * @param min how large it is, at most {@link #MAX_SIZE}
   * @param max how large it may grow
   */
  public static WasmTable of(ValType type, int min, int max) {
    if (!type.isReference() || min < 0 || min > MAX_SIZE || max < min) {
      throw new IllegalArgumentException("no table of " + type + " can have " + min + " to " + max + " elements");
    }
    return new WasmTable(type, min, max);
  }

  /** The type of its elements. */
  public ValType type() {
    return type;
  }

  /** The maximum it was declared with, or {@link Module.Limits#UNBOUNDED}. */
  long declaredMax() {
    return declaredMax;
  }

  public int size() {
    return elements.length;
  }

  /** A {@link WasmFunction} in a table of functions; or null. */
  public Object get(int index) {
    check(index);
    return elements[index];
  }

  /** Puts a reference of the table's type. */
  public void put(int index, Object value) {
    if (!type.accepts(value)) {
      throw new IllegalArgumentException("the table has elements of type " + type + ", and " + value + " is none");
    }
    set(index, value);
  }

  /** Stores what is known to have the right type. */
  void set(int index, Object value) {
    check(index);
    elements[index] = value;
    note(index, index + 1);
  }

  /** Notes what calls ask of elements that have changed. */
  private void note(int from, int to) {
    for (int i = from; i < to && i < types.length; i++) {
      types[i] = null;
      if (elements[i] instanceof GuestFunction function && (owner == null || owner == function.instance())) {
        owner = function.instance();
        types[i] = function.type();
        functions[i] = function.index();
      }
    }
  }

  /** Whether an element is a function of an instance, and of the type that is the same object as {@code expected}. */
  boolean has(int index, WasmInstance instance, FuncType expected) {
    return owner == instance && Integer.compareUnsigned(index, types.length) < 0 && types[index] == expected;
  }

  /** The index, in its instance, of a function that the table {@link #has}. */
  int function(int index) {
    return functions[index];
  }

  private void check(int index) {
    if (Integer.compareUnsigned(index, elements.length) >= 0) {
      throw OUT_OF_BOUNDS;
    }
  }

  /** What an indirect call through an element calls (section 4.4.8). */
  WasmFunction callee(int index) {
    if (Integer.compareUnsigned(index, elements.length) >= 0) {
      throw new Trap("undefined element ".concat(Integer.toUnsignedString(index)));
    }
    Object callee = elements[index];
    if (callee == null) {
      throw new Trap("uninitialized element ".concat(Integer.toUnsignedString(index)));
    }
    return (WasmFunction) callee;
  }

  /** Grows by an unsigned number of elements; gives the old size, or -1 if that is not possible. */
  int grow(int count, Object value) {
    int before = elements.length;
    long after = before + Integer.toUnsignedLong(count);
    if (after > MAX_SIZE || declaredMax != Module.Limits.UNBOUNDED && after > declaredMax) {
      return -1;
    }
    try {
      Object[] grown = Arrays.copyOf(elements, (int) after);
      FuncType[] grownTypes = type == ValType.FUNCREF ? Arrays.copyOf(types, (int) after) : types;
      functions = Arrays.copyOf(functions, grownTypes.length);
      types = grownTypes;
      elements = grown;
    } catch (OutOfMemoryError e) {
      return -1; // Section 4.4.6: growing may fail for want of resources.
    }
    Arrays.fill(elements, before, (int) after, value);
    note(before, (int) after);
    return before;
  }

  void fill(int from, Object value, int count) {
    checkRange(from, count, elements.length);
    Arrays.fill(elements, from, from + count, value);
    note(from, from + count);
  }

  void copy(int to, WasmTable source, int from, int count) {
    init(to, source.elements, from, count);
  }

  /** Copies references of a segment. */
  void init(int to, Object[] segment, int from, int count) {
    checkRange(from, count, segment.length);
    checkRange(to, count, elements.length);
    System.arraycopy(segment, from, elements, to, count);
    note(to, to + count);
  }

  private static void checkRange(int from, int count, int size) {
    if (Integer.toUnsignedLong(from) + Integer.toUnsignedLong(count) > size) {
      throw OUT_OF_BOUNDS;
    }
  }
}
