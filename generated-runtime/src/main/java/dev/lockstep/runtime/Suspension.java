package dev.lockstep.runtime;

/**
 * Why and where a guest has stopped before its end. No trap, since the guest did nothing wrong and can go on: see {@link
 * Invocation}. {@link Machine#invoke} throws it. Immutable; it has no Java stack trace.
 */
public final class Suspension extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final String function;
  private final int pc;
  private final int sourcePosition;

  /** What stops a guest. */
  public enum Reason {
    /** {@link Machine#interrupt}. */
    INTERRUPTED("interrupted"),
    /** The next block costs more than is left: see {@link Machine#addFuel}. */
    OUT_OF_FUEL("out of fuel"),
    /** An opcode whose control is {@code SUSPEND}. */
    OPCODE("suspended by an opcode");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  Suspension(Reason reason, String function, int pc, int sourcePosition) {
    super(null, null, false, false);
    this.reason = reason;
    this.function = function;
    this.pc = pc;
    this.sourcePosition = sourcePosition;
  }

  public Reason reason() {
    return reason;
  }

  /** The name of the guest function. */
  public String function() {
    return function;
  }

  /** The pc of the instruction that runs next, in the program's code. */
  public int pc() {
    return pc;
  }

  /** Where in the guest's source that instruction comes from, see {@link Assembler#sourcePosition}; -1 if that is not known. */
  public int sourcePosition() {
    return sourcePosition;
  }

  @Override
  public String getMessage() {
    return reason + " at function " + Trap.place(function, pc, sourcePosition);
  }
}
