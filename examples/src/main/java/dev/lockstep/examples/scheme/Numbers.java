package dev.lockstep.examples.scheme;

import dev.lockstep.runtime.GuestException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Arithmetic on numbers of all kinds: integers, which are {@code Long} as far as they fit and {@link BigInteger} beyond, and {@code
 * Double}. Opcodes come here with what is not two of the former.
 */
final class Numbers {

  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  /** The operators that there are, with their names. */
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    QUOTIENT("quotient"),
    REMAINDER("remainder"),
    MODULO("modulo");

    private final String name;

    Operator(String name) {
      this.name = name;
    }
  }

  private Numbers() {}

  /** An integer as it is represented. */
  static Object normal(BigInteger value) {
    return value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0 ? (Object) value.longValue() : value;
  }

  static boolean isNumber(Object value) {
    return isInteger(value) || value instanceof Double;
  }

  static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof BigInteger;
  }

  static Object apply(Operator operator, Object a, Object b) throws GuestException {
    if (a instanceof Double || b instanceof Double) {
      double x = toDouble(operator.name, a);
      double y = toDouble(operator.name, b);
      return switch (operator) {
        case ADD -> x + y;
        case SUBTRACT -> x - y;
        case MULTIPLY -> x * y;
        default -> throw Condition.error(operator.name + ": not an integer:", a instanceof Double ? a : b);
      };
    }
    BigInteger x = toBig(operator.name, a);
    BigInteger y = toBig(operator.name, b);
    if (operator.compareTo(Operator.MULTIPLY) > 0 && y.signum() == 0) {
      throw Condition.error(operator.name + ": division by zero");
    }
    return normal(
        switch (operator) {
          case ADD -> x.add(y);
          case SUBTRACT -> x.subtract(y);
          case MULTIPLY -> x.multiply(y);
          case QUOTIENT -> x.divide(y);
          case REMAINDER -> x.remainder(y);
          case MODULO -> y.signum() > 0 ? x.mod(y) : x.negate().mod(y.negate()).negate();
        });
  }

  /** A quotient, which is an integer only if it is one. */
  static Object divide(Object a, Object b) throws GuestException {
    if (isInteger(a) && isInteger(b)) {
      BigInteger divisor = toBig("/", b);
      if (divisor.signum() == 0) {
        throw Condition.error("/: division by zero");
      }
      BigInteger[] parts = toBig("/", a).divideAndRemainder(divisor);
      if (parts[1].signum() == 0) {
        return normal(parts[0]);
      }
    }
    return toDouble("/", a) / toDouble("/", b);
  }

  /** Below 0, 0 or above, as {@code a} is less than, equal to or greater than {@code b}; 2 if they are not ordered. */
  static int compare(String name, Object a, Object b) throws GuestException {
    if (a instanceof Double || b instanceof Double) {
      double x = toDouble(name, a);
      double y = toDouble(name, b);
      if (x == y && isInteger(a) != isInteger(b) && !Double.isInfinite(x)) {
        return exact(a).compareTo(exact(b)); // An integer may be rounded.
      }
      return x < y ? -1 : x == y ? 0 : x > y ? 1 : 2;
    }
    return toBig(name, a).compareTo(toBig(name, b));
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double x ? new BigDecimal(x) : new BigDecimal(number.toString());
  }

  static double toDouble(String name, Object value) throws GuestException {
    if (value instanceof Double || isInteger(value)) {
      return ((Number) value).doubleValue();
    }
    throw Condition.error(name + ": not a number:", value);
  }

  /** The integer that a number is equal to. */
  static Object toExact(Object value) throws GuestException {
    if (value instanceof Double x && x == Math.rint(x) && !Double.isInfinite(x)) {
      return normal(new BigDecimal(x).toBigInteger());
    }
    return normal(toBig("exact", value));
  }

  private static BigInteger toBig(String name, Object value) throws GuestException {
    if (value instanceof Long x) {
      return BigInteger.valueOf(x);
    }
    if (value instanceof BigInteger x) {
      return x;
    }
    throw Condition.error(name + (value instanceof Double ? ": not an integer:" : ": not a number:"), value);
  }
}
