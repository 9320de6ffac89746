package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How embedders pass values: boxed in the class of their type, references as they are. */
final class Boxing {

  private Boxing() {}

  /** @throws IllegalArgumentException if the arguments do not fit the function */
  static void check(Function function, Object[] arguments) {
    List<Type> parameters = function.signature().parameters();
    if (arguments.length != parameters.size()) {
      throw new IllegalArgumentException(function + " takes " + parameters.size() + " arguments, not " + arguments.length);
    }
    for (int i = 0; i < arguments.length; i++) {
      if (!accepts(parameters.get(i), arguments[i])) {
        throw wrong("argument " + i + " of " + function, parameters.get(i), arguments[i]);
      }
    }
  }

  private static boolean accepts(Type type, Object value) {
    return switch (type) {
      case INT -> value instanceof Integer;
      case LONG -> value instanceof Long;
      case FLOAT -> value instanceof Float;
      case DOUBLE -> value instanceof Double;
      case REFERENCE -> true;
    };
  }

  private static IllegalArgumentException wrong(String what, Type type, Object value) {
    String expected = type.name().toLowerCase(Locale.ROOT);
    String found = value == null ? "null" : value + " (" + value.getClass().getName() + ")";
    return new IllegalArgumentException(what + " is of type " + expected + ", not " + found);
  }

  /** Puts arguments that have been checked into the first slots. */
  static void put(long[] slots, Object[] refs, List<Type> parameters, Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      put(slots, refs, i, parameters.get(i), arguments[i]);
    }
  }

  private static void put(long[] slots, Object[] refs, int slot, Type type, Object value) {
    switch (type) {
      case INT -> slots[slot] = (Integer) value;
      case LONG -> slots[slot] = (Long) value;
      case FLOAT -> slots[slot] = Float.floatToRawIntBits((Float) value);
      case DOUBLE -> slots[slot] = Double.doubleToRawLongBits((Double) value);
      case REFERENCE -> refs[slot] = value;
    }
  }

  /**
   * Puts a value into the slot of a local variable.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  static void putLocal(long[] slots, Object[] refs, int slot, Function function, int local, Object value) {
    Type type = function.localType(local);
    if (!accepts(type, value)) {
      throw wrong("local " + local + " of " + function, type, value);
    }
    if (type != Type.REFERENCE || slot < refs.length) { // A program in which no instruction uses references keeps none.
      put(slots, refs, slot, type, value);
    }
  }

  /** What is in the first slots: {@code null} for no types, a {@code List} for several. */
  static Object results(long[] slots, Object[] refs, List<Type> types) {
    if (types.isEmpty()) {
      return null;
    }
    if (types.size() == 1) {
      return get(slots, refs, 0, types.get(0));
    }
    List<Object> values = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      values.add(get(slots, refs, i, types.get(i)));
    }
    return values;
  }

  /** The value of a local variable, whose slot is given. */
  static Object local(long[] slots, Object[] refs, int slot, Type type) {
    return type == Type.REFERENCE && slot >= refs.length ? null : get(slots, refs, slot, type);
  }

  private static Object get(long[] slots, Object[] refs, int slot, Type type) {
    return switch (type) {
      case INT -> (Object) (int) slots[slot];
      case LONG -> slots[slot];
      case FLOAT -> Float.intBitsToFloat((int) slots[slot]);
      case DOUBLE -> Double.longBitsToDouble(slots[slot]);
      case REFERENCE -> refs[slot];
    };
  }
}
