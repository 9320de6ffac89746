package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  record Two(int a, int b) {}

  @Opcode(toLocal = true) // [LS038]
  static void nothing() {}

  @Opcode(toLocal = true) // [LS038]
  static Two two() {
    return null;
  }

  @Opcode(control = Control.CALL, toLocal = true) // [LS038]
  static int call() {
    return 0;
  }

  @Opcode(toLocal = true)
  static int fine() {
    return 0;
  }
}
