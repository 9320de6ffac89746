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
        throw wrongArgument(function, i, arguments[i]);
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

  private static IllegalArgumentException wrongArgument(Function function, int index, Object argument) {
    String expected = function.signature().parameters().get(index).name().toLowerCase(Locale.ROOT);
    String found = argument == null ? "null" : argument + " (" + argument.getClass().getName() + ")";
    return new IllegalArgumentException("argument " + index + " of " + function + " is of type " + expected + ", not " + found);
  }

  /** Puts arguments that have been checked into the first slots. */
  static void put(long[] slots, Object[] refs, List<Type> parameters, Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      Object value = arguments[i];
      switch (parameters.get(i)) {
        case INT -> slots[i] = (Integer) value;
        case LONG -> slots[i] = (Long) value;
        case FLOAT -> slots[i] = Float.floatToRawIntBits((Float) value);
        case DOUBLE -> slots[i] = Double.doubleToRawLongBits((Double) value);
        case REFERENCE -> refs[i] = value;
      }
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
