// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link Ops}, and the forms in which they are laid out. */
public final class OpsOpcodes extends InstructionTable {

  /** {@link Ops#divide}: {@code divide}. */
  public static final int DIVIDE = 0;

  static final String FINGERPRINT = "6a485235571efbf7";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final OpsOpcodes TABLE = new OpsOpcodes();

  private OpsOpcodes() {
    super("Ops", 7, FINGERPRINT);
    opcode(0, "divide", Flow.NEXT, "sIsI", "IF");

    form("divide", DIVIDE, "dIdFsIsI");
  }

  @Override
  protected Stencils stencils() {
    return OpsStencils.INSTANCE;
  }

  @Override
  protected String trapReason(RuntimeException thrown) {
    return null;
  }
}
