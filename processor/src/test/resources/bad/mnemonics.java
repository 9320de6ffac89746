package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode
  static void nop() {}

  @Opcode(
      value = 3,
      name = "nop") // [LS012]
  static void again() {}

  @Opcode // [LS012]
  static void nop(int a) {}

  @Opcode(name = "_") // [LS013]
  static void underscore() {}

  @Opcode(name = "f(x)") // [LS013]
  static void parentheses() {}

  @Opcode(name = "a;b") // [LS013]
  static void semicolon() {}
}
