package dev.lockstep.spec;

/** A rule that derives fused forms of an opcode: one instruction in place of two, composed of the same methods. */
public enum Fuse {
  /** The last operand may be a constant held in the instruction. */
  CONSTANT,
  /**
   * The result, an {@code int} or {@code boolean}, may be the only operand of a {@link Control#BRANCH} that follows.
   * Together with {@link #CONSTANT} both hold at once.
   */
  BRANCH
}
