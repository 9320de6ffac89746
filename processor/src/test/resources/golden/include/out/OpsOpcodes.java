// Generated from golden.Ops and the classes that it includes by Lockstep. Change those, not this one.
package golden;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link Ops}, and the forms in which they are laid out. */
public final class OpsOpcodes extends InstructionTable {

  /** {@link Ops#mul}: {@code mul}. */
  public static final int MUL = 0;

  /** {@link Arithmetic#add}: {@code add}. */
  public static final int ADD = 1;

  /** {@link Arithmetic#mul}: {@code long.mul}. */
  public static final int LONG_MUL = 2;

  /** {@link Conditions.Branches#brIf}: {@code brIf}. */
  public static final int BR_IF = 3;

  static final String FINGERPRINT = "201d39dc7b38d7ae";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final OpsOpcodes TABLE = new OpsOpcodes();

  private OpsOpcodes() {
    super("Ops", 7, FINGERPRINT);
    opcode(0, "mul", Flow.NEXT, "sIsI", "I");
    opcode(1, "add", Flow.NEXT, "sIsI", "I");
    opcode(2, "long.mul", Flow.NEXT, "sJsJ", "J");
    opcode(3, "brIf", Flow.BRANCH, "sIt.", "");

    form("mul", MUL, "dIsIsI");
    form("add", ADD, "dIsIsI");
    fused("add(_, mul(_, _))", ADD, "dIsIsIsI", 0, 1, OpsHandlers.MUL);
    form("long.mul", LONG_MUL, "dJsJsJ");
    form("brIf", BR_IF, "sIt.");
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
