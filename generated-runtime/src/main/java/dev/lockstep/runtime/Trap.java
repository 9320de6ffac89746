package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The guest did what it must not. Opcodes throw it with a reason alone; what {@link Machine#invoke} throws also says
 * where. It has no Java stack trace, so one instance can be kept in a constant and thrown many times. If the instruction set
 * makes a Java exception a trap, that is its {@linkplain #getCause cause}. Immutable once {@code invoke} has thrown it.
 */
public final class Trap extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int TRACE_LENGTH = 64;

  private final String reason;
  private final String function;
  private final int pc;
  private final transient List<String> trace;

  /** Whether it has a place and is still on its way through the frames that make up its trace. */
  private transient boolean open;

  /** A trap raised by an opcode, for the given reason. */
  public Trap(String reason) {
    this(reason, null, "", -1, List.of());
  }

  private Trap(String reason, Throwable cause, String function, int pc, List<String> trace) {
    super(reason, cause, false, false);
    this.reason = reason;
    this.function = function;
    this.pc = pc;
    this.trace = trace;
  }

  /** A trap at {@code pc}, whose trace is still empty. */
  static Trap at(String reason, Throwable cause, String function, int pc) {
    Trap trap = new Trap(reason, cause, function, pc, new ArrayList<>());
    trap.open = true;
    return trap;
  }

  boolean isOpen() {
    return open;
  }

  void close() {
    open = false;
  }

  /** Adds a frame to the trace; returns whether there is room for more. */
  boolean passes(Function active, int at) {
    if (trace.size() < TRACE_LENGTH) {
      trace.add(active.name() + " pc " + at);
    }
    return trace.size() < TRACE_LENGTH;
  }

  /** What went wrong, in the guest's words. */
  public String reason() {
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

  /** The active guest functions, innermost first, each as {@code NAME pc N}; long traces end early. */
  public List<String> trace() {
    return trace == null ? List.of() : List.copyOf(trace);
  }

  @Override
  public String getMessage() {
    return pc < 0 ? reason : reason + " at function " + function + " pc " + pc;
  }
}
