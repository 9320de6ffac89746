package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides what of one program is compiled, and when. Thread-safe: whatever is compiled is compiled by the machine that needs
 * it first, the others wait.
 */
final class Tiers {

  /** How many words of code may be looked at for the sake of single loops; each loop takes a look at its whole function. */
  private static final long MAX_LOOP_WORK = 20_000_000;

  private final Program program;
  private RegionCompiler compiler;
  private boolean[] compiled;
  private long loopWork;
  private final List<Function> tooLarge = new ArrayList<>(0);

  Tiers(Program program) {
    this.program = program;
  }

  /** The counter of the function with the given entry has run down. */
  synchronized void hotEntry(int entry) {
    program.code[entry + Convention.COUNTER] = Integer.MAX_VALUE;
    Function function = program.functionAt(entry);
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
    program.code[counter] = Integer.MAX_VALUE;
    Function function = program.functionAt(target);
    if (isOff()
        || program.tiering().mode() == Tiering.Mode.STRESS
        || program.isRegionEntry(target)
        || tooLarge.contains(function)
        || loopWork > MAX_LOOP_WORK) {
      return;
    }
    loopWork += function.end() - function.entry();
    installAll(function, compiler().plan(function, target));
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
    } finally {
      // Whatever goes wrong, a pending region must not stay: it would be entered for ever.
      if (region == null) {
        program.discard(entry);
      } else {
        program.install(entry, region);
      }
    }
    installPending(plan, size);
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
