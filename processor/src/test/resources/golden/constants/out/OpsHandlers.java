// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Core;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int ADD = 15;
  static final int ADD_CONST = 16;
  static final int SCALE = 17;
  static final int SCALE_CONST = 18;
  static final int HALF = 19;
  static final int HALF_CONST = 20;
  static final int FIRST = 21;
  static final int FIRST_CONST = 22;

  private OpsHandlers() {}

  /** {@code add}: {@link Ops#add}. */
  static int add(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.add(Double.longBitsToDouble(slots[fp + code[pc + 2]]),
        Float.intBitsToFloat((int) slots[fp + code[pc + 3]]), slots[fp + code[pc + 4]]);
    return pc + 5;
  }

  /** {@code add(_, _, #)}: {@link Ops#add}. */
  static int addConst(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.add(Double.longBitsToDouble(slots[fp + code[pc + 2]]),
        Float.intBitsToFloat((int) slots[fp + code[pc + 3]]), (long) code[pc + 4]);
    return pc + 5;
  }

  /** {@code scale}: {@link Ops#scale}. */
  static int scale(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Double.doubleToRawLongBits(Ops.scale(
        Double.longBitsToDouble(slots[fp + code[pc + 2]])));
    return pc + 3;
  }

  /** {@code scale(#)}: {@link Ops#scale}. */
  static int scaleConst(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Double.doubleToRawLongBits(Ops.scale(
        Double.longBitsToDouble(Core.wide(code, pc + 2))));
    return pc + 4;
  }

  /** {@code half}: {@link Ops#half}. */
  static int half(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Float.floatToRawIntBits(Ops.half(
        Float.intBitsToFloat((int) slots[fp + code[pc + 2]])));
    return pc + 3;
  }

  /** {@code half(#)}: {@link Ops#half}. */
  static int halfConst(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Float.floatToRawIntBits(Ops.half(
        Float.intBitsToFloat(code[pc + 2])));
    return pc + 3;
  }

  /** {@code first}: {@link Ops#first}. */
  static int first(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    m.refs[fp + code[pc + 1]] = Ops.first((Object[]) m.refs[fp + code[pc + 2]]);
    return pc + 3;
  }

  /** {@code first(#)}: {@link Ops#first}. */
  static int firstConst(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    m.refs[fp + code[pc + 1]] = Ops.first((Object[]) m.constants[code[pc + 2]]);
    return pc + 3;
  }
}
