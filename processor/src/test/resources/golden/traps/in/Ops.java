package golden;

import dev.lockstep.spec.*;

@InstructionSet(
    name = "Trapping",
    traps = {
      @TrapRule(on = ArithmeticException.class, reason = "division by zero"),
      @TrapRule(on = RuntimeException.class, reason = "any \"other\"")
    })
final class Ops {
  @Opcode(0x80)
  static int divide(int a, int b) {
    return a / b;
  }
}
