// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Core;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int GO = 15;
  static final int TABLE_2 = 16;
  static final int CALL = 17;
  static final int CALL_INDIRECT = 18;
  static final int TAIL = 19;
  static final int TAIL_INDIRECT = 20;
  static final int RETURN = 21;
  static final int FAIL = 22;
  static final int PAUSE = 23;

  private OpsHandlers() {}

  /** {@code go}: {@link Ops#go}. */
  static int go(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    Ops.go(code[pc + 1]);
    return Core.take(m, code, pc, pc + 1);
  }

  /** {@code table}: {@link Ops#table}. */
  static int table(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    return Core.select(m, code, pc, pc + 3, Ops.table((int) slots[fp + code[pc + 1]], code[pc + 4],
        code[pc + 2]));
  }

  /** {@code call}: {@link Ops#call}. */
  static int call(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    Ops.call();
    return Core.call(m, slots, code, fp, code[pc + 1], code[pc + 2], pc + 4);
  }

  /** {@code callIndirect}: {@link Ops#callIndirect}. */
  static int callIndirect(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    return Core.callComputed(m, slots, code, fp, Ops.callIndirect((int) slots[fp + code[pc + 1]]),
        code[pc + 2], code[pc + 3], pc + 4);
  }

  /** {@code tail}: {@link Ops#tail}. */
  static int tail(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    Ops.tail();
    return Core.tailCall(m, slots, code, fp, pc, code[pc + 1], code[pc + 2], code[pc + 4]);
  }

  /** {@code tailIndirect}: {@link Ops#tailIndirect}. */
  static int tailIndirect(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    return Core.tailCallComputed(m, slots, code, fp, pc, Ops.tailIndirect(
        (int) slots[fp + code[pc + 1]]), code[pc + 2], code[pc + 3], code[pc + 4]);
  }

  /** {@code return}: {@link Ops#ret}. */
  static int ret(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    Ops.ret();
    return Core.leave(m, slots, fp, code[pc + 1]);
  }

  /** {@code fail}: {@link Ops#fail}. */
  static int fail(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    throw Ops.fail();
  }

  /** {@code pause}: {@link Ops#pause}. */
  static int pause(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    return Core.suspend(m, Ops.pause((int) slots[fp + code[pc + 1]]), pc + 2);
  }
}
