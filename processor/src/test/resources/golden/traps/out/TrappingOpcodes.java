// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link Ops}, and the forms in which they are laid out. */
public final class TrappingOpcodes extends InstructionTable {

  /** {@link Ops#divide}: {@code divide}. */
  public static final int DIVIDE = 0;

  /** {@link Ops#positive}: {@code positive}. */
  public static final int POSITIVE = 1;

  static final String FINGERPRINT = "a189a4156f6065a8";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final TrappingOpcodes TABLE = new TrappingOpcodes();

  private TrappingOpcodes() {
    super("Trapping", 7, FINGERPRINT);
    opcode(128, "divide", Flow.NEXT, "sIsI", "I");
    opcode(0, "positive", Flow.NEXT, "sI", "I");
    raises(POSITIVE);

    form("divide", DIVIDE, "dIsIsI");
    form("positive", POSITIVE, "dIsI");
  }

  @Override
  protected Stencils stencils() {
    return TrappingStencils.INSTANCE;
  }

  @Override
  protected String trapReason(RuntimeException thrown) {
    if (thrown instanceof ArithmeticException) {
      return "division by zero";
    }
    return "any \"other\"";
  }
}
