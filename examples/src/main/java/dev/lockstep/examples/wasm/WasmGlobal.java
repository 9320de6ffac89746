package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.GlobalType;

/**
 * A global variable (section 4.2.9) as instances share it: an element of the arrays in which the instance that defines
 * it keeps its globals, so that its own accesses cost no indirection. Not thread-safe.
 */
public final class WasmGlobal {

  private final GlobalType type;

  /** Numeric values as raw bits. */
  final long[] numbers;

  final Object[] references;
  final int index;

  WasmGlobal(GlobalType type, long[] numbers, Object[] references, int index) {
    this.type = type;
    this.numbers = numbers;
    this.references = references;
    this.index = index;
  }

  /** Makes a global that belongs to no instance; the value is boxed as for {@link WasmInstance#invoke}. */
  public static WasmGlobal of(ValType type, boolean mutable, Object value) {
    WasmGlobal global = new WasmGlobal(new GlobalType(type, mutable), new long[1], new Object[1], 0);
    global.put(value);
    return global;
  }

  GlobalType globalType() {
    return type;
  }

  public ValType type() {
    return type.type();
  }

  public boolean isMutable() {
    return type.mutable();
  }

  /** The value, boxed. */
  public Object get() {
    return switch (type.type()) {
      case I32 -> (Object) (int) numbers[index];
      case I64 -> numbers[index];
      case F32 -> Float.intBitsToFloat((int) numbers[index]);
      case F64 -> Double.longBitsToDouble(numbers[index]);
      default -> references[index];
    };
  }

  /**
   * Changes the value.
   *
   * @throws IllegalStateException if the global is immutable
   */
  public void set(Object value) {
    if (!type.mutable()) {
      throw new IllegalStateException("the global is immutable");
    }
    put(value);
  }

  private void put(Object value) {
    if (!type.type().accepts(value)) {
      throw new IllegalArgumentException("the global is of type " + type.type() + ", and cannot be " + value);
    }
    switch (type.type()) {
      case I32 -> numbers[index] = (Integer) value;
      case I64 -> numbers[index] = (Long) value;
      case F32 -> numbers[index] = Float.floatToRawIntBits((Float) value);
      case F64 -> numbers[index] = Double.doubleToRawLongBits((Double) value);
      default -> references[index] = value;
    }
  }
}
