package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * Grows one region after the other, each from its top, by hot paths: next is always that which saves most crossings for its size. A
 * path goes on along the hottest edges until it is back in the region or ends. It is taken as a whole or not at all: the region would
 * be left in it just as often as in front of it.
 *
 * <p>A loop that has more turns than one is taken as a whole, too. Of one around the top, all is taken from its header on to where
 * other regions start, if that leads back to the top only: any other way back would give a loop in the region a second entry.
 */
final class RegionGrowth {

  /** What is taken less often than once in so many entries of the region's top is cold. */
  private static final int COLD = 100;

  private static final int NONE = -1;

  /** What a path saves that is too long for any region. */
  private static final long TOO_LONG = -1;

  /**
   * How many edges may be looked at for all regions of a function; then they grow by the hottest block. The largest functions of QuickJS
   * and SQLite take 70,000.
   */
  private static final long MAX_WORK = 2_000_000;

  private final ControlFlow flow;
  private final Loops loops;
  private final RegionBlocks blocks;

  // By block: how often it was entered, and the header of the outermost loop that it lies in.
  private final int[] times;
  private final int[] outermostOf;

  /** By edge, how often it was taken; 0 if a region cannot go on along it. */
  private final int[] edges;

  // By block: whether a region starts there, and whether it is the header of a loop that has more turns than one, in the mean.
  private final boolean[] isTop;
  private final boolean[] iterates;

  private int top;

  /** The header of the outermost loop around a top that iterates; {@link #NONE} if the top does not. */
  private int outermost;

  /** How often an edge has to be taken that is not cold. */
  private int least;

  // The blocks to which the region leads; by block, its index among these, and how often the region leads there.
  private int[] exits = new int[64];
  private int exitCount;
  private final int[] exitAt;
  private final int[] entries;

  /** How many edges have been looked at. */
  private long work;

  /** Regions of one function; {@code isTop} is added to by the caller. */
  RegionGrowth(ControlFlow flow, Loops loops, FlowCounts counts, RegionLimits limits, boolean[] isTop) {
    this.flow = flow;
    this.loops = loops;
    this.isTop = isTop;
    times = counts.blocks();
    edges = counts.edges().clone();
    blocks = new RegionBlocks(flow, limits);
    exitAt = new int[flow.count];
    entries = new int[flow.count];
    outermostOf = new int[flow.count];
    iterates = new boolean[flow.count];
    for (int block = 0; block < flow.count; block++) {
      int around = loops.headerOf(block);
      outermostOf[block] = around != Loops.NONE ? outermostOf[around] : loops.isHeader(block) ? block : NONE;
      dropEdges(block);
    }
    for (int block = 0; block < flow.count; block++) {
      iterates[block] = loops.isHeader(block) && times[block] > 0 && 2 * turns(block) >= times[block];
    }
  }

  /** Forgets the edges out of a block along which no region goes on. */
  private void dropEdges(int block) {
    int pc = flow.last[block];
    StencilForm form = flow.stencils.form(flow.code[pc]);
    boolean goesOn = !form.leaves || flow.isFastCall(form, pc);
    for (int edge = flow.successorsAt[block]; edge < flow.successorsAt[block + 1]; edge++) {
      if (!goesOn || flow.is(ControlFlow.INTERPRETED, block) || flow.is(ControlFlow.INTERPRETED, flow.successors[edge])) {
        edges[edge] = 0;
      }
    }
  }

  /** How often a loop goes back to its header. A block that is a loop alone is counted once for all its turns. */
  private long turns(int header) {
    long sum = 0;
    int before = NONE;
    for (int i = flow.predecessorsAt[header]; i < flow.predecessorsAt[header + 1]; i++) {
      int latch = flow.predecessors[i];
      if (latch == header) {
        return times[header];
      }
      if (latch != before && loops.isLatch(latch, header) && !flow.is(ControlFlow.INTERPRETED, latch)) {
        sum += edges[flow.edge(latch, header)];
      }
      before = latch;
    }
    return sum;
  }

