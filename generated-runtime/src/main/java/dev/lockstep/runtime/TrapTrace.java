package dev.lockstep.runtime;

import java.lang.reflect.UndeclaredThrowableException;

/**
 * Tells a trap where it comes from: who locates it in a compiled function adds those that wait for that on the Java stack, a driver
 * those in the heap and, if compiled code waits for it, those.
 */
final class TrapTrace {

  private TrapTrace() {}

  /** What the frame whose instruction at {@code pc} has thrown hands on: a trap that names the frame in its trace. */
  static RuntimeException passing(Machine m, Throwable thrown, int pc) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof Trap trap) {
      if (trap.pc() < 0) {
        return at(m, trap.givenReason(), trap.getCause(), pc);
      }
      if (trap.isOpen()) {
        return trap;
      }
      Trap further = trap.reopened(); // It has ended another guest, for which an opcode has waited.
      Function waiting = m.program().functionAt(pc);
      if (waiting != null) {
        further.passes(waiting, pc, m.program().sourcePositionAt(pc));
      }
      return further;
    }
    if (thrown instanceof Suspension suspension) {
      return suspension; // Of another guest, for which an opcode has waited. No rule of this one makes it a trap.
    }
    if (thrown instanceof GuestException exception) {
      return passing(m, undeclared(exception), pc);
    }
    if (!(thrown instanceof RuntimeException exception)) {
      return new UndeclaredThrowableException(thrown); // thrown behind the compiler's back
    }
    String reason = m.program().table().trapReason(exception);
    return reason == null ? exception : at(m, reason, exception, pc);
  }

  /** The same of compiled code. */
  static RuntimeException passingCompiled(Machine m, Throwable thrown, int pc) {
    boolean isKnown = thrown instanceof Trap trap && trap.isOpen();
    RuntimeException passing = passing(m, thrown, pc);
    if (!isKnown && passing instanceof Trap trap && trap.isOpen()) {
      addCompiledCallers(m, trap);
    }
    return passing;
  }

  /** Adds the compiled functions that wait for the one that has thrown, or for the driver that has. */
  static void addCompiledCallers(Machine m, Trap trap) {
    for (int pc : JavaFrames.pcs()) {
      addCaller(m, trap, pc);
    }
  }

  /** What becomes of what an opcode has raised that has not said so. */
  static RuntimeException undeclared(GuestException raised) {
    return new IllegalStateException("an opcode has raised this that does not declare GuestException", raised);
  }

  private static Trap at(Machine m, String reason, Throwable cause, int pc) {
    Function innermost = m.program().functionAt(pc);
    int position = m.program().sourcePositionAt(pc);
    Trap trap = Trap.at(reason, cause, innermost == null ? "" : innermost.name(), pc, position);
    if (innermost != null) {
      trap.passes(innermost, pc, position);
    }
    return trap;
  }

  /** Adds the callers of the current frame, in which {@code pc} is, as far as they are in the heap. */
  static void addCallers(Machine m, Trap trap, int pc) {
    HeapFrames frames = new HeapFrames(m.program(), m.slots, m.fp, pc);
    boolean hasRoom = true;
    while (hasRoom && frames.toCaller()) {
      hasRoom = addCaller(m, trap, frames.function(), frames.pc());
    }
  }

  /** Adds the frame that has called and would have gone on at {@code pc}. */
  static void addCaller(Machine m, Trap trap, int pc) {
    addCaller(m, trap, m.program().functionAt(pc), pc);
  }

  private static boolean addCaller(Machine m, Trap trap, Function function, int pc) {
    return trap.passes(function, pc, m.program().sourcePositionOfCall(function, pc));
  }
}
