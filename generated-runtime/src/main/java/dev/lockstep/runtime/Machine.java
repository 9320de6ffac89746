package dev.lockstep.runtime;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;

/**
 * A guest thread: the stack on which it runs a program. Each instruction set has one generated subclass, which adds the
 * guest's context. Not thread-safe but for {@link #interrupt}: one Java thread at a time. The public fields are for
 * generated code.
 *
 * <p>A guest ends early if an opcode throws, and stops if the machine is {@linkplain #interrupt interrupted}; interrupting
 * the thread does nothing. The stack keeps the size it has grown to, and references in frames that have ended stay reachable
 * until other frames take their place, or {@link #trim}.
 *
 * <p>The Java stack that a guest takes is bounded whatever it does, unless its opcodes call back into a machine: 600 KB are
 * enough, less may not be.
 */
public abstract class Machine {

  /** The default limit of the guest's stack, in slots of 8 bytes: 1 GiB, which is taken as it is needed. */
  public static final int DEFAULT_STACK_LIMIT = 1 << 27;

  /** The most fuel that is owed: what a block costs can be taken off that, too. */
  private static final long MOST_OWED = Long.MAX_VALUE - Integer.MAX_VALUE;

  /** The primitive values of all frames. */
  public long[] slots;

  /** The references of all frames, by the same indices; empty if the program has none. */
  public Object[] refs;

  /** Where the current frame starts. */
  public int fp;

  /** The program's code. */
  public final int[] code;

  /** The program's constants. */
  public final Object[] constants;

  /**
   * Functions refuse to run that are called by frames of compiled code behind this slot, so that neither the Java stack nor the
   * guest's ends. It is set for each region that a driver enters.
   */
  public int limit;

  /** Where the frame of the compiled function starts that runs, if that has loops and calls no other. */
  public int parked;

  /**
   * If not 0, compiled frames are moving to the heap, and then this pc runs next, in the frame at {@link #fp}. As long as a function
   * that refuses to run has no frame, it is that function's entry.
   */
  int resume;

  /** If not 0, a compiled function has made a tail call, and its caller is to have the function with this entry run. */
  public int tail;

  /** Whether the guest raises what compiled functions have not caught: each returns to its caller, up to a handler or a driver. */
  public boolean raising;

  /** How many tail calls of compiled code may still nest as JVM calls. */
  int tailCalls;

  /**
   * Whether compiled code has to look, after a call, at {@link #resume}, {@link #tail} and {@link #raising}, and whether it is to
   * stop. Plain, as it is read after each call: an interrupt sets {@link #interrupted}, then this; the machine clears this, then
   * reads that; each with a fence between. So an interrupt leaves at least one of the two for the machine to find.
   */
  public boolean attention;

  /** Whether the guest is to stop; loops of compiled code ask through {@link Poll}. */
  public volatile boolean interrupted;

  /** How many guest instructions may still run, if the program is metered. */
  public long fuel;

  /** How loops ask; {@code null} before the first run, and while that changes. */
  Poll poll;

  private final Program program;
  private final RegionTable regions;
  private final GuestStack stack;

  /** Behind a frame that starts here there is room for that of a callee. */
  final int lastCaller;

  /** How many invocations run, one inside the other, and in which thread: others are refused, as far as that is noticed. */
  private int active;

  private Thread owner;

  /** The pc of the instruction that has thrown, if another one before it was dispatched; else 0. */
  private int throwing;

  private int maxBudget = JavaStack.SLOTS;

  /** That of the invocation that runs; of use only to conformance tests if none does. */
  Activation activation;

  /** For generated code. */
  @SuppressWarnings("this-escape") // The activation only keeps it.
  protected Machine(Program program, InstructionTable table, int stackLimit) {
    if (program.table() != table) {
      throw new IllegalArgumentException(
          "a machine for " + table.name() + " cannot run a program for " + program.table().name());
    }
    if (stackLimit < 1) {
      throw new IllegalArgumentException("a stack of " + stackLimit + " slots holds nothing");
    }
    this.program = program;
    regions = program.regions;
    lastCaller = stackLimit - 2 * program.maxFrameSize();
    code = program.code;
    constants = program.constants();
    stack = new GuestStack(this, stackLimit, program.hasReferences());
    activation = new Activation(this, maxBudget);
  }

