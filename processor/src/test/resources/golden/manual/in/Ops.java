package golden;

import dev.lockstep.spec.*;

@InstructionSet(name = "Paged", traps = @TrapRule(on = IndexOutOfBoundsException.class, reason = "out of\nbounds"))
final class Ops {
  /**
   * Reads a cell at {@code index} plus <em>offset</em>; see {@link #nop}.
   *
   * <p>Traps if there is none.
   *
   * @return the cell
   */
  @Opcode(value = 7, fuse = Fuse.CONSTANT, cold = true)
  static int load(@Context int[] cells, int index, @Immediate int offset) {
    return cells[index + offset];
  }

  @Opcode
  static void nop() {}
}
