package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode(control = Control.JUMP)
  static void go(@Target int target) {}

  @Opcode(control = Control.SWITCH)
  static int table(int index, @Target int targets, @Immediate int low) {
    return Math.min(index - low, targets - 1);
  }

  @Opcode(control = Control.CALL)
  static void call() {}

  @Opcode(control = Control.CALL)
  static int callIndirect(int function) {
    return function;
  }

  @Opcode(control = Control.TAIL_CALL)
  static void tail() {}

  @Opcode(control = Control.TAIL_CALL)
  static int tailIndirect(int function) {
    return function;
  }

  @Opcode(name = "return", control = Control.RETURN)
  static void ret() {}

  @Opcode(control = Control.TRAP)
  static RuntimeException fail() {
    return new IllegalStateException();
  }

  @Opcode(control = Control.SUSPEND)
  static boolean pause(int turn) {
    return turn > 2;
  }
}
