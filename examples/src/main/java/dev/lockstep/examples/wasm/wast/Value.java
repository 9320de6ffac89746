package dev.lockstep.examples.wasm.wast;

/** Values in scripts: numbers are unsigned and stand for bits, external references are numbers too. */
final class Value {

  private Value() {}

  /** The boxed value, as {@link dev.lockstep.examples.wasm.WasmInstance#invoke} takes it. */
  static Object of(Command value) {
    String text = value.text("value");
    return switch (value.type()) {
      case "i32" -> (Object) Integer.parseUnsignedInt(text);
      case "i64" -> Long.parseUnsignedLong(text);
      case "f32" -> Float.intBitsToFloat(Integer.parseUnsignedInt(text));
      case "f64" -> Double.longBitsToDouble(Long.parseUnsignedLong(text));
      case "externref" -> text.equals("null") ? null : text;
      case "funcref" -> requireNull(text);
      default -> throw new IllegalArgumentException("unknown type " + value.type());
    };
  }

  private static Object requireNull(String text) {
    if (!text.equals("null")) {
      throw new IllegalArgumentException("only a null function reference can be passed, not " + text);
    }
    return null;
  }

  static boolean matches(Command expected, Object actual) {
    String text = expected.text("value");
    return switch (expected.type()) {
      case "f32" -> actual instanceof Float f && matches(text, Float.floatToRawIntBits(f));
      case "f64" -> actual instanceof Double d && matches(text, Double.doubleToRawLongBits(d));
      case "externref", "funcref" -> text == null ? actual != null : text.equals(actual == null ? "null" : actual);
      default -> of(expected).equals(actual);
    };
  }

  private static boolean matches(String text, int bits) {
    int magnitude = bits & Integer.MAX_VALUE;
    return switch (text) {
      case "nan:canonical" -> magnitude == 0x7fc0_0000;
      case "nan:arithmetic" -> magnitude >= 0x7fc0_0000;
      default -> Integer.parseUnsignedInt(text) == bits;
    };
  }

  private static boolean matches(String text, long bits) {
    long magnitude = bits & Long.MAX_VALUE;
    return switch (text) {
      case "nan:canonical" -> magnitude == 0x7ff8_0000_0000_0000L;
      case "nan:arithmetic" -> magnitude >= 0x7ff8_0000_0000_0000L;
      default -> Long.parseUnsignedLong(text) == bits;
    };
  }
}
