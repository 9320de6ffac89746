package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode
  static String pick(
      @Immediate int i, @Immediate long l, @Immediate float f, @Immediate double d, @Immediate boolean b,
      @Immediate String s, @Local int local) {
    return s;
  }
}
