package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode(
      fuse = Fuse.CONSTANT) // [LS050]
  static int zero() {
    return 0;
  }

  @Opcode(
      fuse = {Fuse.CONSTANT, Fuse.BRANCH}) // [LS051]
  static long square(long a) {
    return a * a;
  }

  @Opcode(fuse = Fuse.BRANCH, toLocal = true) // [LS051]
  static int stored() {
    return 0;
  }
}
