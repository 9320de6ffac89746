package bad;

import dev.lockstep.spec.*;

@InstructionSet(name = "Twin")
final class First {
  @Opcode(name = "one two") // [LS013]
  static void nop() {}
}

@InstructionSet(name = "Twin") // [LS004]
final class Second {
  @Opcode
  static void nop() {}
}
