package dev.lockstep.runtime;

/**
 * One run of an invocation on its machine: how its compiled functions, which are JVM methods, and its drivers work together.
 * Drivers nest, one inside the other, frames move from the Java stack to the heap, and tail calls are made on behalf of compiled
 * code. Not thread-safe.
 *
 * <p>While frames move, {@link Machine#resume} is set, and each method that is left links the last frame moved to its own.
 */
final class Activation {

  private static final int NO_FRAME = -1;

  /** The link of a frame that there is not yet. */
  private static final int NO_LINK = -1;

  private final Machine m;
  private final Program program;

  /** Where in the slots the last frame moved starts. */
  private int callee;

  /** Where it has its link, which its caller writes; {@link #NO_LINK} if its function has refused to run. */
  private int linkOfCallee;

  /** The frame of a compiled function whose tail call, if it makes one, is looked for without {@link Machine#attention}. */
  private int lookedFor = NO_FRAME;

  /** The pc before which the guest has stopped; 0 as long as it has not. */
  private int suspendedAt;

  /** Whether an opcode has stopped it. */
  private boolean yielded;

  /** What the guest raises; {@code null} as long as it has raised nothing. */
  private Raises raises;

  /** Whether the guest is to stop once compiled frames have moved to the heap. */
  private boolean stopping;

  /** How far from a frame that the innermost driver enters another one may start that calls, see {@link JavaStack}. */
  private int budget;

  /** How many drivers compiled code is waiting for. */
  private int nesting;

  /** How many slots stand for the Java stack that nested tail calls take; 0 if the program has none. */
  private final int reserved;

  /** How many slots behind the limit frames may reach: one that starts there, and one that it calls. */
  private final int beyond;

  /** One of a machine whose frames on the Java stack span no more slots than {@code budget}. */
  Activation(Machine machine, int budget) {
    m = machine;
    program = machine.program();
    this.budget = budget;
    reserved = program.hasTailCalls() ? JavaStack.TAIL_CALLS * JavaStack.TAIL_CALL : 0;
    beyond = 2 * program.maxFrameSize();
  }

  // How a guest stops

  /** Stops the guest, whose state is in the heap, before {@code pc}; returns the pc at which the driver stops. */
  int suspend(int pc) {
    stopping = true;
    suspendedAt = pc;
    return 0;
  }

  /** The same because an opcode has said so. */
  int yieldAt(int pc) {
    yielded = true;
    return suspend(pc);
  }

  /** The pc before which the guest has stopped; 0 if it has not. */
  int suspendedAt() {
    return suspendedAt;
  }

  /** Why and where the guest has stopped. */
  Suspension suspension() {
    Suspension.Reason reason = Suspension.Reason.INTERRUPTED;
    if (yielded) {
      reason = Suspension.Reason.OPCODE;
    } else if (lacksFuel()) {
      reason = Suspension.Reason.OUT_OF_FUEL;
    }
    return new Suspension(
        reason, program.functionAt(suspendedAt).name(), suspendedAt, program.sourcePositionAt(suspendedAt));
  }

  private boolean lacksFuel() {
    int[] pristine = program.pristine();
    return pristine[suspendedAt] == Convention.CHARGE && m.fuel < pristine[suspendedAt + 1];
  }

  /** What the guest raises, on its way to who catches it. */
  Raises raises() {
    if (raises == null) {
      raises = new Raises(m, this);
    }
    return raises;
  }

  // Drivers

  /** Whether compiled code waits for the innermost driver. */
  boolean isNested() {
    return nesting > 0;
  }

  /**
   * The driver enters compiled code in the frame at {@code fp}, which takes as much more Java stack as {@code more} slots. There is
   * room in the heap for all frames that may come to be on the Java stack, so that they find it whenever they move.
   */
  void enter(int fp, int more) {
    m.limit = Math.min(budget - more - reserved, m.lastCaller - fp) + fp;
    m.tailCalls = JavaStack.TAIL_CALLS;
    if (m.limit + beyond > m.slots.length) {
      reserve();
    }
  }

  /** Makes that room. Without memory only those frames call for whose callees there is some. */
  private void reserve() {
    if (m.stack().lacksMemory() || m.room(m.limit + beyond) == null) {
      m.limit = m.slots.length - beyond;
    }
  }

