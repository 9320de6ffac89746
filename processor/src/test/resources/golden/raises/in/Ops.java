package golden;

import dev.lockstep.runtime.GuestException;
import dev.lockstep.spec.*;

@InstructionSet(name = "Ops", fuse = {"positive; positive; add", "add(positive(_), _)"})
final class Ops {
  @Opcode
  static int positive(int a) throws GuestException {
    if (a <= 0) {
      throw new GuestException(a);
    }
    return a;
  }

  @Opcode
  static int add(int a, int b) {
    return a + b;
  }

  @Opcode(control = Control.CALL)
  static int callPositive(int function) throws GuestException {
    return positive(function);
  }

  @Opcode(control = Control.TAIL_CALL)
  static int goPositive(int function) throws GuestException {
    return positive(function);
  }
}
