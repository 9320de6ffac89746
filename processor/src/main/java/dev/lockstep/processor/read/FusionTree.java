package dev.lockstep.processor.read;

import java.util.List;

/** The expression of a declared fused form. */
public sealed interface FusionTree {

  /** {@code _}: an operand read from a slot. */
  record Slot() implements FusionTree {}

  /** {@code #}: a constant. */
  record Constant() implements FusionTree {}

  /** An opcode with its popped operands. */
  record Apply(String mnemonic, List<FusionTree> operands) implements FusionTree {

    public Apply {
      operands = List.copyOf(operands);
    }
  }
}
