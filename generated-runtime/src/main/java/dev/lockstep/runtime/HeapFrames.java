package dev.lockstep.runtime;

/** A walk along the links of frames in the heap, from callee to caller, up to where a driver was entered. Not thread-safe. */
final class HeapFrames {

  private final Program program;
  private final long[] slots;
  private int frame;
  private int pc;
  private Function function;

  /** A walk that begins at a frame in which {@code pc} runs next, or has thrown. */
  HeapFrames(Program program, long[] slots, int frame, int pc) {
    this.program = program;
    this.slots = slots;
    this.frame = frame;
    this.pc = pc;
    function = program.functionAt(pc);
  }

  /** Goes to the caller's frame; returns whether there is one. */
  boolean toCaller() {
    long back = function == null ? 0 : slots[link()];
    if ((int) back == 0) {
      return false;
    }
    frame -= (int) (back >> 32);
    pc = (int) back;
    function = program.functionAt(pc);
    return true;
  }

  /**
   * Where in the slots the last frame ends, which is not always that of the last callee. Goes through as many frames as a
   * larger one may reach behind, not all: a guest that is suspended often may have millions.
   */
  int top() {
    int largest = program.image().largestFrame;
    int top = 0;
    do {
      top = Math.max(top, frame + program.code[function.entry() + Convention.FRAME_SIZE]);
    } while (top < frame + largest && toCaller());
    return top;
  }

  /** Where in the slots the frame starts. */
  int frame() {
    return frame;
  }

  /** Where the frame's link is. */
  int link() {
    return frame + function.link();
  }

  Function function() {
    return function;
  }

  /** Where the function goes on. */
  int pc() {
    return pc;
  }
}
