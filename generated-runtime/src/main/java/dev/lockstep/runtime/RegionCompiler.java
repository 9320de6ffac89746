package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Plans the regions of one program and makes them. Not thread-safe. */
final class RegionCompiler {

  private static final int[] NO_CUTS = {};

  private final Program program;
  private final RegionLimits limits;
  private final StencilTable stencils;

  // What was analysed last: the loops of one function get hot one after the other.
  private Function lastFunction;
  private Liveness lastAnalysed;

  // What has been done so far.
  private int regions;
  private long instructions;
  private long bytes;
  private long planNanos;
  private long emitNanos;
  private long defineNanos;

  /** A compiler for {@code program}; refuses stencils generated from another version of the instruction set. */
  RegionCompiler(Program program, RegionLimits limits) {
    this.program = program;
    this.limits = limits;
    stencils = program.table().stencilTable();
    program.fillEntries();
  }

  /**
   * Plans the regions of {@code function} as far as they can be reached from {@code root}, its entry or the header of a
   * loop. With the latter only the loop is planned: the loop around it then becomes hot by itself and gets a region with the
   * right shape, while from the inner header all of it would look like one loop with two ways back.
   *
   * @return {@code null} if the function is too large to be analysed
   */
  RegionPlan plan(Function function, int root) {
    long begin = System.nanoTime();
    if (lastFunction != function) {
      lastAnalysed = Liveness.of(flow(function, function.entry(), true, NO_CUTS));
      lastFunction = function;
    }
    RegionPlan plan = null;
    if (lastAnalysed != null) {
      plan =
          root == function.entry()
              ? RegionPlan.of(lastAnalysed, limits)
              : RegionPlan.ofLoop(lastAnalysed, limits, root);
      if (plan == null) {
        plan = planAll(flow(function, root, true, NO_CUTS));
      }
    }
    planNanos += System.nanoTime() - begin;
    return plan;
  }

  /**
   * Plans all of a function, of which a profile says how often what the entry leads to has run, with a region that starts at {@code
   * root}.
   */
  RegionPlan planProfiled(Function function, int root, FlowCounts counts) {
    long begin = System.nanoTime();
    // Planning changes what is an entry, so each plan takes a graph of its own.
    ControlFlow flow = flow(function, function.entry(), true, NO_CUTS);
    RegionPlan plan = RegionPlan.profiled(Liveness.of(flow), limits, root, counts);
    planNanos += System.nanoTime() - begin;
    return plan;
  }

  /** A profile of {@code function}, which has been planned before. */
  BlockProfile profile(Tiers tiers, Function function) {
    return new BlockProfile(tiers, flow(function, function.entry(), true, NO_CUTS));
  }

  /**
   * Plans what runs from {@code root} on, where the driver goes on, up to the next opcodes that suspend the guest: behind them it
   * goes on in regions of their own, which would all be in this one, too.
   *
   * @return {@code null} if the function is too large to be analysed
   */
  RegionPlan planFrom(Function function, int root) {
    long begin = System.nanoTime();
    ControlFlow flow = flow(function, root, true, NO_CUTS);
    for (int block = 0; block < flow.count; block++) {
      if (flow.is(ControlFlow.GOES_ON, block)) {
        flow.flags[block] |= ControlFlow.ENTRY;
      }
    }
    RegionPlan plan = planAll(flow);
    planNanos += System.nanoTime() - begin;
    return plan;
  }

  /** Plans a region of the instruction at {@code pc} alone; {@code null} if its function is too large to be analysed. */
  RegionPlan planInstruction(int pc) {
    Function function = program.functionAt(pc);
    int[] cuts = {pc - function.entry(), program.after(pc) - function.entry()};
    ControlFlow flow = flow(function, function.entry(), false, cuts);
    if (flow.blockAt(pc) < 0) {
      flow = flow(function, pc, false, cuts);
    }
    return planBlocks(flow, new int[] {pc});
  }

  /**
   * Plans regions of one to three consecutive instructions of {@code function} at about half of all places, chosen by {@code
   * seed}; {@code null} if the function is too large to be analysed.
   */
  RegionPlan planStress(Function function, long seed) {
    Random random = new Random(seed * 31 + function.index());
    int[] chosen = new int[16];
    int[] cuts = new int[32];
    int count = 0;
    int pc = function.entry();
    while (pc < function.end()) {
      if (random.nextBoolean()) {
        if (count == chosen.length) {
          chosen = Arrays.copyOf(chosen, 2 * count);
          cuts = Arrays.copyOf(cuts, 4 * count);
        }
        chosen[count] = pc;
        cuts[2 * count] = pc - function.entry();
        for (int left = random.nextInt(3); left > 0; left--) {
          int after = program.after(pc);
          pc = after < function.end() ? after : pc;
        }
        cuts[2 * count++ + 1] = program.after(pc) - function.entry();
      }
      pc = program.after(pc);
    }
    ControlFlow flow = flow(function, function.entry(), false, Arrays.copyOf(cuts, 2 * count));
    return planBlocks(flow, Arrays.copyOf(chosen, count));
  }

  private ControlFlow flow(Function function, int root, boolean withFastCalls, int[] cuts) {
    return new ControlFlow(new RawBlocks(program, function, stencils, withFastCalls, cuts), root);
  }

  private RegionPlan planAll(ControlFlow flow) {
    Liveness liveness = Liveness.of(flow);
    return liveness == null ? null : RegionPlan.of(liveness, limits);
  }

  private RegionPlan planBlocks(ControlFlow flow, int[] pcs) {
    Liveness liveness = Liveness.of(flow);
    return liveness == null ? null : RegionPlan.ofBlocks(liveness, pcs);
  }

  /** Makes the region of {@code plan} that is entered at {@code entry}; {@code null} if the interpreter has to run that. */
  Region compile(RegionPlan plan, int entry) {
    long begin = System.nanoTime();
    RegionFile file = plan.emit(entry);
    long emitted = System.nanoTime();
    emitNanos += emitted - begin;
    if (file == null) {
      return null;
    }
    Region region = define(file);
    if (region instanceof Entry function) {
      function.isBindable = !plan.isCut();
    }
    if (program.crossings() != null) {
      region = program.crossings().counting(region, program.functionAt(entry));
    }
    defineNanos += System.nanoTime() - emitted;
    bytes += region.bytes;
    instructions += plan.instructions(entry);
    regions++;
    return region;
  }

  private Region define(RegionFile file) {
    try {
      return Region.define(stencils.stencils().lookup(), file, program.entries);
    } catch (ReflectiveOperationException e) { // The JVM has loaded that one, for the verifier.
      throw new IllegalStateException("the lookup of the stencils of " + program.table().name() + " has no package access", e);
    }
  }

  /** What has been done so far. */
  CompilationStatistics statistics(List<CompilationFailure> failures) {
    return new CompilationStatistics(
        regions,
        instructions,
        bytes,
        program.regionsHeld(),
        program.bytesHeld(),
        planNanos / 1000,
        emitNanos / 1000,
        defineNanos / 1000,
        failures);
  }
}
