package dev.lockstep.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What is compiled of each function of one program, how it is cut for that, and what is discarded for it. Not thread-safe:
 * {@link Tiers} holds its lock, but for {@link #pendingResume}.
 */
final class FunctionTiers {

  /**
   * How many words of code may be looked at for the sake of single loops and resume points, each of which takes a look at its
   * whole function.
   */
  private static final long MAX_LOOP_WORK = 20_000_000;

  // Why something is to be compiled: a counter has run down, a planned region has been reached, or a frame that had moved to
  // the heap goes on. No enum: a switch over one loads two classes more before the first region.
  static final int CALLS = 0;
  static final int BACK_EDGES = 1;
  static final int REACHED = 2;
  static final int RESUMED = 3;

  // The same of functions cut into regions: enough blocks have been counted, or a cold region is entered often.
  static final int PROFILED = 4;
  static final int CROSSED = 5;

  /** How often a function is profiled at most. */
  private static final int MAX_PROFILES = 4;

  /** How often regions that are not hot are entered before their function is profiled; twice as often after each but the first. */
  private static final int COLD_ENTRIES = 10_000;

  // What is known of a function.
  private static final byte PLANNED = 1;
  private static final byte INTERPRETED = 2;

  private final Tiers tiers;
  private final Program program;
  private final Tiering tiering;
  private final boolean inPlace;

  /** Where callees return to that the driver runs, until that is compiled. */
  final Region pendingResume;

  private RegionCompiler compiler;

  // By the index of the function; made once something is hot.
  private byte[] state;

  /** The same, made once something is profiled. */
  private BlockProfile[] profiles;

  /** The same, made once something is cut into regions. */
  private ColdEntries[] coldEntries;

  /** The functions with compiled code, those first compiled first. */
  private final ArrayDeque<Function> byAge = new ArrayDeque<>(0);

  private boolean keepsFirstCut;
  private long loopWork;
  private final List<Function> tooLarge = new ArrayList<>(0);
  private final List<CompilationFailure> failures = new ArrayList<>(0);

  FunctionTiers(Tiers tiers, Program program) {
    this.tiers = tiers;
    this.program = program;
    tiering = program.tiering();
    inPlace = tiering.inPlace();
    pendingResume = new PendingResume(tiers);
  }

  void keepFirstCut() {
    keepsFirstCut = true;
  }

  /** Compiles what there is a reason to. A failure in the background is noted, as is a lack of memory; others in place are thrown. */
  void compile(int reason, int pc, PendingRegion pending) {
    try {
      switch (reason) {
        case CALLS -> planAll(pc);
        case BACK_EDGES -> planLoop(pc);
        case REACHED -> compilePending(pending, pc);
        case PROFILED -> planAfterProfile(program.functionAt(pc));
        case CROSSED -> profileAgain(pc);
        default -> planResume(pc);
      }
    } catch (OutOfMemoryError e) {
      Tiers.outOfMemory();
      noteWithoutMemory(pc, e);
    } catch (Throwable e) {
      Function function = program.functionAt(pc);
      if (inPlace && e instanceof Error error) {
        throw error;
      }
      if (inPlace) {
        // An error, since a guest's trap rules would make a trap of an exception, as if an opcode had thrown it.
        throw new AssertionError("the region compiler failed at pc " + pc + " of " + function, e);
      }
      failures.add(new CompilationFailure(function, pc, e));
      leaveInterpreted(function);
    }
  }

  private void noteWithoutMemory(int pc, OutOfMemoryError error) {
    Function function = program.functionAt(pc);
    try {
      stateOf(function);
      leaveInterpreted(function);
      failures.add(new CompilationFailure(function, pc, error));
    } catch (OutOfMemoryError e) {
      // Not even for that. The function is asked for again.
    }
  }

  private void compilePending(PendingRegion pending, int pc) {
    if (mayCompilePart(program.functionAt(pc)) && !program.isRegionEntry(pc)) {
      compile(pending.plan(), pc);
    }
  }

  private void planAll(int entry) {
    Function function = program.functionAt(entry);
    if (isOff() || stateOf(function) == INTERPRETED || inPlace && stateOf(function) == PLANNED) {
      return;
    }
    state[function.index()] = PLANNED;
    RegionPlan plan =
        tiering.mode() == Tiering.Mode.STRESS
            ? compiler().planStress(function, tiering.seed())
            : compiler().plan(function, entry);
    installFirst(function, plan, entry);
  }

  /** Installs a plan, unless it takes several regions, which are better cut once it is known what is hot. */
  private void installFirst(Function function, RegionPlan plan, int root) {
    BlockProfile profile = profileOf(function);
    if (plan == null || !plan.isCut() || tiering.mode() != Tiering.Mode.MIXED) {
      installAll(function, plan, root);
    } else if (profile == null) {
      profile(function);
    } else if (!profile.isCounting()) {
      planProfiled(root);
    }
  }

  private void profile(Function function) {
    int index = function.index();
    profiles = profiles == null ? new BlockProfile[state.length] : profiles;
    if (profiles[index] == null) {
      profiles[index] = compiler().profile(tiers, function);
    }
    discard(function);
    if (coldEntries != null) {
      coldEntries[index] = null;
    }
    profiles[index].start();
  }

  /** What has been counted of the function; {@code null} if it has never been profiled. */
  private BlockProfile profileOf(Function function) {
    return profiles == null ? null : profiles[function.index()];
  }

  private void planAfterProfile(Function function) {
    program.counters().restart(function); // Counters that ran down meanwhile were not heard.
    planProfiled(function.entry());
  }

  private void planProfiled(int root) {
    Function function = program.functionAt(root);
    BlockProfile profile = profileOf(function);
    if (stateOf(function) != INTERPRETED && !profile.isCounting()) {
      installAll(function, compiler().planProfiled(function, root, profile.counts()), root);
    }
  }

  private void profileAgain(int pc) {
    Function function = program.functionAt(pc);
    if (program.regionAt(pc) instanceof CountedRegion && !isCounting(function)) {
      profile(function);
    }
  }

  private void planLoop(int target) {
    Function function = program.functionAt(target);
    if (isOff()
        || tiering.mode() == Tiering.Mode.STRESS
        || program.isRegionEntry(target)
        || stateOf(function) == INTERPRETED
        || loopWork > MAX_LOOP_WORK) {
      return;
    }
    loopWork += function.end() - function.entry();
    installFirst(function, compiler().plan(function, target), target);
  }

  private void planResume(int pc) {
    Function function = program.functionAt(pc);
    if (!mayCompilePart(function) || loopWork > MAX_LOOP_WORK) {
      return;
    }
    loopWork += function.end() - function.entry();
    installAll(function, compiler().planFrom(function, pc), pc);
  }

  /** Not while it is profiled: what was asked for before would run uncounted, or run a plan that is to be replaced. */
  private boolean mayCompilePart(Function function) {
    return stateOf(function) != INTERPRETED && !isCounting(function);
  }

  private boolean isCounting(Function function) {
    BlockProfile profile = profileOf(function);
    return profile != null && profile.isCounting();
  }

  private boolean isOff() {
    return tiering.mode() == Tiering.Mode.INTERPRETER;
  }

  private byte stateOf(Function function) {
    if (state == null) {
      state = new byte[program.maxFunctions()];
    }
    return state[function.index()];
  }

  private RegionCompiler compiler() {
    if (compiler == null) {
      compiler = new RegionCompiler(program, RegionLimits.DEFAULT);
    }
    return compiler;
  }

  /** Compiles the region at {@code root} if the plan has it; installs the others, to be compiled when they are reached. */
  private void installAll(Function function, RegionPlan plan, int root) {
    if (plan == null) {
      tooLarge.add(function);
      leaveInterpreted(function);
      return;
    }
    if (plan.size() > 0 && plan.entry(0) == root && !program.isRegionEntry(root)) {
      installPending(plan, 1);
      compile(plan, root);
    } else {
      installPending(plan, 0);
    }
  }

  private void leaveInterpreted(Function function) {
    state[function.index()] = INTERPRETED;
    discard(function);
  }

  private void installPending(RegionPlan plan, int from) {
    for (int i = from; i < plan.size(); i++) {
      int entry = plan.entry(i);
      if (plan.isCompilable(i) && !program.isRegionEntry(entry)) {
        program.install(entry, new PendingRegion(tiers, plan));
      }
    }
  }

  private void compile(RegionPlan plan, int entry) {
    int size = plan.size();
    Region region = compiler().compile(plan, entry);
    if (region != null) {
      program.counters().regionMade();
      Function function = program.functionAt(entry);
      if (!makeRoom(function, region.bytes)) {
        return;
      }
      boolean isCounted = !(region instanceof Entry) && isCounted(function, plan, entry);
      program.install(entry, isCounted ? counted(function, region) : region);
    }
    installPending(plan, size);
    for (int point : plan.resumePoints(entry)) {
      if (!program.isRegionEntry(point)) {
        program.install(point, pendingResume);
      }
    }
  }

  /** Whether to count how often a region is entered, since its function may have to be cut in another way. */
  private boolean isCounted(Function function, RegionPlan plan, int entry) {
    return plan.isCut()
        && tiering.mode() != Tiering.Mode.STRESS
        && !keepsFirstCut
        && !plan.isHot(entry)
        && !plan.flow().is(ControlFlow.GOES_ON, plan.flow().blockAt(entry))
        && timesProfiled(function) < MAX_PROFILES;
  }

  private Region counted(Function function, Region region) {
    int index = function.index();
    coldEntries = coldEntries == null ? new ColdEntries[state.length] : coldEntries;
    if (coldEntries[index] == null) {
      int timesBefore = Math.max(0, timesProfiled(function) - 1);
      coldEntries[index] = new ColdEntries(tiers, COLD_ENTRIES << timesBefore, inPlace);
    }
    return new CountedRegion(coldEntries[index], region);
  }

  private int timesProfiled(Function function) {
    BlockProfile profile = profileOf(function);
    return profile == null ? 0 : profile.starts();
  }

  /**
   * Discards whole functions until one more region of {@code function} is within the bounds: those first compiled first, but none
   * that is a constant of another one.
   *
   * @return whether the region is still wanted; not if its own function had to go
   */
  private boolean makeRoom(Function function, int bytes) {
    if (!byAge.contains(function)) {
      byAge.add(function);
    }
    while (byAge.contains(function)
        && (program.regionsHeld() == tiering.maxRegions() || program.bytesHeld() + bytes > tiering.maxBytes())) {
      Function oldest = oldestBut(function);
      program.counters().cool(oldest);
      startAnew(oldest);
    }
    return byAge.contains(function);
  }

  private Function oldestBut(Function last) {
    for (Function function : byAge) {
      if (function != last && !program.isBound(function)) {
        return function;
      }
    }
    return last;
  }

  /** Discards the region at {@code pc}, if there is one, and all code of the functions that have it as a constant. */
  void discard(int pc) {
    Function function = program.functionAt(pc);
    if (pc == function.entry()) {
      discardBinders(function);
    }
    program.discardRegion(pc);
  }

  /** Discards all code of {@code function}, and of the functions that have it as a constant. */
  private void discard(Function function) {
    discardBinders(function);
    byAge.remove(function);
    program.discard(function);
  }

  /** The functions that have this one as a constant start anew, as do those that have these. */
  private void discardBinders(Function function) {
    // No ArrayDeque: its addAll makes a class, for which there may be no memory.
    List<Function> binders = new ArrayList<>(program.binders(function));
    for (int i = 0; i < binders.size(); i++) {
      Function binder = binders.get(i);
      if (byAge.contains(binder)) {
        binders.addAll(program.binders(binder));
        startAnew(binder);
      }
    }
  }

  /** Makes {@code function} what it was at first. */
  private void startAnew(Function function) {
    byAge.remove(function);
    program.discard(function);
    state[function.index()] = 0;
    program.counters().restart(function);
    if (isCounting(function)) {
      profileOf(function).arm();
    }
  }

  CompilationStatistics statistics() {
    List<CompilationFailure> noted = List.copyOf(failures);
    return compiler == null ? CompilationStatistics.nothingBut(noted) : compiler.statistics(noted);
  }

  List<Function> tooLarge() {
    return List.copyOf(tooLarge);
  }
}
