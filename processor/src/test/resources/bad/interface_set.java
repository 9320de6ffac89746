package bad;

import dev.lockstep.spec.*;

@InstructionSet
interface Ops { // [LS001]
  @Opcode
  static int add(int a, int b) {
    return a + b;
  }
}
