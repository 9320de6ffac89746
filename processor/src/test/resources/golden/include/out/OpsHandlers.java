// Generated from golden.Ops and the classes that it includes by Lockstep. Change those, not this one.
package golden;

import dev.lockstep.runtime.Core;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int MUL = 15;
  static final int ADD = 16;
  static final int ADD_AT_1_MUL = 17;
  static final int LONG_MUL = 18;
  static final int BR_IF = 19;

  private OpsHandlers() {}

  /** {@code mul}: {@link Ops#mul}. */
  static int mul(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.mul((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]);
    return pc + 4;
  }

  /** {@code add}: {@link Arithmetic#add}. */
  static int add(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Arithmetic.add((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]);
    return pc + 4;
  }

  /** {@code add(_, mul(_, _))}: {@link Arithmetic#add}, {@link Ops#mul}. */
  static int addAt1Mul(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Arithmetic.add((int) slots[fp + code[pc + 2]], Ops.mul(
        (int) slots[fp + code[pc + 3]], (int) slots[fp + code[pc + 4]]));
    return pc + 5;
  }

  /** {@code long.mul}: {@link Arithmetic#mul}. */
  static int longMul(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Arithmetic.mul(slots[fp + code[pc + 2]], slots[fp + code[pc + 3]]);
    return pc + 4;
  }

  /** {@code brIf}: {@link Conditions.Branches#brIf}. */
  static int brIf(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    if (Conditions.Branches.brIf((int) slots[fp + code[pc + 1]], code[pc + 2])) {
      return Core.take(m, code, pc, pc + 2);
    }
    return pc + 4;
  }
}
