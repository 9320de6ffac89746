package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode(toLocal = true)
  static int add(@Local int a, @Local int b) {
    return a + b;
  }
}
