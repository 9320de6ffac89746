package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode
  void instance() {} // [LS020]

  @Opcode
  private static void hidden() {} // [LS021]

  @Opcode
  static <T> void generic(Object a) {} // [LS022]

  @Opcode
  static <T extends Comparable<T>> T least(T a, T[] b) { return a; } // [LS022]

  @Opcode
  static void many(
      Object first,
      Object... more) {} // [LS023]

  @Opcode
  static void checked() throws java.io.IOException {} // [LS024]

  @Opcode
  static void unchecked() throws IllegalStateException, Error {}
}
