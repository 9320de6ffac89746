package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The one calling convention of handlers, fused handlers and compiled regions, and the names of its parts that generated
 * code refers to.
 *
 * <p>Each of them is a method {@code int (Machine m, long[] slots, int[] code, int fp, int pc)}: it takes the guest state
 * and returns the pc that runs next. At every boundary between instructions the guest's state is in the heap: the value of
 * slot {@code s} in {@code slots[fp + s]}, or {@code m.refs[fp + s]} if it is a reference.
 *
 * <p>A frame is a window on the slots: parameters, other locals, one link, then the operand stack, whose top holds the
 * arguments of a callee and so is the start of the callee's frame. The link holds the caller's pc and how far below its
 * frame starts.
 *
 * <p>{@code code[pc]} names the {@link Form} of the instruction, or, if it is negative, the region to enter at this pc.
 */
public final class Convention {

  /** Changes whenever generated code of an older version would no longer work. */
  public static final int VERSION = 7;

  /** The form that stops the driver. */
  public static final int HALT = 0;

  /** The form that moves an {@code int}; those of the other types follow in the order of {@link Type}. */
  public static final int MOVE = 1;

  /** The form that sets a slot to a constant {@code int}; those of the other types follow in the order of {@link Type}. */
  public static final int CONST = 6;

  /** The form of an unconditional jump. */
  public static final int JUMP = 11;

  /** The form at the start of each basic block of a metered program, with the number of guest instructions in it. */
  public static final int CHARGE = 12;

  /** The form behind an instruction in a try, which says in which slot the handler takes what is raised, and where it is. */
  public static final int CATCH = 13;

  /** The form that raises a reference which nothing in the same function catches. */
  public static final int RAISE = 14;

  /** How many forms every instruction set has; its own come after them. */
  public static final int BUILT_INS = 15;

  /**
   * How many dispatches a driver makes in the loop in which it warms up, before it goes on in the other one: a second or two,
   * after which it pays to wait until HotSpot has compiled that, which takes half a second.
   */
  public static final int WARM_UP = 100_000_000;

  // The words before a function's entry, as offsets from it.
  static final int COUNTER = -1;
  static final int FRAME_SIZE = -2;
  static final int LINK = -3;
  static final int PARAMETERS = -4;
  static final int SIGNATURE = -5;

  private Convention() {}

  /** The forms that every instruction set has, by id. */
  static Form[] builtIns() {
    List<Form> forms = new ArrayList<>(BUILT_INS);
    add(forms, "halt", Flow.HALT, "");
    add(forms, "move.int", Flow.NEXT, "dIsI");
    add(forms, "move.long", Flow.NEXT, "dJsJ");
    add(forms, "move.float", Flow.NEXT, "dFsF");
    add(forms, "move.double", Flow.NEXT, "dDsD");
    add(forms, "move.ref", Flow.NEXT, "dLsL");
    add(forms, "const.int", Flow.NEXT, "dIiI");
    add(forms, "const.long", Flow.NEXT, "dJiJ");
    add(forms, "const.float", Flow.NEXT, "dFiF");
    add(forms, "const.double", Flow.NEXT, "dDiD");
    add(forms, "const.ref", Flow.NEXT, "dLiL");
    add(forms, "jump", Flow.JUMP, "t.");
    add(forms, "charge", Flow.NEXT, "iI");
    add(forms, "catch", Flow.BRANCH, "iIt.");
    add(forms, "raise", Flow.TRAP, "sL");
    return forms.toArray(new Form[0]);
  }

  private static void add(List<Form> forms, String name, Flow flow, String layout) {
    forms.add(new Form(forms.size(), name, -1, flow, layout, 0, -1, -1));
  }

  static void check(String name, int version) {
    if (version != VERSION) {
      throw new IllegalStateException(
          "the code generated for " + name + " follows version " + version + " of the calling convention, this runtime "
              + VERSION + ": build it again with the processor of this release");
    }
  }
}
