package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Forms regions of the blocks that a profile found hot. Each grows from a top: the entry of the function, the header of a hot
 * loop, or a hot block to which another region exits. It takes in the hottest successor first, a loop inside as a whole or
 * not at all, until it is as large as HotSpot compiles well.
 *
 * <p>Regions overlap: a block between two tops, such as the dispatch block of an interpreter's loop, is in the region of
 * each. What makes a region one that is entered only at its top is that edges from outside lead to other copies of its
 * blocks. Its loops keep one entry each, since it never takes in the header of a loop that its top lies in.
 */
final class HotRegions {

  /** A block is cold if it is entered less often than one in so many entries of the region's top. */
  private static final int COLD = 100;

  private final ControlFlow flow;
  private final Loops loops;
  private final int[] counts;
  private final RegionLimits limits;
  private final List<int[]> regions = new ArrayList<>();

  // By block: the number of the last region that it is in, and of the last that was tried with it; whether one starts there, and
  // whether one exits to it.
  private final int[] takenFor;
  private final int[] triedFor;
  private final boolean[] isTop;
  private final boolean[] isExit;
  private int number;

  private int[] taken = new int[64];
  private int size;
  private int bytes;
  private int inlinedBytes;
  private int instructions;

  HotRegions(ControlFlow flow, Loops loops, int[] counts, RegionLimits limits) {
    this.flow = flow;
    this.loops = loops;
    this.counts = counts;
    this.limits = limits;
    takenFor = new int[flow.count];
    triedFor = new int[flow.count];
    isTop = new boolean[flow.count];
    isExit = new boolean[flow.count];
  }

  /** The regions: in each the top comes first, then the other blocks in ascending order. */
  List<int[]> form() {
    int[] tops = new int[flow.count];
    int topCount = 0;
    long total = 0;
    for (int block = 0; block < flow.count; block++) {
      total += counts[block];
      if (isHot(block, 1) && (flow.is(ControlFlow.ENTRY, block) || loops.isHeader(block))) {
        isTop[block] = true;
        tops[topCount++] = block;
      }
    }
    long least = Math.max(1, total / 20_000);
    for (int i = 0; i < topCount; i++) {
      int[] region = grow(tops[i]);
      regions.add(region);
      for (int block : region) {
        for (int j = flow.successorsAt[block]; j < flow.successorsAt[block + 1]; j++) {
          int successor = flow.successors[j];
          if (takenFor[successor] != number) {
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
    return counts[block] >= least && !flow.is(ControlFlow.INTERPRETED, block);
  }

  private int[] grow(int top) {
    number++;
    size = 0;
    bytes = 0;
    inlinedBytes = 0;
    instructions = 0;
    int least = Math.max(1, counts[top] / COLD);
    for (int header = loops.headerOf(top); header != Loops.NONE; header = loops.headerOf(header)) {
      triedFor[header] = number;
    }
    take(top);
    while (true) {
      int best = -1;
      for (int i = 0; i < size; i++) {
        best = better(best, taken[i], top, least);
      }
      if (best < 0) {
        break;
      }
      triedFor[best] = number;
      if (loops.isHeader(best)) {
        takeLoop(best, least);
      } else if (fits(best)) {
        take(best);
      }
    }
    int[] region = Arrays.copyOf(taken, size);
    Arrays.sort(region, 1, size);
    return region;
  }

  /** The successor of {@code block} that may be taken and is hottest, if it is hotter than {@code best}. */
  private int better(int best, int block, int top, int least) {
    int result = best;
    if (goesOn(block)) {
      for (int i = flow.successorsAt[block]; i < flow.successorsAt[block + 1]; i++) {
        int successor = flow.successors[i];
        if (takenFor[successor] != number
            && triedFor[successor] != number
            && isHot(successor, least)
            && (result < 0 || counts[successor] > counts[result])
            && (!loops.isHeader(top) || loops.contains(top, successor))) {
          result = successor;
        }
      }
    }
    return result;
  }

  /** Whether a region goes on after {@code block}, and does not leave through the driver. */
  private boolean goesOn(int block) {
    int pc = flow.last[block];
    StencilForm form = flow.stencils.form(flow.code[pc]);
    return !form.leaves || flow.isFastCall(form, pc);
  }

  /** Takes what is hot of a loop that has been reached at its header, if all of that fits. */
  private void takeLoop(int header, int least) {
    int before = size;
    int bytesBefore = bytes;
    int inlinedBefore = inlinedBytes;
    int instructionsBefore = instructions;
    boolean fits = fits(header);
    if (fits) {
      take(header);
    }
    for (int i = before; i < size && fits; i++) {
      int block = taken[i];
      for (int j = flow.successorsAt[block]; j < flow.successorsAt[block + 1] && fits && goesOn(block); j++) {
        int successor = flow.successors[j];
        if (takenFor[successor] != number && isHot(successor, least) && loops.contains(header, successor)) {
          fits = fits(successor);
          if (fits) {
            take(successor);
          }
        }
      }
    }
    if (!fits) {
      while (size > before) {
        takenFor[taken[--size]] = 0;
      }
      bytes = bytesBefore;
      inlinedBytes = inlinedBefore;
      instructions = instructionsBefore;
    }
  }

  private boolean fits(int block) {
    return bytes + flow.bytes[block] <= limits.bytes()
        && inlinedBytes + flow.inlinedBytes[block] <= limits.inlinedBytes()
        && instructions + flow.instructions[block] <= limits.instructions();
  }

  private void take(int block) {
    takenFor[block] = number;
    if (size == taken.length) {
      taken = Arrays.copyOf(taken, 2 * size);
    }
    taken[size++] = block;
    bytes += flow.bytes[block];
    inlinedBytes += flow.inlinedBytes[block];
    instructions += flow.instructions[block];
  }
}
