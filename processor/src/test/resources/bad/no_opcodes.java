package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops { // [LS005]
  static void nop() {}
}
