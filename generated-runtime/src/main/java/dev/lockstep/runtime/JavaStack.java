package dev.lockstep.runtime;

/**
 * How much Java stack calls between compiled functions may take before their frames move to the heap. It is counted in slots
 * of the guest's stack, as where a frame starts there is passed from caller to callee anyway: a depth would be one more
 * value to be kept across each call.
 */
final class JavaStack {

  /** How far from the frame that a driver has entered another one may start that still calls. */
  static final int SLOTS = 3072;

  /** What a driver counts as that compiled code waits for, with the region that it runs. */
  static final int DRIVER = 32;

  /**
   * What a tail call of compiled code counts as, whose frame starts where that of its caller does. If it is made on behalf of
   * compiled code, one slot for every eight parameters comes on top.
   */
  static final int TAIL_CALL = 8;

  /** How many of them may nest before they return to whoever makes the next one. */
  static final int TAIL_CALLS = 32;

  /** How many words of Java stack a slot stands for: enough for fib, whose callee starts two slots behind it. */
  private static final int WORDS = 20;

  /** How many words the JVM's interpreter, whose frames are the largest, needs for one beside locals and operand stack. */
  private static final int LINKAGE = 12;

  private JavaStack() {}

  /** How many words a frame takes. */
  static int words(int maxLocals, int maxStack) {
    return LINKAGE + maxLocals + maxStack;
  }

  /** How many slots a frame of so many words counts in addition to the driver that runs it, or for which it waits. */
  static int beyondDriver(int words) {
    return beyond(DRIVER / 2, words);
  }

  /** How many slots a frame of so many words, whose callees start that many slots behind it, counts in addition. */
  static int beyond(int slots, int words) {
    return Math.max(0, (words + WORDS - 1) / WORDS - slots);
  }
}
