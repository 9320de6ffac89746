package bad;

import dev.lockstep.runtime.GuestException;
import dev.lockstep.spec.*;

@InstructionSet(traps = @TrapRule(on = GuestException.class, reason = "raised")) // [LS028]
final class Ops {
  /** More than that is declared, too. */
  static final class Special extends GuestException {
    private static final long serialVersionUID = 1;

    Special() {
      super("special");
    }
  }

  @Opcode
  static void next() throws GuestException {}

  @Opcode(control = Control.RETURN)
  static void ret() throws GuestException {} // [LS029]

  @Opcode(control = Control.SWITCH)
  static int pick(int index, @Target int targets) throws IllegalStateException, Special { // [LS029]
    return index;
  }

  @Opcode(control = Control.TRAP)
  static RuntimeException trap() throws Special { // [LS029]
    return new Special();
  }

  @Opcode(control = Control.TAIL_CALL)
  static void tail() throws Special {}
}
