// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Core;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int ADD = 15;
  static final int ADD_CONST = 16;
  static final int MUL = 17;
  static final int MUL_CONST = 18;
  static final int DIV = 19;
  static final int BR_IF = 20;
  static final int ADD_CONST_THEN_BR_IF = 21;
  static final int ADD_CONST_THEN_JUMP = 22;
  static final int MUL_CONST_THEN_BR_IF = 23;
  static final int MUL_CONST_THEN_JUMP = 24;
  static final int DIV_THEN_MUL_THEN_DIV = 25;

  private OpsHandlers() {}

  /** {@code add}: {@link Ops#add}. */
  static int add(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.add((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]);
    return pc + 4;
  }

  /** {@code add(_, #)}: {@link Ops#add}. */
  static int addConst(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.add((int) slots[fp + code[pc + 2]], code[pc + 3]);
    return pc + 4;
  }

  /** {@code mul}: {@link Ops#mul}. */
  static int mul(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.mul((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]);
    return pc + 4;
  }

  /** {@code mul(_, #)}: {@link Ops#mul}. */
  static int mulConst(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.mul((int) slots[fp + code[pc + 2]], code[pc + 3]);
    return pc + 4;
  }

  /** {@code div}: {@link Ops#div}. */
  static int div(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.div((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]);
    return pc + 4;
  }

  /** {@code br_if}: {@link Ops#brIf}. */
  static int brIf(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    if (Ops.brIf((int) slots[fp + code[pc + 1]], code[pc + 2])) {
      return Core.take(m, code, pc, pc + 2);
    }
    return pc + 4;
  }

  /** {@code add(_, #); br_if}: the handlers of these forms, one after the other. */
  static int addConstThenBrIf(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    pc = Core.apart(pc, ADD_CONST_THEN_BR_IF);
    addConst(m, slots, code, fp, pc);
    return brIf(m, slots, code, fp, pc + 4);
  }

  /** {@code add(_, #); jump}: the handlers of these forms, one after the other. */
  static int addConstThenJump(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    pc = Core.apart(pc, ADD_CONST_THEN_JUMP);
    addConst(m, slots, code, fp, pc);
    return Core.jump(m, slots, code, fp, pc + 4);
  }

  /** {@code mul(_, #); br_if}: the handlers of these forms, one after the other. */
  static int mulConstThenBrIf(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    pc = Core.apart(pc, MUL_CONST_THEN_BR_IF);
    mulConst(m, slots, code, fp, pc);
    return brIf(m, slots, code, fp, pc + 4);
  }

  /** {@code mul(_, #); jump}: the handlers of these forms, one after the other. */
  static int mulConstThenJump(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    pc = Core.apart(pc, MUL_CONST_THEN_JUMP);
    mulConst(m, slots, code, fp, pc);
    return Core.jump(m, slots, code, fp, pc + 4);
  }

  /** {@code div; mul; div}: the handlers of these forms, one after the other. */
  static int divThenMulThenDiv(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    pc = Core.apart(pc, DIV_THEN_MUL_THEN_DIV);
    div(m, slots, code, fp, pc);
    mul(m, slots, code, fp, pc + 4);
    try {
      return div(m, slots, code, fp, pc + 8);
    } catch (Throwable thrown) {
      m.throwsAt(pc + 8);
      throw thrown;
    }
  }
}
