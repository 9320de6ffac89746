package dev.lockstep.runtime;

import java.util.Random;

/** Profiles of functions that have not run. */
final class RandomCounts {

  private static final int STEPS = 3000;

  private RandomCounts() {}

  /** What a walk counts that takes one of the ways out of each block more often than the others. */
  static FlowCounts of(ControlFlow flow, Random random) {
    FlowCounts counts = new FlowCounts(new int[flow.count], new int[flow.successors.length]);
    int[] preferred = random.ints(flow.count, 0, 1 << 16).toArray();
    int block = 0;
    counts.blocks()[0]++;
    for (int i = 0; i < STEPS; i++) {
      int ways = flow.successorsAt[block + 1] - flow.successorsAt[block];
      int next = 0;
      if (ways > 0) {
        int way = random.nextInt(5) == 0 ? random.nextInt(ways) : preferred[block] % ways;
        next = flow.successors[flow.successorsAt[block] + way];
        counts.edges()[flow.edge(block, next)]++;
      }
      block = next;
      counts.blocks()[block]++;
    }
    return counts;
  }
}
