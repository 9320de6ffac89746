// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int ADD = 15;

  private OpsHandlers() {}

  /** {@code add}: {@link Ops#add}. */
  static int add(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.add((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]);
    return pc + 4;
  }
}
