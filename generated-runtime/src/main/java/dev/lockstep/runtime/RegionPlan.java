package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * How a function, or one loop of it, is cut into regions, and what it takes to emit them one by one. Not thread-safe.
 *
 * <p>Regions are emitted when they are first reached, so a plan can be around for a while; it is dropped with the last
 * {@link PendingRegion} that refers to it.
 */
final class RegionPlan {

  /** A region of more bytes of JVM code would never be compiled by HotSpot, which stops at 8,000. */
  private static final int HARD_LIMIT = 7800;

  private final ControlFlow flow;
  private final Liveness liveness;

  /** Made when it is needed, which it is not for a function that fits one region. */
  private RegionPlanner planner;

  private final RegionLimits limits;
  private final List<int[]> regions;

  /** For each block that is the entry of a region, the region's blocks. */
  private final int[][] blocksOf;

  /** How many regions, the first ones, are those that a profile found hot. */
  private int hot;

  private RegionPlan(Liveness liveness, RegionPlanner planner, RegionLimits limits, List<int[]> regions) {
    this.liveness = liveness;
    flow = liveness.flow;
    this.planner = planner;
    this.limits = limits;
    this.regions = regions;
    blocksOf = new int[flow.count][];
    for (int[] region : regions) {
      blocksOf[region[0]] = region;
    }
  }

  /** A plan for all that can be reached from the entry of the graph. */
  static RegionPlan of(Liveness liveness, RegionLimits limits) {
    ControlFlow flow = liveness.flow;
    int[] all = new int[flow.count];
    for (int block = 0; block < all.length; block++) {
      all[block] = block;
    }
    if (fits(flow, limits)) {
      return new RegionPlan(liveness, null, limits, new ArrayList<>(List.of(all)));
    }
    RegionPlanner planner = planner(flow);
    return new RegionPlan(liveness, planner, limits, planner.cut(all, limits));
  }

  /** Whether one region can hold everything; in a program that has just started most functions are like this. */
  private static boolean fits(ControlFlow flow, RegionLimits limits) {
    int bytes = 0;
    int inlinedBytes = 0;
    int instructions = 0;
    int special = 0;
    for (int block = 0; block < flow.count && bytes <= limits.bytes(); block++) {
      bytes += flow.bytes[block];
      inlinedBytes += flow.inlinedBytes[block];
      instructions += flow.instructions[block];
      special |= flow.flags[block] & (block == 0 ? ControlFlow.INTERPRETED : ControlFlow.INTERPRETED | ControlFlow.ENTRY);
    }
    return bytes <= limits.bytes()
        && inlinedBytes <= RegionLimits.WHOLE_FUNCTION
        && instructions <= limits.instructions()
        && special == 0;
  }

  /**
   * A plan for a whole function of which a profile says how often what has run: regions of hot blocks, which may
   * overlap, and behind them a plan for everything else, whose regions start also where hot ones exit. One region starts at {@code
   * root}.
   */
  static RegionPlan profiled(Liveness liveness, RegionLimits limits, int root, FlowCounts counts) {
    ControlFlow flow = liveness.flow;
    HotRegions hot = new HotRegions(flow, new Loops(flow, new Dominators(flow)), counts, limits);
    List<int[]> regions = hot.form(flow.blockAt(root));
    boolean[] isHot = new boolean[flow.count];
    for (int[] region : regions) {
      isHot[region[0]] = true;
    }
    int[] all = new int[flow.count];
    for (int block = 0; block < all.length; block++) {
      all[block] = block;
      if (hot.isEntered(block) || flow.start[block] == root) {
        flow.flags[block] |= ControlFlow.ENTRY;
      }
    }
    RegionPlanner planner = planner(flow);
    int hotCount = regions.size();
    for (int[] region : planner.cut(all, limits)) {
      if (!isHot[region[0]]) {
        regions.add(region);
      }
    }
    RegionPlan plan = new RegionPlan(liveness, planner, limits, regions);
    plan.hot = hotCount;
    return plan;
  }

  /** Whether there are more regions than one. */
  boolean isCut() {
    return regions.size() > 1;
  }

  /** Whether the region with the given entry is one that a profile found hot. */
  boolean isHot(int entry) {
    int block = flow.blockAt(entry);
    for (int i = 0; i < hot; i++) {
      if (regions.get(i)[0] == block) {
        return true;
      }
    }
    return false;
  }

  private static RegionPlanner planner(ControlFlow flow) {
    Dominators dominators = new Dominators(flow);
    return new RegionPlanner(flow, dominators, new Loops(flow, dominators));
  }

  /** A plan for the loop whose header starts at {@code pc}; {@code null} if there is no such loop. */
  static RegionPlan ofLoop(Liveness liveness, RegionLimits limits, int pc) {
    ControlFlow flow = liveness.flow;
    int header = flow.blockAt(pc);
    if (header < 0) {
      return null;
    }
    Dominators dominators = new Dominators(flow);
    Loops loops = new Loops(flow, dominators);
    if (!loops.isHeader(header)) {
      return null;
    }
    RegionPlanner planner = new RegionPlanner(flow, dominators, loops);
    return new RegionPlan(liveness, planner, limits, planner.cut(loops.blocks(header), limits));
  }

  /** A plan in which each of the blocks at the given pcs that can be reached is a region of its own. */
  static RegionPlan ofBlocks(Liveness liveness, int[] pcs) {
    ControlFlow flow = liveness.flow;
    List<int[]> regions = new ArrayList<>(pcs.length);
    for (int pc : pcs) {
      int block = flow.blockAt(pc);
      if (block >= 0) {
        regions.add(new int[] {block});
      }
    }
    return new RegionPlan(liveness, null, RegionLimits.DEFAULT, regions);
  }

