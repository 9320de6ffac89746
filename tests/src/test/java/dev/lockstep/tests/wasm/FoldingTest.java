package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import org.junit.jupiter.api.Test;

/**
 * An opcode computes the same whatever it is folded with: operands in locals or constants, and for comparisons what
 * branches on the result, negated or not.
 */
final class FoldingTest {

  private static final int I32 = 0x7f;
  private static final int[] ONE_I32 = {I32};
  private static final int EQZ = 0x45;

  private static final Object[] INTS = {
    0, 1, -1, 2, 31, 32, 33, 0x80, 0x7fff, 0xffff, 1_000_000_007, Integer.MAX_VALUE, Integer.MIN_VALUE, -2
  };
  private static final Object[] LONGS = {
    0L, 1L, -1L, 2L, 63L, 64L, 0x7fff_ffffL, 0x8000_0000L, -0x8000_0000L, -0x8000_0001L, 0xffff_ffffL,
    Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000_000_000_000_003L
  };
  private static final Object[] FLOATS = {
    0f, -0f, 1f, -1f, 0.5f, Float.MIN_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY, Float.NaN
  };
  private static final Object[] DOUBLES = {
    0.0, -0.0, 1.0, -1.0, 0.1, 4.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY, Double.NaN
  };

  @Test
  void comparisons() {
    comparisons(0x46, 0x4f, I32, INTS);
    comparisons(0x51, 0x5a, 0x7e, LONGS);
    comparisons(0x5b, 0x60, 0x7d, FLOATS);
    comparisons(0x61, 0x66, 0x7c, DOUBLES);
  }

  private static void comparisons(int first, int last, int type, Object[] values) {
    for (int opcode = first; opcode <= last; opcode++) {
      for (Object constant : values) {
        compare(opcode, type, constant, values);
      }
    }
  }

  private static void compare(int opcode, int type, Object constant, Object[] values) {
    int[] two = {type, type};
    int[] one = {type};
    Bytes locals = new Bytes().raw(0x20, 0, 0x20, 1, opcode);
    ModuleBuilder builder = new ModuleBuilder();
    builder.function("value", two, ONE_I32, locals);
    builder.function("if", two, ONE_I32, ifElse(copy(locals)));
    builder.function("if not", two, ONE_I32, ifElse(copy(locals).raw(EQZ)).raw(EQZ));
    builder.function("if not not", two, ONE_I32, ifElse(copy(locals).raw(EQZ, EQZ)));
    builder.function("br_if", two, ONE_I32, branch(copy(locals)));
    builder.function("br_if not", two, ONE_I32, branch(copy(locals).raw(EQZ)).raw(EQZ));
    Bytes folded = new Bytes().raw(0x20, 0).constant(constant).raw(opcode);
    builder.function("value, constant", one, ONE_I32, folded);
    builder.function("if, constant", one, ONE_I32, ifElse(copy(folded)));
    builder.function("br_if, constant", one, ONE_I32, branch(copy(folded)));
    builder.function("br_if not, constant", one, ONE_I32, branch(copy(folded).raw(EQZ)).raw(EQZ));
    builder.function("select", two, ONE_I32, new Bytes().constant(1).constant(0).raw(locals.toArray()).raw(0x1b));
    WasmModule module = WasmModule.parse(builder.build());
    for (Tiering tiering : new Tiering[] {Tiering.interpreter(), Tiering.compiled()}) {
      WasmInstance instance = module.in(tiering).instantiate();
      for (Object value : values) {
        Object expected = instance.invoke("value", value, constant);
        for (String function : new String[] {"if", "if not", "if not not", "br_if", "br_if not", "select"}) {
          check(opcode, function, instance.invoke(function, value, constant), expected);
        }
        for (String function : new String[] {"value", "if", "br_if", "br_if not"}) {
          check(opcode, function, instance.invoke(function + ", constant", value), expected);
        }
      }
    }
  }

  private static Bytes copy(Bytes code) {
    return new Bytes().raw(code.toArray());
  }

  private static Bytes ifElse(Bytes condition) {
    return condition.raw(0x04, I32).constant(1).raw(0x05).constant(0).raw(0x0b);
  }

  private static Bytes branch(Bytes condition) {
    return new Bytes().raw(0x02, I32).constant(1).raw(condition.toArray()).raw(0x0d, 0, 0x1a).constant(0).raw(0x0b);
  }

  private static void check(int opcode, String what, Object actual, Object expected) {
    if (!actual.equals(expected)) {
      assertWithMessage("opcode %s, %s", Integer.toHexString(opcode), what).that(actual).isEqualTo(expected);
    }
  }

  @Test
  void binaryOperations() {
    operations(0x6a, 0x78, I32, INTS);
    operations(0x7c, 0x8a, 0x7e, LONGS);
    operations(0x92, 0x98, 0x7d, FLOATS);
    operations(0xa0, 0xa6, 0x7c, DOUBLES);
  }

  private static void operations(int first, int last, int type, Object[] values) {
    int[] result = {type};
    for (int opcode = first; opcode <= last; opcode++) {
      for (Object constant : values) {
        ModuleBuilder builder = new ModuleBuilder();
        builder.function("locals", new int[] {type, type}, result, new Bytes().raw(0x20, 0, 0x20, 1, opcode));
        builder.function("right", result, result, new Bytes().raw(0x20, 0).constant(constant).raw(opcode));
        builder.function("left", result, result, new Bytes().constant(constant).raw(0x20, 0, opcode));
        WasmModule module = WasmModule.parse(builder.build());
        for (Tiering tiering : new Tiering[] {Tiering.interpreter(), Tiering.compiled()}) {
          WasmInstance instance = module.in(tiering).instantiate();
          for (Object value : values) {
            Object right = outcome(instance, "locals", value, constant);
            check(opcode, "constant right", outcome(instance, "right", value), right);
            Object left = outcome(instance, "locals", constant, value);
            check(opcode, "constant left", outcome(instance, "left", value), left);
          }
        }
      }
    }
  }

  private static Object outcome(WasmInstance instance, String function, Object... arguments) {
    try {
      return instance.invoke(function, arguments);
    } catch (Trap trap) {
      return trap.reason();
    }
  }
}
