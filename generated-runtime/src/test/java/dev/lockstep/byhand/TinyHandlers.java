package dev.lockstep.byhand;

import dev.lockstep.runtime.Core;

/** The interpreter's handlers for {@link TinyOps}, one a form or sequence. */
final class TinyHandlers {

  static final int ADD = 15;
  static final int ADD_CONST = 16;
  static final int LT = 17;
  static final int LT_CONST = 18;
  static final int PEEK = 19;
  static final int BR_IF = 20;
  static final int BR_IF_LT = 21;
  static final int BR_IF_LT_CONST = 22;
  static final int CALL = 23;
  static final int RETURN = 24;
  static final int ADD_CONST_THEN_BR_IF_LT_THEN_JUMP = 25;
  static final int ADD_CONST_THEN_PEEK = 26;

  private TinyHandlers() {}

  /** {@code add}: {@link TinyOps#add}. */
  static int add(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = TinyOps.add((int) slots[fp + code[pc + 2]], (int) slots[fp + code[pc + 3]]);
    return pc + 4;
  }

  /** {@code add(_, #)}: {@link TinyOps#add}. */
  static int addConst(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = TinyOps.add((int) slots[fp + code[pc + 2]], code[pc + 3]);
    return pc + 4;
  }

  /** {@code lt}: {@link TinyOps#lt}. */
  static int lt(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = TinyOps.lt((int) slots[fp + code[pc + 2]], (int) slots[fp + code[pc + 3]]) ? 1 : 0;
    return pc + 4;
  }

  /** {@code lt(_, #)}: {@link TinyOps#lt}. */
  static int ltConst(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = TinyOps.lt((int) slots[fp + code[pc + 2]], code[pc + 3]) ? 1 : 0;
    return pc + 4;
  }

  /** {@code peek}: {@link TinyOps#peek}. */
  static int peek(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = TinyOps.peek(m.context, (int) slots[fp + code[pc + 2]], code[pc + 3]);
    return pc + 4;
  }

  /** {@code br_if}: {@link TinyOps#brIf}. */
  static int brIf(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    if (TinyOps.brIf((int) slots[fp + code[pc + 1]], code[pc + 2])) {
      return Core.take(m, code, pc, pc + 2);
    }
    return pc + 4;
  }

  /** {@code br_if(lt(_, _))}: {@link TinyOps#brIf}, {@link TinyOps#lt}. */
  static int brIfLt(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    if (TinyOps.brIf(
        TinyOps.lt((int) slots[fp + code[pc + 1]], (int) slots[fp + code[pc + 2]]) ? 1 : 0, code[pc + 3])) {
      return Core.take(m, code, pc, pc + 3);
    }
    return pc + 5;
  }

  /** {@code br_if(lt(_, #))}: {@link TinyOps#brIf}, {@link TinyOps#lt}. */
  static int brIfLtConst(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    if (TinyOps.brIf(TinyOps.lt((int) slots[fp + code[pc + 1]], code[pc + 2]) ? 1 : 0, code[pc + 3])) {
      return Core.take(m, code, pc, pc + 3);
    }
    return pc + 5;
  }

  /** {@code call}: {@link TinyOps#call}. */
  static int call(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    TinyOps.call();
    return Core.call(m, slots, code, fp, code[pc + 1], code[pc + 2], pc + 4);
  }

  /** {@code return}: {@link TinyOps#ret}. */
  static int ret(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    TinyOps.ret();
    return Core.leave(m, slots, fp, code[pc + 1]);
  }

  /** {@code add(_, #); br_if(lt(_, _)); jump}: the handlers of these forms, one after the other. */
  static int addConstThenBrIfLtThenJump(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    pc = Core.apart(pc, ADD_CONST_THEN_BR_IF_LT_THEN_JUMP);
    addConst(m, slots, code, fp, pc);
    int next1 = brIfLt(m, slots, code, fp, pc + 4);
    if (next1 != pc + 9) {
      return next1;
    }
    return Core.jump(m, slots, code, fp, pc + 9);
  }

  /** {@code add(_, #); peek}: the handlers of these forms, one after the other. */
  static int addConstThenPeek(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    pc = Core.apart(pc, ADD_CONST_THEN_PEEK);
    addConst(m, slots, code, fp, pc);
    try {
      return peek(m, slots, code, fp, pc + 4);
    } catch (Throwable thrown) {
      m.throwsAt(pc + 4);
      throw thrown;
    }
  }
}
