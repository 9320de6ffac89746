// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link Ops}, and the forms in which they are laid out. */
public final class OpsOpcodes extends InstructionTable {

  /** {@link Ops#add}: {@code add}. */
  public static final int ADD = 0;

  /** {@link Ops#mul}: {@code mul}. */
  public static final int MUL = 1;

  /** {@link Ops#div}: {@code div}. */
  public static final int DIV = 2;

  /** {@link Ops#brIf}: {@code br_if}. */
  public static final int BR_IF = 3;

  static final String FINGERPRINT = "66a5eb6789fbba4e";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final OpsOpcodes TABLE = new OpsOpcodes();

  private OpsOpcodes() {
    super("Ops", 7, FINGERPRINT);
    opcode(0, "add", Flow.NEXT, "sIsI", "I");
    opcode(1, "mul", Flow.NEXT, "sIsI", "I");
    opcode(2, "div", Flow.NEXT, "sIsI", "I");
    opcode(3, "br_if", Flow.BRANCH, "sIt.", "");

    form("add", ADD, "dIsIsI");
    fused("add(_, #)", ADD, "dIsIiI", 0b10, -1, -1);
    form("mul", MUL, "dIsIsI");
    fused("mul(_, #)", MUL, "dIsIiI", 0b10, -1, -1);
    form("div", DIV, "dIsIsI");
    form("br_if", BR_IF, "sIt.");
    sequence(OpsHandlers.ADD_CONST, OpsHandlers.BR_IF); // add(_, #); br_if
    sequence(OpsHandlers.ADD_CONST, 11); // add(_, #); jump
    sequence(OpsHandlers.MUL_CONST, OpsHandlers.BR_IF); // mul(_, #); br_if
    sequence(OpsHandlers.MUL_CONST, 11); // mul(_, #); jump
    sequence(OpsHandlers.DIV, OpsHandlers.MUL, OpsHandlers.DIV); // div; mul; div
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
