package bad;

import dev.lockstep.spec.*;

@InstructionSet(
    traps = {
      @TrapRule(on = ArithmeticException.class, reason = "division by zero"),
      @TrapRule(on = IndexOutOfBoundsException.class, reason = "no such cell"),
      @TrapRule(on = ArrayIndexOutOfBoundsException.class, reason = "no such element"), // [LS028]
      @TrapRule(on = ArithmeticException.class, reason = "overflow"), // [LS028]
      @TrapRule(on = RuntimeException.class, reason = "something else"),
      @TrapRule(on = IllegalStateException.class, reason = "no such state"), // [LS028]
      @TrapRule(on = dev.lockstep.runtime.Suspension.class, reason = "stopped") // [LS028]
    })
final class Ops {
  @Opcode
  static void nop() {}
}
