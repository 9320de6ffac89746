package dev.lockstep.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what of one program is compiled, when, and what is discarded for it. Thread-safe.
 *
 * <p>In place, whatever is compiled is compiled by the machine that needs it first, and the others wait. In the background a
 * machine only leaves a request and goes on in the interpreter; it never waits for {@code this}, which is locked while
 * something is compiled.
 */
final class Tiers {

  /**
   * How many words of code may be looked at for the sake of single loops and resume points, each of which takes a look at its
   * whole function.
   */
  private static final long MAX_LOOP_WORK = 20_000_000;

  /** A function that is discarded again and again has to get twice as hot each time, up to this power of two. */
  private static final int MAX_SHIFT = 16;

  // What is known of a function.
  private static final byte PLANNED = 1;
  private static final byte INTERPRETED = 2;

  private final Program program;
  private final Tiering tiering;
  private final Region pendingResume = new PendingResume(this);
  private final CompilationQueue queue;
  private RegionCompiler compiler;

  // By the index of the function; made once something is hot.
  private byte[] state;
  private byte[] timesDiscarded;

  /** The functions with compiled code, those first compiled first. */
  private final ArrayDeque<Function> byAge = new ArrayDeque<>(0);

  private long loopWork;
  private final List<Function> tooLarge = new ArrayList<>(0);
  private final List<CompilationFailure> failures = new ArrayList<>(0);

  Tiers(Program program) {
    this.program = program;
    tiering = program.tiering();
    queue = tiering.inPlace() ? null : new CompilationQueue(this);
  }

  // What machines call

  /** The counter of the function with the given entry has run down. */
  void hotEntry(int entry) {
    if (queue == null) {
      planInPlace(entry);
    } else {
      boolean isAsked = ask(CompilationQueue.Reason.CALLS, entry, null);
      program.code[entry + Convention.COUNTER] = isAsked ? Integer.MAX_VALUE : tiering.calls();
    }
  }

  private synchronized void planInPlace(int entry) {
    try {
      planAll(entry);
    } catch (RuntimeException e) {
      throw failed(entry, e);
    }
    // Only now: until the regions are there, other machines come here too and wait.
    program.code[entry + Convention.COUNTER] = Integer.MAX_VALUE;
  }

  /** The counter in word {@code counter} of a branch back to {@code target} has run down. */
  void hotLoop(int target, int counter) {
    if (queue == null) {
      program.code[counter] = Integer.MAX_VALUE;
      planLoopInPlace(target);
    } else {
      boolean isAsked = program.isRegionEntry(target) || ask(CompilationQueue.Reason.BACK_EDGES, target, null);
      program.code[counter] = isAsked ? Integer.MAX_VALUE : tiering.backEdges();
    }
  }

  private synchronized void planLoopInPlace(int target) {
    try {
      planLoop(target);
    } catch (RuntimeException e) {
      throw failed(target, e);
    }
  }

  /** Execution has come to a region that is not compiled yet. */
  void reached(PendingRegion region, int entry) {
    if (queue == null) {
      compileInPlace(region, entry);
    } else if (program.discard(entry, region) && !ask(CompilationQueue.Reason.REACHED, entry, region)) {
      program.restartCounters(program.functionAt(entry), 0);
    }
  }

  private synchronized void compileInPlace(PendingRegion region, int entry) {
    RegionPlan plan = region.takePlan();
    if (plan == null) {
      return; // Another machine was here first.
    }
    try {
      compile(plan, entry);
    } catch (RuntimeException e) {
      throw failed(entry, e);
    } finally {
      // Whatever goes wrong, a pending region must not stay: it would be entered for ever.
      program.discard(entry, region);
    }
  }

  /** Execution has come to a place to which a callee returns, in a frame that has moved to the heap. */
  void resumed(int pc) {
    if (!program.discard(pc, pendingResume)) {
      return; // Another machine was here first.
    }
    if (queue == null) {
      resumeInPlace(pc);
    } else {
      ask(CompilationQueue.Reason.RESUMED, pc, null);
    }
  }

  private synchronized void resumeInPlace(int pc) {
    try {
      planResume(pc);
    } catch (RuntimeException e) {
      throw failed(pc, e);
    }
  }

  /** How to call the function whose counter has run down: its compiled code if it has any now, else {@code entry}. */
  Entry compiled(Entry entry) {
    int pc = entry.entry();
    hotEntry(pc);
    if (queue == null && program.regionAt(pc) instanceof PendingRegion pending) {
      compileInPlace(pending, pc);
    }
    return program.entries[program.functionAt(pc).index()];
  }

  private boolean ask(CompilationQueue.Reason reason, int pc, PendingRegion pending) {
    return queue.offer(new CompilationQueue.Request(reason, pc, pending));
  }

  /** An error, since a guest's trap rules would make a trap of an exception, as if an opcode had thrown it. */
  private Error failed(int pc, RuntimeException cause) {
    return new AssertionError("the region compiler failed at pc " + pc + " of " + program.functionAt(pc), cause);
  }

  // What the thread in the background calls

