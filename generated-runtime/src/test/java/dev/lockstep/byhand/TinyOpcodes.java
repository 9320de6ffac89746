package dev.lockstep.byhand;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link TinyOps}, and the forms in which they are laid out. */
public final class TinyOpcodes extends InstructionTable {

  /** {@link TinyOps#add}: {@code add}. */
  public static final int ADD = 0;

  /** {@link TinyOps#lt}: {@code lt}. */
  public static final int LT = 1;

  /** {@link TinyOps#peek}: {@code peek}. */
  public static final int PEEK = 2;

  /** {@link TinyOps#brIf}: {@code br_if}. */
  public static final int BR_IF = 3;

  /** {@link TinyOps#call}: {@code call}. */
  public static final int CALL = 4;

  /** {@link TinyOps#ret}: {@code return}. */
  public static final int RETURN = 5;

  static final String FINGERPRINT = "ad172d510df8b657";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final TinyOpcodes TABLE = new TinyOpcodes();

  private TinyOpcodes() {
    super("Tiny", 7, FINGERPRINT);
    opcode(0, "add", Flow.NEXT, "sIsI", "I");
    opcode(1, "lt", Flow.NEXT, "sIsI", "I");
    opcode(2, "peek", Flow.NEXT, "sIiI", "J");
    opcode(3, "br_if", Flow.BRANCH, "sIt.", "");
    opcode(4, "call", Flow.CALL, "", "");
    opcode(5, "return", Flow.RETURN, "", "");

    form("add", ADD, "dIsIsI");
    fused("add(_, #)", ADD, "dIsIiI", 0b10, -1, -1);
    form("lt", LT, "dIsIsI");
    fused("lt(_, #)", LT, "dIsIiI", 0b10, -1, -1);
    form("peek", PEEK, "dJsIiI");
    form("br_if", BR_IF, "sIt.");
    fused("br_if(lt(_, _))", BR_IF, "sIsIt.", 0, 0, TinyHandlers.LT);
    fused("br_if(lt(_, #))", BR_IF, "sIiIt.", 0, 0, TinyHandlers.LT_CONST);
    form("call", CALL, "c.");
    form("return", RETURN, "k.");
    sequence(TinyHandlers.ADD_CONST, TinyHandlers.BR_IF_LT, 11); // add(_, #); br_if(lt(_, _)); jump
    sequence(TinyHandlers.ADD_CONST, TinyHandlers.PEEK); // add(_, #); peek
  }

  @Override
  protected Stencils stencils() {
    return TinyStencils.INSTANCE;
  }

  @Override
  protected String trapReason(RuntimeException thrown) {
    if (thrown instanceof IndexOutOfBoundsException) {
      return "out of bounds";
    }
    return null;
  }
}
