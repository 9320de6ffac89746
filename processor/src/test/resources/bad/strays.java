package bad;

import dev.lockstep.spec.*;

final class NoSet {
  @Opcode
  static void nop() {} // [LS025]
}

@InstructionSet
final class Ops {
  @Opcode
  static void nop() {}

  static void noOpcode(
      @Immediate int a, // [LS026]
      int b) {}
}
