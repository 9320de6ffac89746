package golden;

import dev.lockstep.spec.*;

/** The set itself is in one class, its opcodes are in three. */
@InstructionSet(include = {Arithmetic.class, Conditions.Branches.class}, fuse = "add(_, mul(_, _))")
final class Ops {
  @Opcode
  static int mul(int a, int b) {
    return a * b;
  }
}
