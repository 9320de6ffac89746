// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Core;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int PICK = 15;

  private OpsHandlers() {}

  /** {@code pick}: {@link Ops#pick}. */
  static int pick(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    m.refs[fp + code[pc + 1]] = Ops.pick(code[pc + 2], Core.wide(code, pc + 3),
        Float.intBitsToFloat(code[pc + 5]), Double.longBitsToDouble(Core.wide(code, pc + 6)),
        code[pc + 8] != 0, (String) m.constants[code[pc + 9]], (int) slots[fp + code[pc + 10]]);
    return pc + 11;
  }
}
