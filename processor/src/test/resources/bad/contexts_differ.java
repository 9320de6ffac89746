package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode
  static int load(@Context int[] memory, int index) {
    return memory[index];
  }

  @Opcode
  static void print(
      int value,
      @Context StringBuilder out) { // [LS006]
    out.append(value);
  }
}
