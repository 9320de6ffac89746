package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode(control = Control.JUMP)
  static int jump(@Target int target) { // [LS037]
    return 0;
  }

  @Opcode(control = Control.BRANCH)
  static int branch(@Target int target) { // [LS037]
    return 0;
  }

  @Opcode(control = Control.SWITCH)
  static void multiway(@Target int targets) {} // [LS037]

  @Opcode(control = Control.CALL)
  static long call() { // [LS037]
    return 0;
  }

  @Opcode(control = Control.TAIL_CALL)
  static Object tailCall() { // [LS037]
    return null;
  }

  @Opcode(control = Control.RETURN)
  static int ret() { // [LS037]
    return 0;
  }

  @Opcode(control = Control.TRAP)
  static Exception trap() { // [LS037]
    return null;
  }

  @Opcode(control = Control.TRAP)
  static void trapNothing() {} // [LS037]

  @Opcode(control = Control.SUSPEND)
  static void suspend() {} // [LS037]
}
