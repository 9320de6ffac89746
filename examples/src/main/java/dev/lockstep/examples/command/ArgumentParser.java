package dev.lockstep.examples.command;

import dev.lockstep.examples.wasm.ExportedFunction;
import dev.lockstep.examples.wasm.ValType;
import dev.lockstep.examples.wasm.WasmInstance;
import java.util.List;

/** Reads the arguments of a call from a command line, and prints its results. */
final class ArgumentParser {

  private ArgumentParser() {}

  /**
   * The values of {@code words} from index {@code first} on, one a parameter.
   *
   * @throws IllegalArgumentException if number or form do not fit; the message is one line
   */
  static Object[] parse(ExportedFunction function, String[] words, int first) {
    List<ValType> params = function.type().params();
    int count = words.length - first;
    if (count != params.size()) {
      throw new IllegalArgumentException(
          "function " + function.name() + " takes " + params.size() + (params.size() == 1 ? " argument " : " arguments ")
              + params + ", not " + count);
    }
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = parse(params.get(i), words[first + i]);
    }
    return values;
  }

  private static Object parse(ValType type, String word) {
    try {
      return switch (type) {
        case I32 -> (Object) (int) integer(word, 32);
        case I64 -> integer(word, 64);
        case F32 -> Float.parseFloat(word);
        case F64 -> Double.parseDouble(word);
        case FUNCREF, EXTERNREF -> reference(word);
        case UNKNOWN -> throw new IllegalArgumentException("no value has this type");
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not an argument of type " + type + ": " + word);
    }
  }

  private static Object reference(String word) {
    if (!word.equals("null")) {
      throw new NumberFormatException("only a null reference can be written");
    }
    return null;
  }

  /** A signed number, or an unsigned one that takes all bits; {@code 0x} may come after the sign. */
  private static long integer(String word, int bits) {
    boolean negative = word.startsWith("-");
    String digits = negative ? word.substring(1) : word;
    boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
    if (digits.startsWith("+") || digits.startsWith("-")) {
      throw new NumberFormatException("two signs");
    }
    long magnitude = Long.parseUnsignedLong(hex ? digits.substring(2) : digits, hex ? 16 : 10);
    long lowest = -1L << (bits - 1);
    long highest = bits == 64 ? -1 : (1L << bits) - 1;
    if (Long.compareUnsigned(magnitude, negative ? -lowest : highest) > 0) {
      throw new NumberFormatException("out of range");
    }
    return negative ? -magnitude : magnitude;
  }

  /** The results of a call as {@link WasmInstance#invoke} gives them, one a line. */
  static void print(Object result, StringBuilder out) {
    if (result instanceof List<?> several) {
      for (int i = 0; i < several.size(); i++) {
        out.append(several.get(i)).append('\n');
      }
    } else {
      out.append(result).append('\n');
    }
  }
}
