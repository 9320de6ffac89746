package groups;

import dev.lockstep.spec.*;
import groups.shared.Arithmetic;

/** Has a context, and fuses its own opcodes with those of the groups. */
@InstructionSet(
    name = "Sum",
    include = {Arithmetic.Branches.class, Arithmetic.class, Cells.class},
    fuse = {"store(add(_, #), _)", "load(add(_, #))", "add(_, #); brIf(less(_, _))"})
final class SumOps {

  private SumOps() {}

  @Opcode
  static int load(@Context int[] cells, int index) {
    return cells[index];
  }
}
