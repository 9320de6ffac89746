// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link Ops}, and the forms in which they are laid out. */
public final class OpsOpcodes extends InstructionTable {

  /** {@link Ops#positive}: {@code positive}. */
  public static final int POSITIVE = 0;

  /** {@link Ops#add}: {@code add}. */
  public static final int ADD = 1;

  /** {@link Ops#callPositive}: {@code callPositive}. */
  public static final int CALL_POSITIVE = 2;

  /** {@link Ops#goPositive}: {@code goPositive}. */
  public static final int GO_POSITIVE = 3;

  static final String FINGERPRINT = "999779e707752517";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final OpsOpcodes TABLE = new OpsOpcodes();

  private OpsOpcodes() {
    super("Ops", 7, FINGERPRINT);
    opcode(0, "positive", Flow.NEXT, "sI", "I");
    opcode(1, "add", Flow.NEXT, "sIsI", "I");
    opcode(2, "callPositive", Flow.CALL_COMPUTED, "sI", "");
    opcode(3, "goPositive", Flow.TAIL_CALL_COMPUTED, "sI", "");
    raises(POSITIVE);
    raises(CALL_POSITIVE);
    raises(GO_POSITIVE);

    form("positive", POSITIVE, "dIsI");
    form("add", ADD, "dIsIsI");
    fused("add(positive(_), _)", ADD, "dIsIsI", 0, 0, OpsHandlers.POSITIVE);
    form("callPositive", CALL_POSITIVE, "sIC.");
    form("goPositive", GO_POSITIVE, "sIC.k.");
    sequence(OpsHandlers.POSITIVE, OpsHandlers.POSITIVE, OpsHandlers.ADD); // positive; positive; add
    operandThrows(
        OpsHandlers.ADD_POSITIVE);
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