  /**
   * Runs a function that has no compiled code of its own, whose arguments are in its frame at {@code base}, on behalf of
   * compiled code, and waits for its end.
   *
   * @return the result; anything if {@link Machine#resume} is set, because no more drivers may nest
   */
  long nest(int entry, int base) {
    if (!mayNest(base)) {
      refuse(entry, base);
      return 0;
    }
    int caller = m.fp;
    int pc = Core.call(m, m.slots, m.code, base, entry, 0, 0); // The link leads to pc 0, which stops the driver.
    return drive(pc, base, caller);
  }

  /**
   * Runs the rest of a compiled function, from {@code pc} on, on its behalf, and waits for its end. Its frame at {@code base}
   * is in the heap, but for the link.
   *
   * @return as of {@link #nest}
   */
  long goOn(int pc, int base, int link) {
    int caller = m.fp;
    m.fp = base;
    if (!mayNest(base)) {
      unwindFrom(m.limit == Entry.STOPS ? suspend(pc) : m.limit == Entry.YIELDS ? yieldAt(pc) : pc, base, link);
      return 0;
    }
    m.slots[link] = 0; // Stops the driver.
    return drive(pc, base, caller);
  }

  /** Whether one more driver may run, for which compiled code waits, in a frame at {@code base}. */
  private boolean mayNest(int base) {
    return m.limit >= base + JavaStack.DRIVER;
  }

  /**
   * Runs from {@code pc} on, in the frame at {@code base}, in a driver for which compiled code waits; if it stops early the
   * frame stays the current one.
   *
   * @return as of {@link #nest}
   */
  private long drive(int pc, int base, int caller) {
    int callerBudget = budget;
    int callerLimit = m.limit;
    int callerTailCalls = m.tailCalls;
    budget = m.limit - base - JavaStack.DRIVER;
    nesting++;
    int innermost = caller;
    try {
      m.loop(pc);
      innermost = suspendedAt == 0 ? caller : m.fp;
    } finally {
      nesting--;
      budget = callerBudget;
      m.limit = callerLimit;
      m.tailCalls = callerTailCalls;
      m.fp = innermost;
    }
    if (suspendedAt != 0) {
      unwindFrom(0, base, outermostLink());
    }
    return m.slots[base];
  }

  /** Where the link is that leads out of the driver which has stopped. */
  private int outermostLink() {
    HeapFrames frames = new HeapFrames(program, m.slots, m.fp, suspendedAt);
    while (frames.toCaller()) {
      // Up to the last one.
    }
    return frames.link();
  }

  // Tail calls

  /**
   * Whether a driver that enters a compiled function in the frame with the link {@code back} leaves it to the compiled code that
   * waits for it: the function is the last one that the driver would run, to which another one has given way. Drivers would nest
   * for each such tail call.
   */
  boolean handsOver(long back) {
    return (int) back == 0 && nesting > 0 && reserved > 0;
  }

  /** A compiled function whose frame was at {@code base} has made a tail call; {@code pc} is what its handler returned. */
  void tailCall(int pc, int base) {
    if (pc == 0) {
      m.fp = base;
      unwindFrom(0, base, base + program.functionAt(suspendedAt).link());
    } else {
      m.tail = pc;
      if (base != lookedFor) {
        m.attention = true;
      }
    }
  }

  /**
   * Who calls the compiled function whose frame starts at {@code base} looks at {@link Machine#tail} afterwards, whatever {@link
   * Machine#attention} is, which would have to be cleared with a fence; returns for which frame that was so before.
   */
  int lookForTailCall(int base) {
    int before = lookedFor;
    lookedFor = base;
    return before;
  }

  /** Returns the pc to which a tail call leads, which is about to be made; 0 if the guest stops there. */
  int takeTailCall() {
    int pc = m.tail;
    m.tail = 0;
    return m.interrupted ? suspend(pc) : pc;
  }

  /**
   * Makes the tail calls, on behalf of compiled code, that a callee whose frame was at {@code base} and those in its place end in.
   *
   * @return as of {@link #nest}
   */
  long finish(int base) {
    long result = 0;
    m.payAttention();
    int outer = lookForTailCall(base);
    int callerTailCalls = m.tailCalls;
    m.tailCalls = JavaStack.TAIL_CALLS;
    while (m.tail != 0) {
      int entry = m.tail;
      int link = base + m.code[entry + Convention.LINK];
      if (takeTailCall() == 0) {
        m.fp = base;
        unwindFrom(0, base, link);
        break;
      }
      Entry compiled = m.compiled(entry);
      if (compiled != null) {
        int more = reserved + JavaStack.TAIL_CALL + (m.code[entry + Convention.PARAMETERS] >> 3);
        m.limit -= more; // If it throws, the driver sets it anew.
        result = compiled.callFromHeap(m, base);
        m.limit += more;
      } else {
        int caller = m.fp;
        m.fp = base;
        m.slots[link] = 0; // Stops the driver.
        if (mayNest(base)) {
          result = drive(entry, base, caller);
        } else {
          unwindFrom(entry, base, link);
        }
      }
    }
    m.tailCalls = callerTailCalls;
    lookForTailCall(outer);
    return result;
  }

