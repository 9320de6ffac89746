package dev.lockstep.tests.wasm;

import com.google.gson.JsonObject;

/** Values in the specification's test suite: numbers are unsigned and stand for bits. */
final class SpecificationValue {

  private SpecificationValue() {}

  static Object argument(JsonObject value) {
    String text = value.get("value").getAsString();
    return switch (value.get("type").getAsString()) {
      case "i32" -> (Object) Integer.parseUnsignedInt(text);
      case "i64" -> Long.parseUnsignedLong(text);
      case "f32" -> Float.intBitsToFloat(Integer.parseUnsignedInt(text));
      case "f64" -> Double.longBitsToDouble(Long.parseUnsignedLong(text));
      case "externref" -> text.equals("null") ? null : text;
      default -> null; // the only function reference there is a notation for
    };
  }

  static boolean matches(JsonObject expected, Object actual) {
    String text = expected.has("value") ? expected.get("value").getAsString() : "";
    return switch (expected.get("type").getAsString()) {
      case "i32", "i64" -> argument(expected).equals(actual);
      case "f32" -> actual instanceof Float f && matches(text, Float.floatToRawIntBits(f));
      case "f64" -> actual instanceof Double d && matches(text, Double.doubleToRawLongBits(d));
      case "externref" -> text.equals("null") ? actual == null : text.equals(actual);
      default -> text.equals("null") ? actual == null : actual != null;
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
