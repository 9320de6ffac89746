package groups;

import dev.lockstep.spec.*;

@OpcodeGroup
final class Cells {

  private Cells() {}

  @Opcode
  static void store(@Context int[] cells, int index, int value) {
    cells[index] = value;
  }
}
