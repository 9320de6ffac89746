package dev.lockstep.runtime;

/**
 * Counts how often each block of a function is entered in the interpreter, and from where, until enough of them have been.
 * While it counts, it stands as a region at the start of every block but the one that runs. Counts add up when it counts again.
 * Thread-safe.
 *
 * <p>Not a driver of its own, which HotSpot would have to compile, and no counters in the code, which would cost the
 * interpreter time for the few functions that need a profile. Meanwhile sequences are dispatched one by one, as one may run
 * several blocks. A block that only branches to itself counts once for all its turns: it is a loop that fits any region, and
 * is compiled if it gets hot.
 */
final class BlockProfile extends Region {

  /**
   * A few turns of a loop as long as an interpreter's; a millisecond in a driver that HotSpot has compiled. When it counts again, four
   * times as many: by then more is known to be hot, and the interpreter is faster.
   */
  static final int ENTRIES = 20_000;

  private static final int NONE = -1;

  private final Tiers tiers;
  private final Program program;
  private final ControlFlow flow;
  private final int[] blocks;
  private final int[] edges;

  /** The word that stands for this in the code. */
  private final int word;

  private int running = NONE;
  private int left;
  private int starts;

  BlockProfile(Tiers tiers, ControlFlow flow) {
    this.tiers = tiers;
    this.flow = flow;
    program = flow.program;
    blocks = new int[flow.count];
    edges = new int[flow.successors.length];
    word = program.share(this);
  }

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    if (count(pc)) {
      tiers.profiled(flow.function);
    }
    return pc;
  }

  /** Counts from now on. The function has no regions, which would run uncounted. */
  synchronized void start() {
    starts++;
    left = ENTRIES << 2 * (starts - 1);
    arm();
  }

  /** Stands where no region does; to be called again if the function is discarded meanwhile. */
  synchronized void arm() {
    running = NONE;
    program.split(flow.function, true);
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
    blocks[block]++;
    if (running != NONE && running != block) {
      program.arm(flow.start[running], word);
      countEdge(running, block);
    }
    running = block;
    if (--left == 0) {
      for (int i = 0; i < flow.count; i++) {
        program.disarm(flow.start[i], word);
      }
      program.split(flow.function, false);
      countCompiled();
      return true;
    }
    return false;
  }

  /** In recursion there may be no edge. Those of switches that are too large for a region are not looked for. */
  private void countEdge(int from, int to) {
    int edge = flow.is(ControlFlow.INTERPRETED, from) ? NONE : flow.edge(from, to);
    if (edge != NONE) {
      edges[edge]++;
    }
  }

  /**
   * A loop that was compiled meanwhile did not count. What a block in front has and none of its edges is taken for entries of it; each
   * way out of its header may have been that of all of them.
   */
  private void countCompiled() {
    for (int block = 0; block < flow.count; block++) {
      int uncounted = uncounted(block);
      for (int i = flow.successorsAt[block]; i < flow.successorsAt[block + 1]; i++) {
        int successor = flow.successors[i];
        if (isCompiled(successor) && i == flow.edge(block, successor)) {
          edges[i] += uncounted;
          blocks[successor] = Math.max(blocks[successor], edges[i]);
        }
      }
    }
    for (int block = 0; block < flow.count; block++) {
      int uncounted = isCompiled(block) ? uncounted(block) : 0;
      for (int i = flow.successorsAt[block]; uncounted > 0 && i < flow.successorsAt[block + 1]; i++) {
        edges[i] = Math.max(edges[i], Math.min(uncounted, blocks[flow.successors[i]]));
      }
    }
  }

  /** How many entries of a block no edge out of it has. */
  private int uncounted(int block) {
    int left = blocks[block];
    for (int i = flow.successorsAt[block]; i < flow.successorsAt[block + 1]; i++) {
      left -= edges[i];
    }
    return Math.max(0, left);
  }

  private boolean isCompiled(int block) {
    return program.isRegionEntry(flow.start[block]);
  }

  /** What has been counted. Behind a call that leads back to the function the edge is that of the only way on. */
  synchronized FlowCounts counts() {
    FlowCounts result = new FlowCounts(blocks.clone(), edges.clone());
    for (int block = 0; block < flow.count; block++) {
      if (flow.successorsAt[block + 1] - flow.successorsAt[block] == 1) {
        result.edges()[flow.successorsAt[block]] = blocks[block];
      }
    }
    return result;
  }
}
