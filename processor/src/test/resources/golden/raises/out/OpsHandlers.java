// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Core;
import dev.lockstep.runtime.GuestException;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int POSITIVE = 15;
  static final int ADD = 16;
  static final int ADD_POSITIVE = 17;
  static final int CALL_POSITIVE = 18;
  static final int GO_POSITIVE = 19;
  static final int POSITIVE_THEN_POSITIVE_THEN_ADD = 20;

  private OpsHandlers() {}

  /** {@code positive}: {@link Ops#positive}. */
  static int positive(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    try {
      slots[fp + code[pc + 1]] = Ops.positive((int) slots[fp + code[pc + 2]]);
      return pc + 3;
    } catch (GuestException raised) {
      return m.raise(raised, pc);
    }
  }

  /** {@code add}: {@link Ops#add}. */
  static int add(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.add((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]);
    return pc + 4;
  }

  /** {@code add(positive(_), _)}: {@link Ops#add}, {@link Ops#positive}. */
  static int addPositive(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    try {
      slots[fp + code[pc + 1]] = Ops.add(Ops.positive((int) slots[fp + code[pc + 2]]),
          (int) slots[fp + code[pc + 3]]);
      return pc + 4;
    } catch (GuestException raised) {
      return m.raise(raised, pc);
    }
  }

  /** {@code callPositive}: {@link Ops#callPositive}. */
  static int callPositive(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    try {
      return Core.callComputed(m, slots, code, fp, Ops.callPositive((int) slots[fp + code[pc + 1]]),
          code[pc + 2], code[pc + 3], pc + 4);
    } catch (GuestException raised) {
      return m.raise(raised, pc);
    }
  }

  /** {@code goPositive}: {@link Ops#goPositive}. */
  static int goPositive(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    try {
      return Core.tailCallComputed(m, slots, code, fp, pc, Ops.goPositive(
          (int) slots[fp + code[pc + 1]]), code[pc + 2], code[pc + 3], code[pc + 4]);
    } catch (GuestException raised) {
      return m.raise(raised, pc);
    }
  }

  /** {@code positive; positive; add}: the handlers of these forms, one after the other. */
  static int positiveThenPositiveThenAdd(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    pc = Core.apart(pc, POSITIVE_THEN_POSITIVE_THEN_ADD);
    int next0 = positive(m, slots, code, fp, pc);
    if (next0 != pc + 3) {
      return next0;
    }
    int next1;
    try {
      next1 = positive(m, slots, code, fp, pc + 3);
    } catch (Throwable thrown) {
      m.throwsAt(pc + 3);
      throw thrown;
    }
    if (next1 != pc + 6) {
      return next1;
    }
    return add(m, slots, code, fp, pc + 6);
  }
}