  /** For generated code: runs from {@code pc} in the frame at {@link #fp} until the driver stops; returns where. */
  protected abstract int run(int pc);

  /** For generated code: does the same in another loop, which is the faster one until HotSpot has compiled the first. */
  protected abstract int warmUp(int pc);

  /**
   * For generated code: what the guest raises at a call that finds no room on its stack; if the set has no {@code @StackOverflow},
   * that is a trap.
   */
  protected Object stackOverflow() {
    throw stack.exhausted();
  }

  /** What the guest raises at a call that finds no room: what {@link #stackOverflow} returns, or raises. */
  final Object overflowed() {
    try {
      return stackOverflow();
    } catch (GuestException raised) {
      return raised.value();
    }
  }

  /** What stays in the interpreter is worth the loop that takes HotSpot long to compile; what is soon compiled is not. */
  final void loop(int pc) {
    if (program.tiering().mode() == Tiering.Mode.INTERPRETER) {
      run(pc);
    } else {
      warmUp(pc);
    }
  }

  public final Program program() {
    return program;
  }

  /**
   * Stops the guest as soon as it comes round a loop or calls a function; if none is running, the next one. Any thread may
   * call this.
   */
  public final void interrupt() {
    interrupted = true;
    VarHandle.fullFence(); // Who pays attention sees what for.
    attention = true;
    Poll.arm();
  }

  /** Forgets an interrupt that has not stopped a guest yet; returns whether there was one. */
  public final boolean clearInterrupt() {
    boolean was = interrupted;
    interrupted = false;
    return was;
  }

  /** How many guest instructions the machine may still run; 0 at first, and negative after {@link #pay} took more than that. */
  public final long fuel() {
    return fuel;
  }

  /**
   * Lets the machine run that many more guest instructions, or for ever if that is more than a {@code long} holds. Each
   * basic block is paid for as a whole before it runs; a guest that cannot pay is suspended in front of it. So what has been paid
   * for when it stops has run, on every tier the same. Opcodes that call back into the machine share its fuel.
   *
   * @throws IllegalStateException if the program is not {@linkplain Assembler#metered metered}
   * @throws IllegalArgumentException if {@code instructions} is negative
   */
  public final void addFuel(long instructions) {
    if (!program.isMetered()) {
      throw new IllegalStateException("the program uses no fuel: it was not assembled metered");
    }
    if (instructions < 0) {
      throw new IllegalArgumentException("fuel of " + instructions + " is negative");
    }
    fuel = fuel > 0 && fuel + instructions < 0 ? Long.MAX_VALUE : fuel + instructions;
  }

  /**
   * For opcodes whose work grows with their operands: uses up that many more instructions. What that lacks is owed and comes
   * off the fuel that is added next, so that fuel in slices goes as far as fuel at once.
   *
   * @throws IllegalArgumentException if {@code instructions} is negative
   */
  public final void pay(long instructions) {
    if (instructions < 0) {
      throw new IllegalArgumentException("a price of " + instructions + " is negative");
    }
    if (program.isMetered()) {
      long left = fuel - instructions;
      fuel = left > fuel ? -MOST_OWED : Math.max(left, -MOST_OWED);
    }
  }

  /** For tests: lets frames on the Java stack span no more slots than that. */
  final void setMaxBudget(int slots) {
    maxBudget = slots;
  }

  /** For tests: the guest's stack starts with no more slots than that, so that what makes no room for itself has none. */
  final void setInitialSlots(int slots) {
    stack.setInitialSlots(slots);
    trim();
  }

  /**
   * Calls a function and waits for its end. An opcode may call this on the machine that runs it; that takes Java stack, and
   * without end it ends in a {@link StackOverflowError}. Whatever is thrown, the machine can be used again.
   *
   * @param arguments one a parameter, boxed
   * @return the result, boxed; {@code null} if there is none; a {@code List} if there are several
   * @throws Trap if the guest traps; other exceptions of opcodes are passed on as they are
   * @throws Suspension if the guest is suspended, which is its end here; {@link #start} is for those that are to go on
   * @throws IllegalArgumentException if the function is neither of this machine's program nor of the same one run in another way, or
   *     the arguments do not fit it
   * @throws IllegalStateException if the machine is running in another thread, as far as that is noticed
   */
  public final Object invoke(Function function, Object... arguments) {
    Invocation invocation = start(function, arguments);
    if (!invocation.run()) {
      throw invocation.suspension();
    }
    return invocation.result();
  }

