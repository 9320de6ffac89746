package impure;

import dev.lockstep.spec.*;

/** What one of these opcodes does depends on how often it ran, which an opcode must not. */
@InstructionSet(name = "Impure")
final class ImpureOps {

  private static int count;

  private ImpureOps() {}

  @Opcode
  static int counts(int a) {
    return a + count++;
  }

  @Opcode
  static int adds(@Context int[] total, int a) {
    return total[0] += a;
  }

  @Opcode
  static void counted(@Context int[] total) {
    total[0] += count++;
  }
}
