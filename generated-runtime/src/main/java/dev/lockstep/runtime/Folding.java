package dev.lockstep.runtime;

/**
 * What the next instruction can take in, and in which form it then is: constants, and the last instruction, as long as that is a
 * candidate. Not thread-safe.
 */
final class Folding {

  private static final int NONE = -1;

  private final InstructionTable table;
  private final CodeWords code;
  private final OperandStack stack;

  /** The pc of the last instruction if it has one result, at home on the stack, that nothing has read yet. */
  private int last = NONE;

  private Form lastForm;
  private int lastResult;

  Folding(InstructionTable table, CodeWords code, OperandStack stack) {
    this.table = table;
    this.code = code;
    this.stack = stack;
  }

  /** Makes the instruction at {@code pc}, the last one, the candidate; its result is in the slot {@code result}. */
  void offer(int pc, Form form, int result) {
    last = pc;
    lastForm = form;
    lastResult = result;
  }

  /** The candidate is at another pc now. */
  void moveTo(int pc) {
    last = pc;
  }

  /** There is no candidate any more. */
  void forget() {
    last = NONE;
  }

  /** The pc of the candidate; negative if there is none. */
  int candidate() {
    return last;
  }

  /** Whether the candidate makes what is in {@code slot}. */
  boolean makes(int slot) {
    return last != NONE && slot == lastResult;
  }

  /** Whether there is a candidate, behind which a move between the slots can come in front. */
  boolean canFollow(int to, int from) {
    return last != NONE && canGoBefore(to, from);
  }

  private boolean canGoBefore(int to, int from) {
    if (to == lastResult || from == lastResult) {
      return false;
    }
    for (int i = 0; i < lastForm.operandCount(); i++) {
      Operand operand = lastForm.operand(i);
      if (operand.role() == Operand.Role.SOURCE && code.get(last + operand.word()) == to) {
        return false;
      }
    }
    return true;
  }

  /** The form of an opcode, whose operands are on the stack from position {@code base} on, that takes in most. */
  Form form(OpcodeRow opcode, int base) {
    int constants = constants(opcode, base);
    Form form = last == NONE || !table.isFused(lastForm) ? null : fused(opcode, base, constants);
    for (int subset = constants; form == null; subset = (subset - 1) & constants) {
      form = opcode.form(subset);
    }
    return form;
  }

  private Form fused(OpcodeRow opcode, int base, int constants) {
    for (int i = 0; i < stack.depth() - base; i++) {
      if (stack.slot(base + i) == lastResult && stack.isHome(base + i)) {
        for (int subset = constants; ; subset = (subset - 1) & constants) {
          Form form = table.fused(opcode, subset, i, lastForm);
          if (form != null && canStoreFirst(base, subset)) {
            return form;
          }
          if (subset == 0) {
            return null;
          }
        }
      }
    }
    return null;
  }

  /** The bit set of the operands that are constants which a form of the opcode can hold. */
  private int constants(OpcodeRow opcode, int base) {
    int set = 0;
    // The forms of every subset are looked for, so it must not hold what no form does.
    int position = base;
    for (int foldable = opcode.foldable(), bit = 1; foldable != 0; foldable >>>= 1, bit <<= 1) {
      if ((foldable & 1) != 0
          && stack.isConstant(position)
          && (stack.type(position) != Type.LONG || stack.bits(position) == (int) stack.bits(position))) {
        set |= bit;
      }
      position++;
    }
    return set;
  }

  /** Whether the constants that are not in {@code held} can be stored in front of the candidate. */
  private boolean canStoreFirst(int base, int held) {
    for (int position = base; position < stack.depth(); position++) {
      if (stack.isConstant(position)
          && (held & 1 << (position - base)) == 0
          && !canGoBefore(stack.home(position), OperandStack.CONSTANT)) {
        return false;
      }
    }
    return true;
  }
}
