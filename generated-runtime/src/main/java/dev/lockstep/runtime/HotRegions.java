package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Forms regions of the blocks that a profile found hot. Each grows ({@link RegionGrowth}) from a top: the entry of the function, the
 * header of a hot loop that iterates, or a hot block to which another region exits.
 *
 * <p>Regions overlap: a block between two tops, such as the dispatch block of an interpreter's loop, is in the region of
 * each. What makes a region one that is entered only at its top is that edges from outside lead to other copies of its
 * blocks.
 */
final class HotRegions {

  private final ControlFlow flow;
  private final FlowCounts counts;
  private final List<int[]> regions = new ArrayList<>();
  private final RegionGrowth growth;

  // By block: whether a region starts there, and whether one exits to it.
  private final boolean[] isTop;
  private final boolean[] isExit;

  HotRegions(ControlFlow flow, Loops loops, FlowCounts counts, RegionLimits limits) {
    this.flow = flow;
    this.counts = counts;
    isTop = new boolean[flow.count];
    isExit = new boolean[flow.count];
    growth = new RegionGrowth(flow, loops, counts, limits, isTop);
  }

  /** The regions, of which one starts at {@code root} if that is hot: in each the top comes first, then the others in ascending order. */
  List<int[]> form(int root) {
    int[] tops = new int[flow.count];
    int topCount = 0;
    long total = 0;
    for (int block = 0; block < flow.count; block++) {
      total += counts.blocks()[block];
      if (isHot(block, 1) && (block == root || flow.is(ControlFlow.ENTRY, block) || growth.iterates(block))) {
        isTop[block] = true;
        tops[topCount++] = block;
      }
    }
    long least = Math.max(1, total / 20_000);
    for (int i = 0; i < topCount; i++) {
      int[] region = growth.growFrom(tops[i]);
      regions.add(region);
      for (int block : region) {
        for (int j = flow.successorsAt[block]; j < flow.successorsAt[block + 1]; j++) {
          int successor = flow.successors[j];
          if (!growth.has(successor)) {
            isExit[successor] = true;
            if (!isTop[successor] && isHot(successor, least)) {
              isTop[successor] = true;
              tops[topCount++] = successor;
            }
          }
        }
      }
    }
    return regions;
  }

  /** Whether a region exits to {@code block}, or starts there. */
  boolean isEntered(int block) {
    return isTop[block] || isExit[block];
  }

  private boolean isHot(int block, long least) {
    return counts.blocks()[block] >= least && !flow.is(ControlFlow.INTERPRETED, block);
  }
}
