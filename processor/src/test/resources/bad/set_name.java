package bad;

import dev.lockstep.spec.*;

@InstructionSet(name = "two words") // [LS003]
final class Ops {
  @Opcode
  static void nop() {}
}
