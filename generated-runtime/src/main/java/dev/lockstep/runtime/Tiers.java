package dev.lockstep.runtime;

/** Decides what of one program is compiled, and when. Thread-safe. */
final class Tiers {

  private final Program program;

  Tiers(Program program) {
    this.program = program;
  }

  /** The counter of the function with the given entry has run down. */
  synchronized void hotEntry(int entry) {
    program.code[entry + Convention.COUNTER] = Integer.MAX_VALUE;
  }

  /** The counter in word {@code counter} of a branch back to {@code target} has run down. */
  synchronized void hotLoop(int target, int counter) {
    program.code[counter] = Integer.MAX_VALUE;
  }
}