  /** How many regions there are; more once one has turned out too long and been cut again. */
  int size() {
    return regions.size();
  }

  /** The pc at which the region with the given index is entered. */
  int entry(int index) {
    return flow.start[regions.get(index)[0]];
  }

  /** Whether the region with the given index can be compiled at all. */
  boolean isCompilable(int index) {
    return !flow.is(ControlFlow.INTERPRETED, regions.get(index)[0]);
  }

  /**
   * Whether the region with the given first block is to be a JVM method that compiled code calls. A tail call in another region of
   * its function would be made by a driver for which the method waits; a chain of such calls would nest drivers.
   */
  private boolean isFunction(int top) {
    if (top != 0 || !flow.canBeCalled()) {
      return false;
    }
    int tailCalls = 0;
    for (int block = 0; block < flow.count; block++) {
      tailCalls += endsInTailCall(block);
    }
    for (int block : blocksOf[0]) {
      tailCalls -= endsInTailCall(block);
    }
    return tailCalls == 0;
  }

  private int endsInTailCall(int block) {
    return flow.stencils.form(flow.code[flow.last[block]]).flow.isTailCall() ? 1 : 0;
  }

  /**
   * The class file of the region with the given entry. If it gets too long it is cut again, which adds regions to the plan.
   *
   * @return {@code null} if not even its first block fits, so that the interpreter has to run it
   */
  RegionFile emit(int entry) {
    int top = flow.blockAt(entry);
    if (flow.is(ControlFlow.INTERPRETED, top)) {
      return null;
    }
    RegionEmitter emitter = flow.stencils.takeEmitter();
    RegionFile file = emit(emitter, top);
    flow.stencils.putBack(emitter);
    return file;
  }

  private RegionFile emit(RegionEmitter emitter, int top) {
    RegionLimits lower = limits;
    RegionFile file = emitter.emit(liveness, blocksOf[top], maxBytes(top), isFunction(top));
    while (file == null && blocksOf[top].length > 1) {
      planner = planner == null ? planner(flow) : planner;
      replace(top, planner.cut(blocksOf[top], lower));
      lower = lower.half();
      file = emitter.emit(liveness, blocksOf[top], maxBytes(top), isFunction(top));
    }
    return file != null || !isFunction(top) ? file : emitter.emit(liveness, blocksOf[top], maxBytes(top), false);
  }

  /**
   * How long the code of a region may get. What was planned by estimates can turn out longer, by its exits, and HotSpot then
   * stops to inline what is left. A block alone cannot be cut.
   */
  private int maxBytes(int top) {
    int bodies = 0;
    for (int block : blocksOf[top]) {
      bodies += flow.inlinedBytes[block] - flow.bytes[block];
    }
    return blocksOf[top].length == 1 ? HARD_LIMIT : Math.min(HARD_LIMIT, RegionLimits.WHOLE_FUNCTION - bodies);
  }

  /** How many instructions the region with the given entry has. */
  int instructions(int entry) {
    int count = 0;
    for (int block : blocksOf[flow.blockAt(entry)]) {
      count += flow.instructions[block];
    }
    return count;
  }

  /**
   * The pcs at which the driver goes on with what the region with the given entry has begun: where fast calls return to that have
   * not been fast after all, behind opcodes that suspend the guest, and at handlers of exceptions.
   */
  int[] resumePoints(int entry) {
    int[] points = new int[4];
    int count = 0;
    for (int block : blocksOf[flow.blockAt(entry)]) {
      int last = flow.last[block];
      StencilForm form = flow.stencils.form(flow.code[last]);
      boolean isCatch = flow.code[last] == Convention.CATCH;
      if (isCatch || form.flow == Flow.SUSPEND || flow.isFastCall(form, last)) {
        points = count == points.length ? java.util.Arrays.copyOf(points, 2 * count) : points;
        points[count++] = isCatch ? flow.code[last + form.targetWord] : flow.end[block];
      }
    }
    return java.util.Arrays.copyOf(points, count);
  }

  /** Puts parts in the place of a region. Those that start where another one does, which overlaps it, are left to that. */
  private void replace(int top, List<int[]> parts) {
    for (int[] part : parts) {
      if (part[0] == top) {
        regions.set(regions.indexOf(blocksOf[top]), part);
        blocksOf[top] = part;
      } else if (blocksOf[part[0]] == null) {
        regions.add(part);
        blocksOf[part[0]] = part;
      }
    }
  }

  ControlFlow flow() {
    return flow;
  }

  /** The blocks of the region with the given index, its entry first; numbers are those of {@link #flow}. */
  int[] blocks(int index) {
    return regions.get(index);
  }

  /** One line a region: its entry, then the ranges of pcs in the order in which they are emitted. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int[] region : regions) {
      text.append("region ").append(flow.start[region[0]]).append(':');
      int from = -1;
      int to = -1;
      for (int block : region) {
        if (flow.start[block] != to) {
          appendRange(text, from, to);
          from = flow.start[block];
        }
        to = flow.end[block];
      }
      appendRange(text, from, to);
      text.append('\n');
    }
    return text.toString();
  }

  private static void appendRange(StringBuilder text, int from, int to) {
    if (from >= 0) {
      text.append(' ').append(from).append("..").append(to);
    }
  }
}