  /** Compiles what has been asked for first; returns whether there is more. */
  boolean compileNext() {
    compile(queue.take());
    return queue.hasMore();
  }

  private synchronized void compile(CompilationQueue.Request request) {
    try {
      switch (request.reason()) {
        case CALLS -> planAll(request.pc());
        case BACK_EDGES -> planLoop(request.pc());
        case REACHED -> {
          RegionPlan plan = request.pending().takePlan();
          if (stateOf(program.functionAt(request.pc())) != INTERPRETED && !program.isRegionEntry(request.pc())) {
            compile(plan, request.pc());
          }
        }
        case RESUMED -> planResume(request.pc());
      }
    } catch (Throwable e) {
      // Nobody waits for this: not an error of the JVM's, such as one of verification, either.
      Function function = program.functionAt(request.pc());
      failures.add(new CompilationFailure(function, request.pc(), e));
      leaveInterpreted(function);
    }
  }

  // What is done under the lock

  private void planAll(int entry) {
    Function function = program.functionAt(entry);
    if (isOff() || stateOf(function) == INTERPRETED || queue == null && stateOf(function) == PLANNED) {
      return;
    }
    state[function.index()] = PLANNED;
    RegionPlan plan =
        tiering.mode() == Tiering.Mode.STRESS
            ? compiler().planStress(function, tiering.seed())
            : compiler().plan(function, entry);
    installAll(function, plan, entry);
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
    installAll(function, compiler().plan(function, target), target);
  }

  private void planResume(int pc) {
    Function function = program.functionAt(pc);
    if (stateOf(function) == INTERPRETED || loopWork > MAX_LOOP_WORK) {
      return;
    }
    loopWork += function.end() - function.entry();
    installAll(function, compiler().planFrom(function, pc), pc);
  }

  private boolean isOff() {
    return tiering.mode() == Tiering.Mode.INTERPRETER;
  }

  private byte stateOf(Function function) {
    if (state == null) {
      state = new byte[program.functions().size()];
      timesDiscarded = new byte[state.length];
    }
    return state[function.index()];
  }

  private RegionCompiler compiler() {
    if (compiler == null) {
      compiler = new RegionCompiler(program, RegionLimits.DEFAULT);
    }
    return compiler;
  }

  /** Installs the regions of {@code plan}, to be compiled when they are reached, as {@code root} already has been. */
  private void installAll(Function function, RegionPlan plan, int root) {
    if (plan == null) {
      tooLarge.add(function);
      leaveInterpreted(function);
      return;
    }
    if (queue == null || program.isRegionEntry(root)) {
      installPending(plan, 0);
    } else {
      // The root is compiled now, so no region stands there until then, for machines to run into.
      installPending(plan, 1);
      compile(plan, root);
    }
  }

  private void leaveInterpreted(Function function) {
    state[function.index()] = INTERPRETED;
    byAge.remove(function);
    program.discard(function);
  }

  private void installPending(RegionPlan plan, int from) {
    for (int i = from; i < plan.size(); i++) {
      int entry = plan.entry(i);
      if (plan.isCompilable(i) && !program.isRegionEntry(entry)) {
        program.install(entry, new PendingRegion(this, plan));
      }
    }
  }

  private void compile(RegionPlan plan, int entry) {
    int size = plan.size();
    Region region = compiler().compile(plan, entry);
    if (region != null) {
      Function function = program.functionAt(entry);
      if (!makeRoom(function, region.bytes)) {
        return;
      }
      program.install(entry, region);
    }
    installPending(plan, size);
    for (int point : plan.resumePoints(entry)) {
      if (!program.isRegionEntry(point)) {
        program.install(point, pendingResume);
      }
    }
  }

  /**
   * Discards whole functions, those first compiled first, until one more region of {@code function} is within the bounds.
   *
   * @return whether the region is still wanted; not if its own function had to go
   */
  private boolean makeRoom(Function function, int bytes) {
    boolean isWanted = true;
    while (program.regionsHeld() == tiering.maxRegions() || program.bytesHeld() + bytes > tiering.maxBytes()) {
      Function oldest = byAge.remove();
      if (oldest == function && !byAge.isEmpty()) {
        byAge.add(oldest);
      } else {
        discard(oldest);
        isWanted &= oldest != function;
      }
    }
    if (isWanted && !byAge.contains(function)) {
      byAge.add(function);
    }
    return isWanted;
  }

  /** Makes {@code function} what it was at first, except that it takes longer to get hot. */
  private void discard(Function function) {
    int index = function.index();
    program.discard(function);
    state[index] = 0;
    timesDiscarded[index] = (byte) Math.min(MAX_SHIFT, timesDiscarded[index] + 1);
    program.restartCounters(function, timesDiscarded[index]);
  }

  /** What has been compiled so far. */
  synchronized CompilationStatistics statistics() {
    return compiler == null ? CompilationStatistics.NONE : compiler.statistics(List.copyOf(failures));
  }

  /** The functions that stay interpreted because analysing them would take too much memory. */
  synchronized List<Function> tooLarge() {
    return List.copyOf(tooLarge);
  }
}
