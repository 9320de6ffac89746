package golden;

import dev.lockstep.spec.*;

@InstructionSet(fuse = {"select(_, _, not(_))", "not(not(_))", "add(_, not(_))", "not(add(_, _))"})
final class Ops {
  @Opcode
  static boolean not(boolean a) {
    return !a;
  }

  @Opcode
  static int add(int a, int b) {
    return a + b;
  }

  @Opcode
  static int select(int a, int b, boolean c) {
    return c ? a : b;
  }
}
