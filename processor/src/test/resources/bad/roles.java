package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode
  static void two(
      @Immediate @Local int a) {} // [LS032]
}
