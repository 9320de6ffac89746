package dev.lockstep.processor.read;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Static methods and constants of {@code java.lang} that take and give primitives and never throw. */
final class SafeCalls {

  private static final Set<String> BITS =
      Set.of(
          "bitCount", "compare", "compareUnsigned", "highestOneBit", "lowestOneBit", "max", "min", "numberOfLeadingZeros",
          "numberOfTrailingZeros", "reverse", "reverseBytes", "rotateLeft", "rotateRight", "signum", "sum",
          "toUnsignedLong");

  private static final Set<String> FLOATS = Set.of("intBitsToFloat", "longBitsToDouble", "max", "min", "sum");

  private static final Set<String> FLOATS_TO_INTEGERS =
      Set.of("compare", "doubleToLongBits", "doubleToRawLongBits", "floatToIntBits", "floatToRawIntBits");

  private static final Set<String> FLOATS_TO_BOOLEANS = Set.of("isFinite", "isInfinite", "isNaN");

  private static final Set<String> MATH_OF_EITHER = Set.of("abs", "max", "min");

  private static final Set<String> MATH_TO_INTEGERS = Set.of("getExponent", "multiplyFull", "multiplyHigh", "round");

  private static final Set<String> MATH =
      Set.of(
          "acos", "asin", "atan", "atan2", "cbrt", "ceil", "copySign", "cos", "cosh", "exp", "expm1", "floor", "fma",
          "hypot", "log", "log10", "log1p", "nextAfter", "nextDown", "nextUp", "pow", "rint", "scalb", "signum", "sin",
          "sinh", "sqrt", "tan", "tanh", "toDegrees", "toRadians", "ulp");

  private static final Map<String, ValueKind> CONSTANT_OWNERS =
      Map.of(
          "Integer", ValueKind.INTEGRAL, "Long", ValueKind.INTEGRAL, "Short", ValueKind.INTEGRAL,
          "Byte", ValueKind.INTEGRAL, "Float", ValueKind.FLOATING, "Double", ValueKind.FLOATING);

  private static final Set<String> CONSTANTS =
      Set.of("MAX_VALUE", "MIN_VALUE", "MIN_NORMAL", "NEGATIVE_INFINITY", "NaN", "POSITIVE_INFINITY");

  private SafeCalls() {}

  /** The kind of what a safe method returns; empty if the method is not known to be safe. */
  static Optional<ValueKind> call(String owner, String method, ValueKind widestArgument) {
    return Optional.ofNullable(
        switch (owner) {
          case "Integer", "Long" -> BITS.contains(method) ? ValueKind.INTEGRAL : null;
          case "Float", "Double" -> ofFloats(method);
          case "Math", "StrictMath" -> ofMath(method, widestArgument);
          default -> null;
        });
  }

  private static ValueKind ofFloats(String method) {
    if (FLOATS.contains(method)) {
      return ValueKind.FLOATING;
    } else if (FLOATS_TO_INTEGERS.contains(method)) {
      return ValueKind.INTEGRAL;
    }
    return FLOATS_TO_BOOLEANS.contains(method) ? ValueKind.BOOLEAN : null;
  }

  private static ValueKind ofMath(String method, ValueKind widestArgument) {
    if (MATH_OF_EITHER.contains(method)) {
      return widestArgument;
    } else if (MATH_TO_INTEGERS.contains(method)) {
      return ValueKind.INTEGRAL;
    }
    return MATH.contains(method) ? ValueKind.FLOATING : null;
  }

  static Optional<ValueKind> constant(String owner, String name) {
    return CONSTANTS.contains(name) ? Optional.ofNullable(CONSTANT_OWNERS.get(owner)) : Optional.empty();
  }
}