  // How compiled frames move to the heap

  /**
   * Has compiled frames move to the heap, now that the frame at {@code base}, whose link is in slot {@code link}, and all
   * that it called, are there.
   *
   * @param pc what runs next; 0 if the driver has stopped and knows it
   */
  void unwindFrom(int pc, int base, int link) {
    m.resume = pc == 0 ? suspendedAt : pc;
    suspendedAt = 0;
    callee = base;
    linkOfCallee = link;
    m.attention = true;
  }

  /**
   * The function with the given entry does not run in a frame at {@code base}, where its arguments are. Its caller moves to the
   * heap and makes the call there, as the interpreter does.
   */
  void refuse(int entry, int base) {
    m.resume = entry;
    callee = base;
    linkOfCallee = NO_LINK;
    m.attention = true;
  }

  /** Makes the frame of a function that has refused to run; returns whether there is room for it. */
  private boolean callRefused() {
    int entry = m.resume;
    if (m.room(callee + m.code[entry + Convention.FRAME_SIZE]) == null) {
      return false;
    }
    unwindFrom(Core.call(m, m.slots, m.code, callee, entry, 0, 0), callee, callee + m.code[entry + Convention.LINK]);
    return true;
  }

  /** What is raised at the call that is to return to {@code next} if there is none. Frames do not move meanwhile: a guest may run. */
  private Object refusedOverflow(int next) {
    m.resume = 0;
    m.payAttention();
    try {
      return m.overflowed();
    } catch (RuntimeException e) {
      throw TrapTrace.passingCompiled(m, e, program.callBefore(next));
    }
  }

  /** Links the last frame that has moved to its caller, which is at {@code base} and goes on at {@code next}. */
  private void linkCallee(int base, int next) {
    m.slots[linkOfCallee] = (long) (callee - base) << 32 | next;
  }

  /** No callee has moved to the heap, but the frame at {@code base} is there, as the guest is to stop. */
  private void unwindBehindCall(int base, int next, int link) {
    m.fp = base;
    unwindFrom(next, base, link);
  }

  /**
   * The frame at {@code base}, whose link is in slot {@code link} and which goes on at {@code next}, is in the heap. If there is no
   * room for its callee's, it goes on at a handler of its own, or what is raised goes to its callers.
   */
  void unwind(int base, int next, int link) {
    if (m.resume == 0) {
      unwindBehindCall(base, next, link);
    } else if (linkOfCallee == NO_LINK && !callRefused()) {
      unwindRaising(base, next, link);
    } else {
      linkCallee(base, next);
      callee = base;
      linkOfCallee = link;
    }
  }

  private void unwindRaising(int base, int next, int link) {
    Object value = refusedOverflow(next);
    if (raises().catches(next)) {
      unwindFrom(raises().handle(value, base, next), base, link);
    } else {
      raises().raiseToCaller(value, program.callBefore(next));
    }
  }

  /** As {@link #unwind} for the frame that the driver entered; returns the pc that runs next. */
  int unwound(int base, int next) {
    if (m.resume == 0) {
      unwindBehindCall(base, next, NO_LINK);
      return unwound();
    }
    if (linkOfCallee == NO_LINK && !callRefused()) {
      return raises().raiseBy(refusedOverflow(next), program.callBefore(next));
    }
    linkCallee(base, next);
    return unwound();
  }

  /**
   * As {@link #unwound()}, if the last frame that has moved is that which the driver entered and has lost its link. It may have
   * none, if it is that of a tail call whose callee has been discarded a moment ago.
   */
  int unwound(long link) {
    if (linkOfCallee == NO_LINK) {
      callRefused(); // In a frame for which the driver has made room.
    }
    m.slots[linkOfCallee] = link;
    return unwound();
  }

  /**
   * Ends what {@link #unwindFrom} has begun; returns the pc that runs next. A driver for which compiled code waits stops, so
   * that all frames move, down to the outermost driver, and as many calls as ever may nest again.
   */
  int unwound() {
    int pc = m.resume;
    m.resume = 0;
    m.payAttention();
    stopping |= m.interrupted;
    if (nesting == 0 && !stopping) {
      return pc;
    }
    suspendedAt = pc;
    return 0;
  }
}
