package bad;

import dev.lockstep.spec.*;

@InstructionSet(name = "Named")
final class code { // [LS004]
  @Opcode
  static int add(int a, int b) {
    return a + b;
  }
}
