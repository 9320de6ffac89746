package golden;

import dev.lockstep.spec.*;

@OpcodeGroup
final class Arithmetic {
  /** Adds two numbers. */
  @Opcode
  static int add(int a, int b) {
    return a + b;
  }

  /** Has the name of a method of {@link Ops}, and a mnemonic of its own. */
  @Opcode(name = "long.mul")
  static long mul(long a, long b) {
    return a * b;
  }
}
