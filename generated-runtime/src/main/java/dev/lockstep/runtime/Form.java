package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * One kind of instruction word: an opcode as the assembler lays it out, plain or fused. {@code code[pc]} holds the form's
 * {@link #id}, the following words its operands. Immutable once its table is built.
 */
public final class Form {

  private final int id;
  private final String name;
  private final int opcode;
  private final Flow flow;
  private final Operand[] operands;
  private final int length;
  private final int constants;
  private final int fusedOperand;
  private final int child;
  private final int counterWord;
  private final boolean hasTable;
  private boolean raises;
  private boolean hasReferences;
  private boolean operandThrows;

  /** Longer ones first. */
  private Sequence[] sequences = {};

  Form(int id, String name, int opcode, Flow flow, String layout, int constants, int fusedOperand, int child) {
    this.id = id;
    this.name = name;
    this.opcode = opcode;
    this.flow = flow;
    this.constants = constants;
    this.fusedOperand = fusedOperand;
    this.child = child;
    operands = new Operand[layout.length() / 2];
    int word = 1;
    for (int i = 0; i < operands.length; i++) {
      operands[i] = Operand.parse(layout.charAt(2 * i), layout.charAt(2 * i + 1), word);
      word += operands[i].words();
      hasReferences |= operands[i].type() == Type.REFERENCE;
    }
    length = word;
    counterWord = counterWord(operands);
    hasTable = flow == Flow.SWITCH;
    hasReferences |= id == Convention.CATCH; // Its handler takes one.
  }

  /** The value of the instruction's first word. */
  public int id() {
    return id;
  }

  /** The mnemonic, or for a fused form an expression of mnemonics, such as {@code br_if(i32.lt_s(_, #))}. */
  public String name() {
    return name;
  }

  /** The index of the opcode in its table; of the outermost one in a fused form; -1 for the built-in forms. */
  public int opcode() {
    return opcode;
  }

  /** Which instruction runs next. */
  public Flow flow() {
    return flow;
  }

  /** How many operands the instruction has. */
  public int operandCount() {
    return operands.length;
  }

  /** The operand with the given index, in the order in which they lie in the instruction. */
  public Operand operand(int index) {
    return operands[index];
  }

  /** How many words the instruction at {@code pc} takes. */
  public int length(int[] code, int pc) {
    return hasTable ? length + code[pc + length - 1] : length;
  }

  int length(CodeWords code, int pc) {
    return hasTable ? length + code.get(pc + length - 1) : length;
  }

  void add(Sequence sequence) {
    int position = sequences.length;
    sequences = Arrays.copyOf(sequences, position + 1);
    for (; position > 0 && sequences[position - 1].steps().length < sequence.steps().length; position--) {
      sequences[position] = sequences[position - 1];
    }
    sequences[position] = sequence;
  }

  /** How many instructions the handler for {@code word}, which stands for this form, runs after the first. */
  int stepsBehind(int word) {
    for (Sequence sequence : sequences) {
      if (sequence.id() == word) {
        return sequence.steps().length - 1;
      }
    }
    return 0;
  }

  /** The sequences that start with this form, longer ones first. */
  Sequence[] sequences() {
    return sequences;
  }

  /** Whether a method of its opcodes may throw a {@link GuestException}. */
  boolean raises() {
    return raises;
  }

  void setRaises() {
    raises = true;
  }

  /** Whether an exception may come out of the opcode that is its fused operand, or of one fused with that. */
  boolean operandThrows() {
    return operandThrows;
  }

  void setOperandThrows() {
    operandThrows = true;
  }

  /** Whether it reads or writes a slot that holds a reference, or holds one itself. */
  boolean hasReferences() {
    return hasReferences;
  }

  /** The word with the counter of backward branches; -1 if the form does not branch. */
  int counterWord() {
    return counterWord;
  }

  private static int counterWord(Operand[] operands) {
    for (Operand operand : operands) {
      if (operand.role() == Operand.Role.TARGET) {
        return operand.word() + 1;
      }
      if (operand.role() == Operand.Role.TABLE) {
        return operand.word();
      }
    }
    return -1;
  }

  /** Whether the last operand is a jump table. */
  boolean hasTable() {
    return hasTable;
  }

  /** The bit set of the opcode's popped operands, the deepest one lowest, that are constants in the instruction. */
  int constants() {
    return constants;
  }

  /** Which of the opcode's popped operands is itself an opcode; -1 for none. */
  int fusedOperand() {
    return fusedOperand;
  }

  /** The form of the fused operand; -1 for none. */
  int child() {
    return child;
  }

  @Override
  public String toString() {
    return name;
  }
}
