package bad;

import dev.lockstep.spec.*;

@InstructionSet(name = "Clash") // [LS004]
final class Ops {
  @Opcode
  static void nop() {}
}

final class ClashDriver {}
