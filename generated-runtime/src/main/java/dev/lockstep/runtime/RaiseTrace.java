package dev.lockstep.runtime;

/**
 * The places from which what a guest raises has come, as far as their frames are no more: those of compiled functions are in JVM
 * locals, and all of a driver for which compiled code waits. Not thread-safe.
 */
final class RaiseTrace {

  private final int[] pcs = new int[Trap.TRACE_LENGTH];
  private int count;

  /** The instruction at {@code pc} raises something. */
  void begin(int pc) {
    count = 0;
    add(pc);
  }

  /** That has left the function which would have gone on at {@code pc}. */
  void add(int pc) {
    if (count < pcs.length) {
      pcs[count++] = pc;
    }
  }

  /** That has left the frame in which {@code pc} is, and its callers in the heap. */
  void addCallers(Machine m, int pc) {
    HeapFrames frames = new HeapFrames(m.program(), m.slots, m.fp, pc);
    while (count < pcs.length && frames.toCaller()) {
      add(frames.pc());
    }
  }

  /**
   * What is thrown in the current frame, in which {@code pc} is, if nothing catches {@code value}. A trap that has not been raised there
   * has the places here in its trace; whoever catches it adds those in the heap.
   */
  RuntimeException uncaught(Machine m, Object value, int pc) {
    RuntimeException uncaught = Raises.uncaught(value);
    if (count == 1 && pcs[0] == pc) {
      return uncaught;
    }
    uncaught = TrapTrace.passing(m, uncaught, pcs[0]);
    if (uncaught instanceof Trap trap && trap.isOpen()) {
      for (int i = 1; i < count; i++) {
        TrapTrace.addCaller(m, trap, pcs[i]);
      }
    }
    return uncaught;
  }
}
