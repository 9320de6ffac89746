package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode
  static void hot() {}

  @Opcode(cold = true, fuse = Fuse.CONSTANT)
  static int cold(int a) {
    return a;
  }
}
