package dev.lockstep.runtime;

/**
 * Counts how often each block of a function is entered in the interpreter, until enough of them have been. While it counts,
 * it stands as a region at the start of every block but the one that runs. Counts add up when it counts again. Thread-safe.
 *
 * <p>Not a driver of its own, which HotSpot would have to compile, and no counters in the code, which would cost the
 * interpreter time for the few functions that need a profile. A block that only branches to itself counts once for all its
 * turns: it is a loop that fits any region.
 */
final class BlockProfile extends Region {

  /** A few turns of a loop as long as an interpreter's; a millisecond in a driver that HotSpot has compiled. */
  static final int ENTRIES = 20_000;

  private static final int NONE = -1;

  private final Tiers tiers;
  private final Program program;
  private final ControlFlow flow;
  private final int[] counts;

  /** The word that stands for this in the code. */
  private final int word;

  private int running = NONE;
  private int left;
  private int starts;

  BlockProfile(Tiers tiers, ControlFlow flow) {
    this.tiers = tiers;
    this.flow = flow;
    program = flow.program;
    counts = new int[flow.count];
    word = program.share(this);
  }

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    if (count(pc)) {
      tiers.profiled(flow.function);
    }
    return pc;
  }

  /** Counts from now on; discards the function's regions, so that nothing runs uncounted. */
  synchronized void start() {
    program.discard(flow.function);
    starts++;
    left = ENTRIES;
    running = NONE;
    for (int block = 0; block < flow.count; block++) {
      program.arm(flow.start[block], word);
    }
  }

  /** How many times it has been started. */
  synchronized int starts() {
    return starts;
  }

  synchronized boolean isCounting() {
    return left > 0;
  }

  /** Execution has come to the start of a block; returns whether that is enough. */
  private synchronized boolean count(int pc) {
    program.disarm(pc, word);
    if (left <= 0) {
      return false; // Another machine read the word before it was taken away.
    }
    int block = flow.blockAt(pc);
    counts[block]++;
    if (running != NONE && running != block) {
      program.arm(flow.start[running], word);
    }
    running = block;
    if (--left == 0) {
      for (int i = 0; i < flow.count; i++) {
        program.disarm(flow.start[i], word);
      }
      return true;
    }
    return false;
  }

  /**
   * By block, how often it has been entered. One that starts inside a sequence is run by the handler that the block in front
   * ends with, so that it counts as often as that, which is no less than it should be.
   */
  synchronized int[] counts() {
    int[] result = counts.clone();
    int[] code = program.pristine();
    int block = NONE;
    int stepsLeft = 0;
    for (int pc = flow.function.entry(); pc < flow.function.end(); pc += program.formAt(pc).length(code, pc)) {
      int next = flow.blockAt(pc);
      if (next >= 0) {
        result[next] += stepsLeft > 0 && block >= 0 ? result[block] : 0;
        block = next;
      }
      stepsLeft = stepsLeft > 0 ? stepsLeft - 1 : program.formAt(pc).stepsBehind(code[pc]);
    }
    return result;
  }
}
