package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  record Both(int quotient, float remainder) {}

  @Opcode
  static Both divide(int a, int b) {
    return new Both(a / b, a % b);
  }
}
