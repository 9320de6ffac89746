package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the blocks of a function into regions: sets with one entry, the top, to which all edges from other regions lead.
 *
 * <p>At first every block is a region. A region then joins the one its top's immediate dominator is in, provided that all
 * predecessors of the top lie in either, so that it needs to be no entry any more, and that the two are small enough
 * together. The most deeply nested tops come first and in one depth those first in reverse postorder, as in Kruskal's
 * algorithm for spanning trees: that keeps inner loops whole as long as they fit.
 *
 * <p>Connected pieces of the dominator tree alone would not do: the block at which a branch joins again has the branch as
 * its parent, but if one of the arms is cut off, it is entered from there too.
 */
final class RegionPlanner {

  private static final int MAX_DEPTH = 63;

  private final ControlFlow flow;
  private final Dominators dominators;
  private final Loops loops;
  private final int[] topOf;
  private final int[] bytes;
  private final int[] inlinedBytes;
  private final int[] instructions;

  /** Whether a block is one of those being cut up. */
  private final boolean[] inside;

  RegionPlanner(ControlFlow flow, Dominators dominators, Loops loops) {
    this.flow = flow;
    this.dominators = dominators;
    this.loops = loops;
    topOf = new int[flow.count];
    bytes = new int[flow.count];
    inlinedBytes = new int[flow.count];
    instructions = new int[flow.count];
    inside = new boolean[flow.count];
  }

  /**
   * The regions that {@code blocks}, which ascend, make up; each an ascending array that starts with the top. Blocks left to
   * the interpreter are alone.
   */
  List<int[]> cut(int[] blocks, RegionLimits limits) {
    for (int block : blocks) {
      inside[block] = true;
      topOf[block] = block;
      bytes[block] = flow.bytes[block];
      inlinedBytes[block] = flow.inlinedBytes[block];
      instructions[block] = flow.instructions[block];
    }
    for (int block : byDepth(blocks)) {
      join(block, limits);
    }
    List<int[]> regions = collect(blocks);
    for (int block : blocks) {
      inside[block] = false;
    }
    return regions;
  }

  /** Sorts the blocks by the depth of their way in, deepest first, and keeps the order of those in one depth. */
  private int[] byDepth(int[] blocks) {
    int[] from = new int[MAX_DEPTH + 2];
    for (int block : blocks) {
      from[key(block) + 1]++;
    }
    for (int i = 0; i <= MAX_DEPTH; i++) {
      from[i + 1] += from[i];
    }
    int[] sorted = new int[blocks.length];
    for (int block : blocks) {
      sorted[from[key(block)]++] = block;
    }
    return sorted;
  }

  private int key(int block) {
    return MAX_DEPTH - Math.min(MAX_DEPTH, loops.outerDepth(block));
  }

  private void join(int block, RegionLimits limits) {
    int parent = dominators.parent(block);
    if (parent == Dominators.NONE
        || !inside[parent]
        || flow.is(ControlFlow.ENTRY | ControlFlow.INTERPRETED, block)
        || flow.is(ControlFlow.INTERPRETED, parent)) {
      return;
    }
    int top = top(parent);
    if (bytes[top] + bytes[block] > limits.bytes()
        || inlinedBytes[top] + inlinedBytes[block] > limits.inlinedBytes()
        || instructions[top] + instructions[block] > limits.instructions()) {
      return;
    }
    for (int i = flow.predecessorsAt[block]; i < flow.predecessorsAt[block + 1]; i++) {
      int predecessor = flow.predecessors[i];
      if (!inside[predecessor] || top(predecessor) != top && top(predecessor) != block) {
        return;
      }
    }
    topOf[block] = top;
    bytes[top] += bytes[block];
    inlinedBytes[top] += inlinedBytes[block];
    instructions[top] += instructions[block];
  }

  private int top(int block) {
    int at = block;
    while (topOf[at] != at) {
      topOf[at] = topOf[topOf[at]];
      at = topOf[at];
    }
    return at;
  }

  private List<int[]> collect(int[] blocks) {
    int[] sizes = new int[flow.count];
    for (int block : blocks) {
      sizes[top(block)]++;
    }
    List<int[]> regions = new ArrayList<>();
    int[] indices = new int[flow.count];
    for (int block : blocks) {
      int top = top(block);
      if (top == block) {
        indices[block] = regions.size();
        regions.add(new int[sizes[block]]);
        sizes[block] = 0;
      }
      regions.get(indices[top])[sizes[top]++] = block;
    }
    return regions;
  }
}
