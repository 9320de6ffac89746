package dev.lockstep.runtime;

import java.util.List;

/**
 * Decides when and by which thread what of one program is compiled; what becomes of it is up to {@link FunctionTiers}.
 * Thread-safe.
 *
 * <p>In place, whatever is compiled is compiled by the machine that needs it first, and others that need something wait. In
 * the background a machine leaves a request and goes on in the interpreter; it never waits for the lock, which is held while
 * something is compiled, unless an opcode of its discards something, or two begin at once while all is still compiled in place.
 */
final class Tiers {

  /**
   * For so long all is compiled in place, of all programs of an instruction set together, unless another machine is at it. While a
   * guest in a young JVM waited for the thread, HotSpot found the interpreter's loop hot and compiled that before any region: on two
   * cores, small WebAssembly kernels took up to three times as long.
   */
  private static final long IN_PLACE_NANOS = 50_000_000;

  /** For so long nothing new is begun once the JVM has had no memory for a class: it has looked for garbage several times then. */
  private static final long BACK_OFF_NANOS = 10_000_000_000L;

  /** Of all programs: when that was; 0 if it never was. */
  private static volatile long outOfMemoryAt;

  private final Program program;
  private final Tiering tiering;

  /** {@code null} if everything is compiled in place. */
  private final CompilationQueue queue;

  /**
   * Guarded by itself. No lock of the library: at the end of the Java stack the call that releases one may fail, and then nobody gets
   * it any more.
   */
  private final FunctionTiers functions;

  /** Whether something is being compiled. */
  private volatile boolean isCompiling;

  private boolean leavesAllToTheThread;

  Tiers(Program program) {
    this.program = program;
    tiering = program.tiering();
    queue = tiering.inPlace() ? null : new CompilationQueue(this);
    functions = new FunctionTiers(this, program);
  }

  /** For benchmarks: functions stay cut by their shape, whatever turns out to be hot. */
  void keepFirstCut() {
    functions.keepFirstCut();
  }

  /** For tests: from now on nothing is compiled in place. */
  void leaveAllToTheThread() {
    leavesAllToTheThread = true;
  }

  // What machines call

  /** The counter of the function with the given entry has run down. */
  void hotEntry(int entry) {
    count(entry + Convention.COUNTER, tiering.calls(), FunctionTiers.CALLS, entry);
  }

  /** The counter in word {@code counter} of a branch back to {@code target} has run down. */
  void hotLoop(int target, int counter) {
    count(counter, tiering.backEdges(), FunctionTiers.BACK_EDGES, target);
  }

  private void count(int counter, int start, int reason, int pc) {
    boolean isOff = start == Integer.MAX_VALUE;
    if (!isOff && !program.counters().isHot(program.functionAt(pc), counter, start)) {
      return;
    }
    program.counters().spend(counter); // Before what compiles may start it again.
    if (!isOff && !request(reason, pc, null)) {
      program.counters().restart(counter, start);
    }
  }

  /** Execution has come to a region that is not compiled yet. */
  void reached(PendingRegion region, int pc) {
    // The first machine gets it compiled; it and others go on in the interpreter until it is.
    if (program.discard(pc, region) && !request(FunctionTiers.REACHED, pc, region)) {
      program.counters().restart(program.functionAt(pc));
    }
  }

  /** The driver goes on with what compiled code has begun. */
  void resumed(int pc) {
    if (program.discard(pc, functions.pendingResume)) {
      request(FunctionTiers.RESUMED, pc, null);
    }
  }

  /** Enough blocks of a function have been counted. */
  void profiled(Function function) {
    if (!request(FunctionTiers.PROFILED, function.entry(), null)) {
      program.counters().restart(function);
    }
  }

  /** A region that is not hot, as far as is known, has been entered often. */
  void crossed(int pc) {
    request(FunctionTiers.CROSSED, pc, null);
  }

  /** How to call the function whose counter has run down: its compiled code if it has any now, else {@code entry}. */
  Entry compiled(Entry entry) {
    hotEntry(entry.entry());
    return program.entries[program.functionAt(entry.entry()).index()];
  }

  /** Has something compiled, here or in the background; returns whether it is or will be looked at. */
  private boolean request(int reason, int pc, PendingRegion pending) {
    if (isRefused(reason)) {
      return false;
    }
    InstructionTable table = program.table();
    if (queue != null && (leavesAllToTheThread || table.nanosInPlace > IN_PLACE_NANOS || isCompiling)) {
      return queue.offer(new CompilationQueue.Request(reason, pc, pending));
    }
    long begin = System.nanoTime();
    compile(reason, pc, pending);
    table.nanosInPlace += System.nanoTime() - begin; // What is lost if two add at once makes no difference.
    return true;
  }

  private void compile(int reason, int pc, PendingRegion pending) {
    synchronized (functions) {
      isCompiling = true;
      try {
        functions.compile(reason, pc, pending);
      } finally {
        isCompiling = false;
      }
    }
  }

  /** The JVM has no memory for what was to be compiled. */
  static void outOfMemory() {
    outOfMemoryAt = System.nanoTime() | 1;
  }

  /** What has been begun goes on, or it would not be asked for again. */
  private static boolean isRefused(int reason) {
    boolean begins = reason == FunctionTiers.CALLS || reason == FunctionTiers.BACK_EDGES;
    return begins && outOfMemoryAt != 0 && System.nanoTime() - outOfMemoryAt < BACK_OFF_NANOS;
  }

  /** Discards the region at {@code pc}, if there is one, and with it what has it as a constant. */
  void discard(int pc) {
    synchronized (functions) {
      functions.discard(pc);
    }
  }

  // What the thread in the background calls

  /** Compiles what has been asked for first. */
  void compileNext() {
    CompilationQueue.Request request = queue.take();
    if (isRefused(request.reason())) {
      program.counters().restart(program.functionAt(request.pc()));
      return;
    }
    compile(request.reason(), request.pc(), request.pending());
  }

  /** Whether more has been asked for; if not, the next request calls the thread again. */
  boolean hasMoreToCompile() {
    return queue.hasMore();
  }

  /** What has been compiled so far. */
  CompilationStatistics statistics() {
    synchronized (functions) {
      return functions.statistics();
    }
  }

  /** The functions that stay interpreted because analysing them would take too much memory. */
  List<Function> tooLarge() {
    synchronized (functions) {
      return functions.tooLarge();
    }
  }
}
