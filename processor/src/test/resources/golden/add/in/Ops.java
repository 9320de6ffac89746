package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode
  static int add(int a, int b) {
    return a + b;
  }
}
