// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Core;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int LESS = 15;
  static final int LESS_CONST = 16;
  static final int BR_IF = 17;
  static final int BR_IF_LESS = 18;
  static final int BR_IF_LESS_CONST = 19;

  private OpsHandlers() {}

  /** {@code less}: {@link Ops#less}. */
  static int less(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.less((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]) ? 1 : 0;
    return pc + 4;
  }

  /** {@code less(_, #)}: {@link Ops#less}. */
  static int lessConst(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.less((int) slots[fp + code[pc + 2]], code[pc + 3]) ? 1 : 0;
    return pc + 4;
  }

  /** {@code br_if}: {@link Ops#brIf}. */
  static int brIf(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    if (Ops.brIf((int) slots[fp + code[pc + 1]] != 0, code[pc + 2])) {
      return Core.take(m, code, pc, pc + 2);
    }
    return pc + 4;
  }

  /** {@code br_if(less(_, _))}: {@link Ops#brIf}, {@link Ops#less}. */
  static int brIfLess(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    if (Ops.brIf(Ops.less((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]),
        code[pc + 3])) {
      return Core.take(m, code, pc, pc + 3);
    }
    return pc + 5;
  }

  /** {@code br_if(less(_, #))}: {@link Ops#brIf}, {@link Ops#less}. */
  static int brIfLessConst(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    if (Ops.brIf(Ops.less((int) slots[fp + code[pc + 1]], code[pc + 2]), code[pc + 3])) {
      return Core.take(m, code, pc, pc + 3);
    }
    return pc + 5;
  }
}