  /**
   * A call of a function that can be suspended and go on; {@link Invocation#run} begins it.
   *
   * @param arguments one a parameter, boxed
   * @throws IllegalArgumentException if the function is not of this machine's program, or the arguments do not fit it
   */
  public final Invocation start(Function function, Object... arguments) {
    Objects.requireNonNull(function, "function");
    Objects.requireNonNull(arguments, "arguments");
    if (!program.has(function)) {
      throw new IllegalArgumentException(function + " is not a function of this machine's program");
    }
    Boxing.check(function, arguments);
    return new Invocation(this, function, arguments.clone());
  }

  /** Refuses this thread if the machine is running in another one, as far as that is noticed. */
  final void requireOwner() {
    if (active > 0 && Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "the machine is running in thread " + owner.getName() + "; each thread needs a machine of its own");
    }
  }

  /** Runs an invocation until it has finished or is suspended, and notes which. */
  final void run(Invocation invocation, boolean isNew) {
    owner = Thread.currentThread();
    int caller = fp;
    long[] callerSlots = slots;
    Object[] callerRefs = refs;
    int callerLimit = limit;
    int callerTailCalls = tailCalls;
    int callerParked = parked;
    Activation outer = activation;
    // Code that is running holds on to the arrays of the stack it has.
    boolean hasOwnStack = active > 0 || !isNew;
    boolean keepsStack = false;
    if (poll == null) {
      Poll.register(this);
    }
    Activation started = new Activation(this, maxBudget);
    active++; // What is thrown from here on, such as at the end of the Java stack, is so inside of the try.
    activation = started;
    try {
      payAttention();
      if (!isNew) {
        loopFrom(invocation.restore(this));
      } else {
        if (hasOwnStack) {
          stack.renew();
        }
        begin(invocation);
      }
      if (activation.suspendedAt() != 0) {
        Suspension suspension = activation.suspension();
        takeInterrupt(suspension);
        keepsStack = invocation.suspend(suspension, this, activation.suspendedAt(), !hasOwnStack);
      } else {
        invocation.finish(Boxing.results(slots, refs, invocation.function().signature().results()));
      }
    } catch (Suspension inner) {
      // Of a guest that an opcode of this one has waited for: this one has been stopped by the same interrupt.
      takeInterrupt(inner);
      throw inner;
    } finally {
      long[] used = slots;
      Object[] usedRefs = refs;
      active--;
      owner = active == 0 ? null : owner;
      if (hasOwnStack) {
        slots = callerSlots;
        refs = callerRefs;
      }
      fp = caller;
      limit = callerLimit;
      tailCalls = callerTailCalls;
      parked = callerParked;
      resume = 0;
      tail = 0;
      raising = false;
      activation = outer;
      // What calls comes last: at the end of the Java stack it may fail, and an opcode may go on all the same.
      if (hasOwnStack && !keepsStack && used != callerSlots) {
        stack.spare(used, usedRefs);
      }
      if (attention) {
        payAttention(); // A trap may have ended a guest whose frames were moving.
      }
    }
  }

  /**
   * Gives back what the stack has grown to, and lets go of what frames that have ended refer to.
   *
   * @throws IllegalStateException if a guest is running
   */
  public final void trim() {
    if (active > 0) {
      throw new IllegalStateException("the stack is in use: a guest is running");
    }
    stack.drop();
    stack.renew();
  }

  /** Clears the interrupt that has stopped a guest; else it would stop the guest again when it goes on. */
  private void takeInterrupt(Suspension suspension) {
    if (suspension.reason() == Suspension.Reason.INTERRUPTED) {
      interrupted = false;
    }
  }

  private void begin(Invocation invocation) {
    Function function = invocation.function();
    List<Type> parameters = function.signature().parameters();
    Object[] arguments = invocation.takeArguments();
    ensure(parameters.size() + function.signature().results().size());
    Boxing.put(slots, refs, parameters, arguments);
    int pc = function.entry();
    try {
      ensure(code[pc + Convention.FRAME_SIZE]);
      pc = Core.call(this, slots, code, 0, pc, 0, 0);
    } catch (Trap trap) {
      Trap located = (Trap) TrapTrace.passing(this, trap, pc); // No frame is there yet.
      located.close();
      throw located;
    }
    loopFrom(pc);
  }

  /** Runs on from {@code pc}, unless an interrupt has come before, which a counter may have noticed: then it is 0. */
  private void loopFrom(int pc) {
    loop(interrupted && pc != 0 ? activation.suspend(pc) : pc);
  }

  /** The slots, at least {@code length} of them; it is a trap if there cannot be as many. */
  final long[] ensure(int length) {
    long[] made = room(length);
    if (made == null) {
      throw stack.exhausted();
    }
    return made;
  }

  /** The slots with room for a frame that ends at {@code end}; {@code null} if there is none. */
  final long[] room(int end) {
    return end > slots.length ? stack.grow(end) : slots;
  }

  final GuestStack stack() {
    return stack;
  }

  /** The region that {@code word}, found in the code, names. */
  final Region region(int word) {
    return regions.region(word);
  }

  /** The entry of the function with the given index, for a call through the signature with the given index. */
  final int entry(int function, int signature) {
    Entry known = program.knownEntry(function, signature);
    if (known != null) {
      return known.entry();
    }
    Function callee = program.function(function);
    if (callee == null) {
      boolean isElsewhere = function >= 0 && function < program.image().functionCount();
      throw new Trap(
          "call of function " + function + " of " + program.functions().size()
              + (isElsewhere ? ": another program of the assembler has been extended by that one, this one has not" : ""));
    }
    if (callee.signatureIndex() != signature) {
      throw new Trap("call through " + program.signature(signature) + " of " + callee);
    }
    return callee.entry();
  }

  /** The compiled code of the function with the given entry; {@code null} if the driver has to run it. */
  final Entry compiled(int entry) {
    int word = code[entry];
    return word < 0 && region(word) instanceof Entry compiled ? compiled : null;
  }

  /** The counter of the function with the given entry has run down; returns the pc that runs next. */
  final int hotEntry(int entry) {
    if (!program.counters().isSpent(entry + Convention.COUNTER)) {
      program.tiers().hotEntry(entry);
    }
    return interrupted ? activation.suspend(entry) : entry;
  }

  /** The counter of a branch back to {@code target} has run down; returns the pc that runs next. */
  final int hotLoop(int target, int counter) {
    if (!program.counters().isSpent(counter)) {
      program.tiers().hotLoop(target, counter);
    }
    return interrupted ? activation.suspend(target) : target;
  }

  /** Sets {@link #attention} to what it has to be while no frames are moving. */
  final void payAttention() {
    attention = false;
    VarHandle.fullFence(); // Else an interrupt that comes now could be lost.
    if (interrupted) {
      attention = true;
    }
  }

  /** For generated code: the opcode at {@code pc} raises something; returns the pc that runs next. */
  public final int raise(GuestException raised, int pc) {
    return activation.raises().raiseBy(raised.value(), pc);
  }

  /** For generated code: what is thrown comes from the instruction at {@code pc}, further on in a sequence or region. */
  public final void throwsAt(int pc) {
    throwing = pc;
  }

  /** What is thrown comes from the region entered at {@code pc}, if it is not known better. */
  final void regionThrows(int pc) {
    throwing = throwing == 0 ? pc : throwing;
  }

  /** For generated code: what the driver throws when the instruction dispatched at a pc, or what it runs, has thrown. */
  public final RuntimeException located(Throwable thrown, int dispatched) {
    int pc = throwing == 0 ? dispatched : throwing;
    throwing = 0;
    boolean isPassing = thrown instanceof Trap passing && passing.isOpen();
    RuntimeException exception = isPassing ? (Trap) thrown : TrapTrace.passing(this, thrown, pc);
    if (exception instanceof Trap trap && trap.isOpen()) {
      TrapTrace.addCallers(this, trap, pc);
      if (activation.isNested()) {
        TrapTrace.addCompiledCallers(this, trap);
      } else {
        trap.close();
      }
    }
    return exception;
  }
}