  /** Whether a block is the header of a loop that has more turns than one, in the mean. */
  boolean iterates(int block) {
    return iterates[block];
  }

  /** The blocks of a region: the top, then the others in ascending order. */
  int[] growFrom(int block) {
    top = block;
    least = Math.max(1, times[top] / COLD);
    outermost = iterates[top] ? outermostOf[top] : NONE;
    blocks.dropFrom(0);
    blocks.take(top);
    while (takeBest()) {
      // There may be room for more.
    }
    return blocks.toArray();
  }

  /** Whether the last region has {@code block}. */
  boolean has(int block) {
    return blocks.has(block);
  }

  private boolean takeBest() {
    findExits();
    int before = blocks.size();
    int best = NONE;
    int endless = NONE;
    long bestSaved = 0;
    long bestSize = 1;
    for (int i = 0; i < exitCount; i++) {
      int exit = exits[i];
      long saved = takePaths(exit);
      long size = blocks.inlinedBytesFrom(before);
      if (saved != TOO_LONG && saved * bestSize > bestSaved * size && blocks.fitFrom(0)) {
        best = exit;
        bestSaved = saved;
        bestSize = size;
      }
      blocks.dropFrom(before);
      if (saved == TOO_LONG && (endless == NONE || entries[exit] > entries[endless]) && fits(exit)) {
        endless = exit;
      }
    }
    if (best != NONE) {
      takePaths(best);
    } else if (endless != NONE) {
      blocks.take(endless);
    }
    return blocks.size() > before;
  }

  /** Whether there is room for a block that may be taken alone. */
  private boolean fits(int block) {
    int before = blocks.size();
    blocks.take(block);
    boolean fits = blocks.fitFrom(0) && !iterates[block];
    blocks.dropFrom(before);
    return fits;
  }

  private void findExits() {
    exitCount = 0;
    for (int i = 0; i < blocks.size(); i++) {
      int block = blocks.get(i);
      for (int edge = flow.successorsAt[block]; edge < flow.successorsAt[block + 1]; edge++) {
        if (isHot(edge) && !blocks.has(flow.successors[edge])) {
          addExit(flow.successors[edge], edges[edge]);
        }
      }
    }
  }

  private void addExit(int block, int more) {
    int at = exitAt[block];
    if (at >= exitCount || exits[at] != block) {
      exits = exitCount == exits.length ? Arrays.copyOf(exits, 2 * exitCount) : exits;
      exitAt[block] = exitCount;
      exits[exitCount++] = block;
      entries[block] = 0;
    }
    entries[block] += more;
  }

  /**
   * Takes the path that starts at an exit, whether there is room for it or not, and those off it that save more for their size, if
   * there is. Returns how many crossings they save.
   */
  private long takePaths(int exit) {
    int start = blocks.size();
    if (work > MAX_WORK) {
      return loops.isHeader(exit) ? 0 : TOO_LONG;
    }
    long saved = takePath(exit, entries[exit]);
    int edge = saved <= 0 || !blocks.fitFrom(0) ? NONE : bestOff(start, saved);
    while (edge != NONE) {
      saved += takePath(flow.successors[edge], edges[edge]);
      edge = bestOff(start, saved);
    }
    return saved;
  }

  /** The edge to the path that saves most for its size, and more than those taken from {@code start} on do. */
  private int bestOff(int start, long saved) {
    int end = blocks.size();
    int best = NONE;
    long bestSaved = saved;
    long bestSize = blocks.inlinedBytesFrom(start);
    for (int i = start; i < end; i++) {
      int block = blocks.get(i);
      for (int edge = flow.successorsAt[block]; edge < flow.successorsAt[block + 1]; edge++) {
        if (isHot(edge) && !blocks.has(flow.successors[edge])) {
          long more = takePath(flow.successors[edge], edges[edge]);
          if (more * bestSize > bestSaved * blocks.inlinedBytesFrom(end) && blocks.fitFrom(0)) {
            best = edge;
            bestSaved = more;
            bestSize = blocks.inlinedBytesFrom(end);
          }
          blocks.dropFrom(end);
        }
      }
    }
    return best;
  }

