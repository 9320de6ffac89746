package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode(1)
  static void one() {}

  @Opcode(65536) // [LS010]
  static void large() {}

  @Opcode(value = -2) // [LS010]
  static void negative() {}

  @Opcode(
      name = "uno",
      value = 1) // [LS011]
  static void oneAgain() {}
}
