package dev.lockstep.examples.wasm;

/** Value types (section 2.3.4) with the text format's names. */
public enum ValType {
  I32("i32"),
  I64("i64"),
  F32("f32"),
  F64("f64"),
  FUNCREF("funcref"),
  EXTERNREF("externref"),

  /** An operand of unreachable code that fits every type; only inside the validator (section 3.3, appendix 7.3). */
  UNKNOWN("unknown");

  private final String text;

  ValType(String text) {
    this.text = text;
  }

  /** The type with this code in the binary format (section 5.3), or null if there is none. */
  static ValType ofCode(int code) {
    return switch (code) {
      case 0x7f -> I32;
      case 0x7e -> I64;
      case 0x7d -> F32;
      case 0x7c -> F64;
      case 0x70 -> FUNCREF;
      case 0x6f -> EXTERNREF;
      default -> null;
    };
  }

  /** Whether a boxed value is one of this type. */
  boolean accepts(Object value) {
    return switch (this) {
      case I32 -> value instanceof Integer;
      case I64 -> value instanceof Long;
      case F32 -> value instanceof Float;
      case F64 -> value instanceof Double;
      case FUNCREF -> value == null || value instanceof WasmFunction;
      case EXTERNREF -> true;
      case UNKNOWN -> false;
    };
  }

  boolean isReference() {
    return this == FUNCREF || this == EXTERNREF;
  }

  @Override
  public String toString() {
    return text;
  }
}