  /**
   * Takes the path that starts at a block, whether there is room for it or not; returns how many crossings it saves if it is entered
   * so often: those on the way in, and of one that leads back to a region which is a loop, those on the way back.
   */
  private long takePath(int first, long entered) {
    int start = blocks.size();
    long through = entered;
    boolean isInside = true; // of the top's loop
    int block = first;
    while (!blocks.has(block)) {
      isInside &= outermost == NONE || loops.contains(top, block);
      int from = blocks.size();
      if (loops.isHeader(block) && loops.contains(block, top)) {
        if (takeToTop(block, start)) {
          return 2 * through;
        }
        break;
      }
      if (!iterates[block]) {
        blocks.take(block);
        if (!blocks.fitFrom(start)) {
          return isInside ? TOO_LONG : 0;
        }
      } else if (!takeLoop(block, start)) {
        break;
      }
      int edge = hottestFrom(from);
      if (edge == NONE) {
        break;
      }
      through = Math.min(through, edges[edge]);
      block = flow.successors[edge];
      if (blocks.has(block) && !blocks.hasFrom(start, block)) {
        return outermost == NONE ? through : 2 * through;
      }
    }
    return isInside && blocks.size() > start ? through : 0;
  }

  /** The hottest edge out of the blocks from an index on. */
  private int hottestFrom(int index) {
    int hottest = NONE;
    for (int i = index; i < blocks.size(); i++) {
      int block = blocks.get(i);
      for (int edge = flow.successorsAt[block]; edge < flow.successorsAt[block + 1]; edge++) {
        if (isHot(edge)
            && !blocks.hasFrom(index, flow.successors[edge])
            && (hottest == NONE || edges[edge] > edges[hottest])) {
          hottest = edge;
        }
      }
    }
    return hottest;
  }

  /** Takes what is hot of a loop that has been reached at its header, if a path that starts at an index stays short enough. */
  private boolean takeLoop(int header, int start) {
    int before = blocks.size();
    blocks.take(header);
    for (int i = before; i < blocks.size() && blocks.fitFrom(start); i++) {
      int block = blocks.get(i);
      for (int edge = flow.successorsAt[block]; edge < flow.successorsAt[block + 1]; edge++) {
        int successor = flow.successors[edge];
        if (isHot(edge) && loops.contains(header, successor) && !blocks.has(successor)) {
          blocks.take(successor);
        }
      }
    }
    return keepFrom(before, blocks.fitFrom(start));
  }

  /**
   * Takes what is hot of a loop around the top that has been reached at its header, up to where regions start, if a path that starts at
   * an index stays short enough, and the loop leads to the top and nowhere else in the region.
   */
  private boolean takeToTop(int header, int start) {
    int before = blocks.size();
    boolean reachesTop = false;
    boolean isAllowed = true;
    blocks.take(header);
    for (int i = before; i < blocks.size() && isAllowed && blocks.fitFrom(start); i++) {
      int block = blocks.get(i);
      for (int edge = flow.successorsAt[block]; edge < flow.successorsAt[block + 1]; edge++) {
        int successor = flow.successors[edge];
        if (blocks.has(successor)) {
          reachesTop |= successor == top;
          isAllowed &= successor == top || blocks.hasFrom(before + 1, successor);
        } else if (isHot(edge) && loops.contains(header, successor) && !isTop[successor]) {
          blocks.take(successor);
        }
      }
    }
    return keepFrom(before, isAllowed && reachesTop && blocks.fitFrom(start));
  }

  private boolean keepFrom(int index, boolean isKept) {
    if (!isKept) {
      blocks.dropFrom(index);
    }
    return isKept;
  }

  /** Whether a region goes on along an edge. That of a loop that iterates has no blocks outside of the outermost loop around it. */
  private boolean isHot(int edge) {
    work++;
    return edges[edge] >= least && (outermost == NONE || outermostOf[flow.successors[edge]] == outermost);
  }
}
