package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The guest did what it must not. Opcodes throw it with a reason alone; what {@link Machine#invoke} throws also says
 * where. It has no Java stack trace, so one instance can be kept in a constant and thrown many times. If the instruction set
 * makes a Java exception a trap, that is its {@linkplain #getCause cause}; that of what the guest has raised and nothing caught is a
 * {@link GuestException} with it. Immutable once {@code invoke} has thrown it.
 */
public final class Trap extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** How many frames a trace has at most. */
  static final int TRACE_LENGTH = 64;

  /** {@code null} of what the guest has raised and nothing has caught: its text may take the guest to make it. */
  private final String reason;
  private final String function;
  private final int pc;
  private final int sourcePosition;
  private final transient List<Frame> frames;

  /** Whether it has a place and is still on its way through the frames that make up its trace. */
  private transient boolean open;

  /**
   * An active function.
   *
   * @param function its name
   * @param pc of the innermost function the instruction that has trapped; of one that has called a function, where it goes on; of one
   *     that waits for another guest, the instruction that does
   * @param sourcePosition where in the guest's source that instruction, or the call, comes from, see {@link
   *     Assembler#sourcePosition}; -1 if that is not known
   */
  public record Frame(String function, int pc, int sourcePosition) {

    /** {@code NAME pc N}, and {@code source P} behind it if that is known. */
    @Override
    public String toString() {
      return place(function, pc, sourcePosition);
    }
  }

  /** A trap raised by an opcode, for the given reason. */
  public Trap(String reason) {
    this(reason, null);
  }

  /** The same, with what has led to it. */
  public Trap(String reason, Throwable cause) {
    this(reason, cause, "", -1, SourcePositions.UNKNOWN, List.of());
  }

  private Trap(String reason, Throwable cause, String function, int pc, int sourcePosition, List<Frame> frames) {
    super(reason, cause, false, false);
    this.reason = reason;
    this.function = function;
    this.pc = pc;
    this.sourcePosition = sourcePosition;
    this.frames = frames;
  }

  /** A trap because the guest has raised {@code value} and nothing has caught it. */
  static Trap uncaught(Object value) {
    return new Trap(null, new GuestException(value));
  }

  /** A trap at {@code pc}, whose trace is still empty. */
  static Trap at(String reason, Throwable cause, String function, int pc, int sourcePosition) {
    Trap trap = new Trap(reason, cause, function, pc, sourcePosition, new ArrayList<>());
    trap.open = true;
    return trap;
  }

  boolean isOpen() {
    return open;
  }

  void close() {
    open = false;
  }

  /** The same trap, on its way through the frames of a guest that waits for the one which has thrown it. */
  Trap reopened() {
    Trap trap = new Trap(reason, getCause(), function, pc, sourcePosition, new ArrayList<>(frames()));
    trap.open = true;
    return trap;
  }

  /** Adds a frame to the trace; returns whether there is room for more. */
  boolean passes(Function active, int at, int position) {
    if (frames.size() < TRACE_LENGTH) {
      frames.add(new Frame(active.name(), at, position));
    }
    return frames.size() < TRACE_LENGTH;
  }

  static String place(String function, int pc, int sourcePosition) {
    String place = function + " pc " + pc;
    return sourcePosition == SourcePositions.UNKNOWN ? place : place + " source " + sourcePosition;
  }

  /** What went wrong, in the guest's words; of what the guest has raised and nothing has caught, the text is made each time. */
  public String reason() {
    return reason == null && getCause() instanceof GuestException raised
        ? "uncaught ".concat(String.valueOf(raised.value()))
        : reason;
  }

  /** The same without that text. */
  String givenReason() {
    return reason;
  }

  /** The name of the guest function; empty as long as the trap is not located. */
  public String function() {
    return function;
  }

  /** The pc of the instruction in the program's code; -1 as long as the trap is not located. */
  public int pc() {
    return pc;
  }

  /**
   * Where in the guest's source that instruction comes from, see {@link Assembler#sourcePosition}; -1 if that is not known.
   */
  public int sourcePosition() {
    return sourcePosition;
  }

  /**
   * The active guest functions, innermost first; those of guests that wait for the one that has trapped come last. Long traces
   * end early.
   */
  public List<Frame> frames() {
    return frames == null ? List.of() : List.copyOf(frames);
  }

  /** The same as text. */
  public List<String> trace() {
    return frames().stream().map(Frame::toString).toList();
  }

  @Override
  public String getMessage() {
    return pc < 0 ? reason() : reason() + " at function " + place(function, pc, sourcePosition);
  }
}
