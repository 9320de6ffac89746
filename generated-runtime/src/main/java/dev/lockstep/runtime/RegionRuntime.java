package dev.lockstep.runtime;

/**
 * What regions call in the runtime, beside other functions: room on the guest's stack, tail calls, what is raised, frames that move
 * to the heap, and the ways a guest stops. Public for regions, which are classes of the packages of their instruction sets.
 */
public final class RegionRuntime {

  private RegionRuntime() {}

  /** The driver enters compiled code in the frame at {@code fp}, which takes as much more Java stack as {@code more} slots. */
  public static void enter(Machine m, int fp, int more) {
    m.activation.enter(fp, more);
  }

  /** A reference that has been passed in the guest's stack. It is not kept there, as only the callee says how long it lives. */
  public static Object take(Machine m, int at) {
    Object value = m.refs[at];
    m.refs[at] = null;
    return value;
  }

  /** Puts a function's first result where its caller looks for references, unless its frame is there; returns 0. */
  public static long deliver(Object result, Machine m, int fp) {
    if (m.tail == 0) {
      keep(result, m, fp);
    }
    return 0;
  }

  /**
   * Whether the function whose frame starts at {@code fp} may make a tail call as a JVM call: the callee has the given signature
   * and is compiled, and there is Java stack for it. Then that is so until {@link #tailCallEnds}.
   */
  public static boolean canTailCall(Entry[] entries, int function, int signature, Machine m, int fp) {
    Entry callee = Entry.known(entries, function, signature);
    if (m.tailCalls == 0 || fp > m.limit || callee == null || callee.bytes == 0) {
      return false;
    }
    m.tailCalls--;
    return true;
  }

  /** A tail call has returned. */
  public static void tailCallEnds(Machine m) {
    m.tailCalls++;
  }

  /**
   * Puts the frame of a callee, whose arguments start at the slot {@code arguments}, in the place of that at {@code fp}, whose
   * caller then has it run. The instruction is at {@code pc}.
   */
  public static void tailCall(int function, int signature, Machine m, int fp, int pc, int arguments, int link) {
    int entry = m.entry(function, signature);
    if (m.room(fp + m.code[entry + Convention.FRAME_SIZE]) == null) {
      m.activation.raises().raiseToCaller(m.overflowed(), pc);
    } else {
      m.activation.tailCall(Core.tailCall(m, m.slots, m.code, fp, pc, entry, arguments, link), fp);
    }
  }

  /** Has the function run to which a callee, whose frame was at {@code fp}, has given way; as of {@link Entry#call}. */
  public static long finish(Machine m, int fp) {
    return m.activation.finish(fp);
  }

  /** The instruction at {@code pc} raises something in the frame that the driver entered; returns the pc that runs next. */
  public static int raise(Object value, Machine m, int pc) {
    return m.activation.raises().raiseBy(value, pc);
  }

  /** The same in the frame of a function, which does not catch it and returns. */
  public static void raiseToCaller(Object value, Machine m, int pc) {
    m.activation.raises().raiseToCaller(value, pc);
  }

  /** What a callee has raised, which is caught here. */
  public static Object takeRaised(Machine m) {
    return m.activation.raises().takeRaised();
  }

  /**
   * A callee that was to return to {@code pc} has raised what the frame that the driver entered does not catch; returns the pc that
   * runs next.
   */
  public static int raiseOn(Machine m, int pc) {
    return m.activation.raises().raiseOn(pc);
  }

  /** The same in the frame of a function, which returns. */
  public static void raiseOnToCaller(Machine m, int pc) {
    m.activation.raises().raiseOnToCaller(pc);
  }

  /** Puts a callee's first result where it belongs in the heap, unless the callee's frame is there. */
  public static void keep(long bits, Machine m, int at) {
    if (m.resume == 0) {
      m.slots[at] = bits;
    }
  }

  /** The same with a reference. */
  public static void keep(Object value, Machine m, int at) {
    if (m.resume == 0) {
      m.refs[at] = value;
    }
  }

  /**
   * The frame at {@code fp} is in the heap, and the function goes on at {@code pc}, in other regions or the interpreter;
   * waits for its end and returns its result. If no more drivers may nest, or the guest is to stop before {@code pc}, the
   * function's callers move to the heap, too.
   */
  public static long goOn(Machine m, int pc, int fp, int link) {
    return m.activation.goOn(pc, fp, fp + link);
  }

  /** As {@link #goOn}, in a program that counts where compiled code is left. */
  public static long goOnCounted(Machine m, int pc, int fp, int link) {
    m.program().crossings().leave(pc);
    return m.activation.goOn(pc, fp, fp + link);
  }

  /** The guest stops before {@code pc}, in the frame that the driver entered; returns the pc at which the driver stops. */
  public static int suspend(Machine m, int pc) {
    return m.activation.suspend(pc);
  }

  /** The same because an opcode has said so. */
  public static int yieldAt(Machine m, int pc) {
    return m.activation.yieldAt(pc);
  }

  /** The frame at {@code fp}, which goes on at {@code next}, is in the heap, and so is its callee's, unless that has returned. */
  public static void unwind(Machine m, int fp, int next, int link) {
    m.activation.unwind(fp, next, fp + link);
  }

  /** The same for the frame that the driver entered; returns the pc that runs next. */
  public static int unwound(Machine m, int fp, int next) {
    return m.activation.unwound(fp, next);
  }
}
