package golden;

import dev.lockstep.runtime.GuestException;
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

  @Opcode
  static int positive(int a) throws GuestException {
    if (a <= 0) {
      throw new GuestException(a);
    }
    return a;
  }
}
