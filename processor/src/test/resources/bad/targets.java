package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode(control = Control.JUMP)
  static void jump() {} // [LS033]

  @Opcode
  static void next(
      @Target int target) {} // [LS034]

  @Opcode(control = Control.BRANCH)
  static boolean branch(
      int condition,
      @Target long target) { // [LS035]
    return true;
  }

  @Opcode(control = Control.SWITCH)
  static int multiway(
      @Target int a,
      @Target int b) { // [LS036]
    return 0;
  }
}
