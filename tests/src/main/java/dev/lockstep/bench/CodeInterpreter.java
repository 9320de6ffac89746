package dev.lockstep.bench;

/** A hand-written interpreter, which keeps its stacks between runs. */
interface CodeInterpreter {
  /** Room for the values of all active guest functions. */
  int SLOTS = 1 << 16;

  /** Room for the return pc and frame pointer of each active guest function but the innermost. */
  int FRAME_WORDS = 1 << 14;

  /** Runs a program's entry function on one argument and returns its result. */
  long run(GuestCode program, BenchMemory memory, long argument);
}
