package bad;

import dev.lockstep.spec.*;

final class Outer {
  @InstructionSet
  private static final class Ops { // [LS002]
    @Opcode
    static void nop() {}
  }
}
