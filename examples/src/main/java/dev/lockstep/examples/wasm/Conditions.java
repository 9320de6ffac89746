package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Label;

/**
 * Makes one {@code br_if} of a condition and what branches on it. An {@code if} branches when the condition does not
 * hold, and compilers negate with {@code i32.eqz}: a comparison in front of either is replaced by its inverse, so that
 * the interpreter needs fused forms of one branch instead of two.
 */
final class Conditions {

  private static final int IF = 0x04;
  private static final int BR_IF = 0x0d;
  private static final int I32_EQZ = 0x45;
  private static final int I64_EQZ = 0x50;
  private static final int I64_NE = 0x52;

  /** Of eq, ne, lt_s, lt_u, gt_s, gt_u, le_s, le_u, ge_s, ge_u, in the order of the opcodes. */
  private static final int[] INVERSES = {1, 0, 8, 9, 6, 7, 4, 5, 2, 3};

  private final WasmAssembler asm;
  private final byte[] bytes;

  /** Whether the top of the stack stands for the opposite; if so, only negations come before the branch. */
  private boolean inverted;

  /** Before this offset all that has been looked ahead to are negations. */
  private int negationsEnd;

  /** {@code bytes}: the module, which is looked ahead into. */
  Conditions(WasmAssembler asm, byte[] bytes) {
    this.asm = asm;
    this.bytes = bytes;
  }

  /** Emits, or leaves out, the comparison at {@code offset} if it can be merged with a branch that follows. */
  boolean fold(int opcode, int offset) {
    if (opcode < I32_EQZ || opcode > 0x5a) {
      return false;
    }
    int branch = afterNegations(offset + 1); // no instruction in between has immediates
    if (branch == bytes.length || bytes[branch] != IF && bytes[branch] != BR_IF) {
      return false;
    }
    if (opcode == I32_EQZ) {
      inverted = !inverted;
      return true;
    }
    boolean negate = (branch - offset - 1) % 2 == 0 == (bytes[branch] == IF);
    if (negate) {
      inverted = true;
      invert(opcode);
    }
    return negate;
  }

  /** The first instruction from {@code offset} on that is no negation; it may be the end of a module that is cut off. */
  private int afterNegations(int offset) {
    if (offset > negationsEnd) {
      negationsEnd = offset; // Else each of a million negations would look at all that follow.
    }
    while (negationsEnd < bytes.length && bytes[negationsEnd] == I32_EQZ) {
      negationsEnd++;
    }
    return negationsEnd;
  }

  private void invert(int opcode) {
    if (opcode == I64_EQZ) {
      asm.constLong(0).op(Translator.row(I64_NE));
    } else {
      asm.op(Translator.row(inverse(opcode)));
    }
  }

  private static int inverse(int opcode) {
    int first = opcode < I64_EQZ ? I32_EQZ + 1 : I64_EQZ + 1;
    return first + INVERSES[opcode - first];
  }

  /** Branches if the condition on top of the stack, as the module has it, holds or does not hold. */
  void branch(Label target, boolean whenTrue) {
    if (whenTrue == inverted) {
      asm.op(Translator.row(I32_EQZ));
    }
    inverted = false;
    asm.branch(WasmOpcodes.BR_IF, target);
  }
}
