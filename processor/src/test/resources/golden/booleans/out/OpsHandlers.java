// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

/** The interpreter's handlers for {@link Ops}, one a form or sequence. */
final class OpsHandlers {

  static final int NOT = 15;
  static final int NOT_NOT = 16;
  static final int NOT_ADD = 17;
  static final int ADD = 18;
  static final int ADD_AT_1_NOT = 19;
  static final int SELECT = 20;
  static final int SELECT_AT_2_NOT = 21;

  private OpsHandlers() {}

  /** {@code not}: {@link Ops#not}. */
  static int not(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.not((int) slots[fp + code[pc + 2]] != 0) ? 1 : 0;
    return pc + 3;
  }

  /** {@code not(not(_))}: {@link Ops#not}, {@link Ops#not}. */
  static int notNot(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.not(Ops.not((int) slots[fp + code[pc + 2]] != 0)) ? 1 : 0;
    return pc + 3;
  }

  /** {@code not(add(_, _))}: {@link Ops#not}, {@link Ops#add}. */
  static int notAdd(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.not(Ops.add((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]) != 0) ? 1 : 0;
    return pc + 4;
  }

  /** {@code add}: {@link Ops#add}. */
  static int add(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.add((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]]);
    return pc + 4;
  }

  /** {@code add(_, not(_))}: {@link Ops#add}, {@link Ops#not}. */
  static int addAt1Not(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.add((int) slots[fp + code[pc + 2]], Ops.not(
        (int) slots[fp + code[pc + 3]] != 0) ? 1 : 0);
    return pc + 4;
  }

  /** {@code select}: {@link Ops#select}. */
  static int select(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.select((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]], (int) slots[fp + code[pc + 4]] != 0);
    return pc + 5;
  }

  /** {@code select(_, _, not(_))}: {@link Ops#select}, {@link Ops#not}. */
  static int selectAt2Not(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = Ops.select((int) slots[fp + code[pc + 2]],
        (int) slots[fp + code[pc + 3]], Ops.not((int) slots[fp + code[pc + 4]] != 0));
    return pc + 5;
  }
}
