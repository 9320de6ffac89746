// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link Ops}, and the forms in which they are laid out. */
public final class OpsOpcodes extends InstructionTable {

  /** {@link Ops#less}: {@code less}. */
  public static final int LESS = 0;

  /** {@link Ops#brIf}: {@code br_if}. */
  public static final int BR_IF = 1;

  static final String FINGERPRINT = "e8b6da8de656f851";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final OpsOpcodes TABLE = new OpsOpcodes();

  private OpsOpcodes() {
    super("Ops", 7, FINGERPRINT);
    opcode(0, "less", Flow.NEXT, "sIsI", "I");
    opcode(1, "br_if", Flow.BRANCH, "sIt.", "");

    form("less", LESS, "dIsIsI");
    fused("less(_, #)", LESS, "dIsIiI", 0b10, -1, -1);
    form("br_if", BR_IF, "sIt.");
    fused("br_if(less(_, _))", BR_IF, "sIsIt.", 0, 0, OpsHandlers.LESS);
    fused("br_if(less(_, #))", BR_IF, "sIiIt.", 0, 0, OpsHandlers.LESS_CONST);
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
