package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode(fuse = {Fuse.BRANCH, Fuse.CONSTANT})
  static boolean less(int a, int b) {
    return a < b;
  }

  @Opcode(name = "br_if", control = Control.BRANCH)
  static boolean brIf(boolean condition, @Target int target) {
    return condition;
  }
}
