// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int DIVIDE = 15;

  private OpsHandlers() {}

  /** {@code divide}: {@link Ops#divide}. */
  static int divide(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    Ops.Both result = Ops.divide((int) slots[fp + code[pc + 3]], (int) slots[fp + code[pc + 4]]);
    slots[fp + code[pc + 1]] = result.quotient();
    slots[fp + code[pc + 2]] = Float.floatToRawIntBits(result.remainder());
    return pc + 5;
  }
}
