package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides what of one program is compiled, and when. Thread-safe: whatever is compiled is compiled by the machine that needs
 * it first, the others wait.
 */
final class Tiers {

  /**
   * How many words of code may be looked at for the sake of single loops and resume points, each of which takes a look at its
   * whole function.
   */
  private static final long MAX_LOOP_WORK = 20_000_000;

  private final Program program;
  private final Region pendingResume = new PendingResume(this);
  private RegionCompiler compiler;
  private boolean[] compiled;
  private long loopWork;
  private final List<Function> tooLarge = new ArrayList<>(0);

  Tiers(Program program) {
    this.program = program;
  }

  /** The counter of the function with the given entry has run down. */
  synchronized void hotEntry(int entry) {
    try {
      planAll(program.functionAt(entry), entry);
    } catch (RuntimeException e) {
      throw failed(entry, e);
    }
    // Only now: until the regions are there, other machines come here too and wait.
    program.spend(entry + Convention.COUNTER);
  }

  private void planAll(Function function, int entry) {
    if (compiled == null) {
      compiled = new boolean[program.functions().size()];
    }
    if (isOff() || compiled[function.index()]) {
      return;
    }
    compiled[function.index()] = true;
    if (program.tiering().mode() == Tiering.Mode.STRESS) {
      installAll(function, compiler().planStress(function, program.tiering().seed()));
    } else {
      installAll(function, compiler().plan(function, entry));
    }
  }

  /** The counter in word {@code counter} of a branch back to {@code target} has run down. */
  synchronized void hotLoop(int target, int counter) {
    program.spend(counter);
    Function function = program.functionAt(target);
    if (isOff()
        || program.tiering().mode() == Tiering.Mode.STRESS
        || program.isRegionEntry(target)
        || tooLarge.contains(function)
        || loopWork > MAX_LOOP_WORK) {
      return;
    }
    loopWork += function.end() - function.entry();
    try {
      installAll(function, compiler().plan(function, target));
    } catch (RuntimeException e) {
      throw failed(target, e);
    }
  }

  /** An error, since a guest's trap rules would make a trap of an exception, as if an opcode had thrown it. */
  private Error failed(int pc, RuntimeException cause) {
    return new AssertionError("the region compiler failed at pc " + pc + " of " + program.functionAt(pc), cause);
  }

  private boolean isOff() {
    return program.tiering().mode() == Tiering.Mode.INTERPRETER;
  }

  private RegionCompiler compiler() {
    if (compiler == null) {
      compiler = new RegionCompiler(program, RegionLimits.DEFAULT);
    }
    return compiler;
  }

  /** Installs the regions of {@code plan}, to be compiled when they are reached. */
  private void installAll(Function function, RegionPlan plan) {
    if (plan == null) {
      tooLarge.add(function);
    } else {
      installPending(plan, 0);
    }
  }

  private void installPending(RegionPlan plan, int from) {
    for (int i = from; i < plan.size(); i++) {
      int entry = plan.entry(i);
      if (plan.isCompilable(i) && !program.isRegionEntry(entry)) {
        program.install(entry, new PendingRegion(this, plan));
      }
    }
  }

  /** Execution has come to a region that is not compiled yet. */
  synchronized void reached(PendingRegion region, int entry) {
    RegionPlan plan = region.takePlan();
    if (plan != null) {
      compile(plan, entry);
    }
  }

  private void compile(RegionPlan plan, int entry) {
    int size = plan.size();
    Region region = null;
    try {
      region = compiler().compile(plan, entry);
    } catch (RuntimeException e) {
      throw failed(entry, e);
    } finally {
      // Whatever goes wrong, a pending region must not stay: it would be entered for ever.
      if (region == null) {
        program.discard(entry);
      } else {
        program.install(entry, region);
      }
    }
    installPending(plan, size);
    for (int point : plan.resumePoints(entry)) {
      if (!program.isRegionEntry(point)) {
        program.install(point, pendingResume);
      }
    }
  }

  /** Execution has come to a place to which a callee returns, in a frame that has moved to the heap. */
  synchronized void resumed(int pc) {
    if (program.regionAt(pc) != pendingResume) {
      return; // Another machine was here first.
    }
    program.discard(pc);
    Function function = program.functionAt(pc);
    if (loopWork <= MAX_LOOP_WORK) {
      loopWork += function.end() - function.entry();
      try {
        RegionPlan plan = compiler().planFrom(function, pc);
        if (plan != null) {
          installPending(plan, 0);
        }
      } catch (RuntimeException e) {
        throw failed(pc, e);
      }
    }
  }

  /** How to call the function whose counter has run down: its compiled code if it has any now, else {@code entry}. */
  synchronized Entry compiled(Entry entry) {
    int pc = entry.entry();
    hotEntry(pc);
    if (program.regionAt(pc) instanceof PendingRegion pending) {
      reached(pending, pc);
    }
    return program.entries[program.functionAt(pc).index()];
  }

  /** What has been compiled so far. */
  synchronized CompilationStatistics statistics() {
    return compiler == null ? CompilationStatistics.NONE : compiler.statistics();
  }

  /** The functions that stay interpreted because analysing them would take too much memory. */
  synchronized List<Function> tooLarge() {
    return List.copyOf(tooLarge);
  }
}
