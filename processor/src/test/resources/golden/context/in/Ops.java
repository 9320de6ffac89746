package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode
  static int load(@Context byte[] memory, int address) {
    return memory[address];
  }
}
