package golden;

import dev.lockstep.spec.*;

final class Conditions {
  @OpcodeGroup
  static final class Branches {
    @Opcode(control = Control.BRANCH)
    static boolean brIf(int condition, @Target int target) {
      return condition != 0;
    }
  }
}
