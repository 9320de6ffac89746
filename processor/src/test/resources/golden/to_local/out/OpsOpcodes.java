// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link Ops}, and the forms in which they are laid out. */
public final class OpsOpcodes extends InstructionTable {

  /** {@link Ops#add}: {@code add}. */
  public static final int ADD = 0;

  static final String FINGERPRINT = "71944b37cfc8e35c";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final OpsOpcodes TABLE = new OpsOpcodes();

  private OpsOpcodes() {
    super("Ops", 7, FINGERPRINT);
    opcode(0, "add", Flow.NEXT, "xIxI", "xI");

    form("add", ADD, "dIsIsI");
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
