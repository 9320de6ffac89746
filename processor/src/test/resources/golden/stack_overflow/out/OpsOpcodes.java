// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link Ops}, and the forms in which they are laid out. */
public final class OpsOpcodes extends InstructionTable {

  /** {@link Ops#call}: {@code call}. */
  public static final int CALL = 0;

  static final String FINGERPRINT = "40189bb9885a68af";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final OpsOpcodes TABLE = new OpsOpcodes();

  private OpsOpcodes() {
    super("Ops", 7, FINGERPRINT);
    opcode(0, "call", Flow.CALL, "", "");
    raisesStackOverflow();

    form("call", CALL, "c.");
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
