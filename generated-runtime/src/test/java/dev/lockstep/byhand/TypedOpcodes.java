package dev.lockstep.byhand;

import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Stencils;

/** The opcodes of {@link TypedOps}; the form of each is its index after the built-in forms. */
public final class TypedOpcodes extends InstructionTable {

  public static final int ADD = 0;
  public static final int DIV = 1;
  public static final int TO_LONG = 2;
  public static final int ADD_LONG = 3;
  public static final int TO_FLOAT = 4;
  public static final int MUL_FLOAT = 5;
  public static final int TO_DOUBLE = 6;
  public static final int ADD_DOUBLE = 7;
  public static final int TRUNCATE = 8;
  public static final int WRAP = 9;
  public static final int BOX = 10;
  public static final int UNBOX = 11;
  public static final int BR_IF = 12;
  public static final int SWITCH = 13;
  public static final int CALL = 14;
  public static final int CALL_COMPUTED = 15;
  public static final int TAIL_CALL = 16;
  public static final int RETURN = 17;
  public static final int FAIL = 18;
  public static final int TAIL_CALL_COMPUTED = 19;
  public static final int CHECK = 20;
  public static final int BR_IF_CHECKED = 21;
  public static final int CALL_CHECKED = 22;
  public static final int TAIL_CALL_CHECKED = 23;

  static final String FINGERPRINT = "typed-1";

  /** The table; assemblers, programs and machines of this set all share it. */
  public static final TypedOpcodes TABLE = new TypedOpcodes();

  /** The same for a set that raises at the end of the stack. */
  public static final TypedOpcodes OVERFLOWING = new TypedOpcodes();

  static {
    OVERFLOWING.raisesStackOverflow();
  }

  private TypedOpcodes() {
    super("Typed", 7, FINGERPRINT);
    row("add", Flow.NEXT, "sIsI", "I", "dIsIsI");
    row("div", Flow.NEXT, "sIsI", "I", "dIsIsI");
    row("to_long", Flow.NEXT, "sI", "J", "dJsI");
    row("add_long", Flow.NEXT, "sJsJ", "J", "dJsJsJ");
    row("to_float", Flow.NEXT, "sJ", "F", "dFsJ");
    row("mul_float", Flow.NEXT, "sFsF", "F", "dFsFsF");
    row("to_double", Flow.NEXT, "sF", "D", "dDsF");
    row("add_double", Flow.NEXT, "sDsD", "D", "dDsDsD");
    row("truncate", Flow.NEXT, "sD", "J", "dJsD");
    row("wrap", Flow.NEXT, "sJ", "I", "dIsJ");
    row("box", Flow.NEXT, "sJ", "L", "dLsJ");
    row("unbox", Flow.NEXT, "sL", "J", "dJsL");
    row("br_if", Flow.BRANCH, "sIt.", "", "sIt.");
    row("switch", Flow.SWITCH, "sIt.", "", "sIT.");
    row("call", Flow.CALL, "", "", "c.");
    row("call_computed", Flow.CALL_COMPUTED, "sI", "", "sIC.");
    row("tail_call", Flow.TAIL_CALL, "", "", "c.k.");
    row("return", Flow.RETURN, "", "", "k.");
    row("fail", Flow.TRAP, "sI", "", "sI");
    row("tail_call_computed", Flow.TAIL_CALL_COMPUTED, "sI", "", "sIC.k.");
    raisingRow("check", Flow.NEXT, "sI", "I", "dIsI");
    raisingRow("br_if_checked", Flow.BRANCH, "sIt.", "", "sIt.");
    raisingRow("call_checked", Flow.CALL_COMPUTED, "sI", "", "sIC.");
    raisingRow("tail_call_checked", Flow.TAIL_CALL_COMPUTED, "sI", "", "sIC.k.");
  }

  private void row(String name, Flow flow, String parameters, String results, String layout) {
    int index = opcodes().size();
    opcode(index, name, flow, parameters, results);
    form(name, index, layout);
  }

  private void raisingRow(String name, Flow flow, String parameters, String results, String layout) {
    int index = opcodes().size();
    opcode(index, name, flow, parameters, results);
    raises(index);
    form(name, index, layout);
  }

  @Override
  protected Stencils stencils() {
    return TypedStencils.INSTANCE;
  }

  @Override
  protected String trapReason(RuntimeException thrown) {
    return thrown instanceof ArithmeticException ? "division by zero"
        : thrown instanceof NullPointerException ? "null" : null;
  }
}
