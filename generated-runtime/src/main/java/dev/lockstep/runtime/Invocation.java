package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A call of a guest function that can stop on its way, when it is {@linkplain Suspension suspended}, and go on later. It has a
 * stack of its own while it is suspended, so its machine may run others meanwhile, of which any number may be suspended. One
 * that is not to go on is dropped. Not thread-safe: for the thread that uses the machine.
 *
 * <p>An opcode may run one too. That has ended or is suspended before the opcode returns; the guest that runs the opcode
 * goes on then, even if the other one has been interrupted, which takes the interrupt. If it is to stop as well, the opcode
 * calls {@link Machine#interrupt} again, and says to a branch back to itself that it is to be run once more when the guest goes on.
 */
public final class Invocation {

  private static final Object[] NONE = {};

  private final Machine machine;
  private final Function function;
  private State state = State.NEW;

  /** Until it is run for the first time. */
  private Object[] arguments;

  private Object result;

  // While it is suspended: why, the stack, the frame, and what runs next.
  private Suspension suspension;
  private long[] slots;
  private Object[] refs;
  private int fp;
  private int pc;

  private enum State {
    NEW,
    RUNNING,
    SUSPENDED,
    FINISHED,
    FAILED
  }

  Invocation(Machine machine, Function function, Object[] arguments) {
    this.machine = machine;
    this.function = function;
    this.arguments = arguments;
  }

  /** The machine that runs it. */
  public Machine machine() {
    return machine;
  }

  /** The function called. */
  public Function function() {
    return function;
  }

  /**
   * Runs until the function returns or the guest is suspended.
   *
   * @return whether it has finished
   * @throws Trap if the guest traps; other exceptions of opcodes are passed on as they are; then it cannot go on
   * @throws IllegalStateException if it has finished or failed, or is running, or the machine is running in another thread; then
   *     nothing has changed
   */
  public boolean run() {
    if (state != State.NEW && state != State.SUSPENDED) {
      throw new IllegalStateException("the call of " + function + " cannot be run: it is " + stateWord());
    }
    machine.requireOwner();
    boolean isNew = state == State.NEW;
    state = State.RUNNING;
    suspension = null;
    try {
      machine.run(this, isNew);
    } finally {
      if (state == State.RUNNING) {
        state = State.FAILED;
      }
    }
    return state == State.FINISHED;
  }

  private String stateWord() {
    return state.name().toLowerCase(java.util.Locale.ROOT);
  }

  public boolean isFinished() {
    return state == State.FINISHED;
  }

  /** Why and where it is suspended; {@code null} if it is not. */
  public Suspension suspension() {
    return suspension;
  }

  /**
   * What the function has returned.
   *
   * @return the result, boxed; {@code null} if there is none; a {@code List} if there are several
   * @throws IllegalStateException if it has not finished
   */
  public Object result() {
    if (state != State.FINISHED) {
      throw new IllegalStateException("the call of " + function + " has no result: it is " + stateWord());
    }
    return result;
  }

  /**
   * The active functions of a suspended call, innermost first; of those that have called one, the pc where they go on. None if
   * it is not suspended.
   */
  public List<Trap.Frame> frames() {
    List<Trap.Frame> found = new ArrayList<>();
    if (state == State.SUSPENDED) {
      Program program = machine.program();
      found.add(new Trap.Frame(suspension.function(), pc, suspension.sourcePosition()));
      HeapFrames callers = new HeapFrames(program, slots, fp, pc);
      while (callers.toCaller()) {
        int position = program.sourcePositionOfCall(callers.function(), callers.pc());
        found.add(new Trap.Frame(callers.function().name(), callers.pc(), position));
      }
    }
    return found;
  }

  /**
   * The value of a local variable of a suspended call, if the function may read it before it writes to it again. Any other has a value
   * that it had at some time, as compiled code does not keep what nobody reads.
   *
   * @param frame the index of the function in {@link #frames}
   * @param local the number of the local, see {@link Function#localCount}
   * @return the value, boxed
   * @throws IllegalStateException if it is not suspended
   * @throws IndexOutOfBoundsException if there is no such frame or local
   */
  public Object local(int frame, int local) {
    HeapFrames at = frameOf(frame, local);
    return Boxing.local(slots, refs, at.frame() + local, at.function().localType(local));
  }

  /**
   * Changes a local variable of a suspended call, which goes on with it; so does what has been pushed of it and not been used yet.
   *
   * @throws IllegalArgumentException if the value is not of its type
   */
  public void setLocal(int frame, int local, Object value) {
    HeapFrames at = frameOf(frame, local);
    Boxing.putLocal(slots, refs, at.frame() + local, at.function(), local, value);
  }

  private HeapFrames frameOf(int index, int local) {
    if (state != State.SUSPENDED) {
      throw new IllegalStateException("the call of " + function + " has no locals: it is " + stateWord());
    }
    HeapFrames at = new HeapFrames(machine.program(), slots, fp, pc);
    boolean isThere = index >= 0;
    for (int i = 0; i < index && isThere; i++) {
      isThere = at.toCaller();
    }
    if (!isThere) {
      throw new IndexOutOfBoundsException("there is no frame " + index + "; see frames()");
    }
    int count = at.function().localCount();
    if (local < 0 || local >= count) {
      throw new IndexOutOfBoundsException("there is no local " + local + "; " + at.function() + " has " + count);
    }
    return at;
  }

  /**
   * A second call in the state of this one, which is suspended: each goes on by itself. A snapshot to come back to, or one of
   * several ways to go on. It has a stack of its own; contexts, fuel, and what references refer to are not copied.
   *
   * @param other the machine that is to run it, this one or another, whose program is the same, {@linkplain Program#in run} in
   *     whatever way, or a later one of the same assembler
   * @throws IllegalStateException if it is not suspended
   * @throws IllegalArgumentException if the machine has another program
   */
  public Invocation copyTo(Machine other) {
    if (state != State.SUSPENDED) {
      throw new IllegalStateException("the call of " + function + " cannot be copied: it is " + stateWord());
    }
    if (!other.program().hasAllOf(machine.program())) {
      throw new IllegalArgumentException("the machine runs another program");
    }
    Invocation copy = new Invocation(other, function, NONE);
    copy.state = State.SUSPENDED;
    copy.suspension = suspension;
    copy.slots = slots.clone();
    // A later program may be the first one with references.
    copy.refs = other.program().hasReferences() ? Arrays.copyOf(refs, slots.length) : refs;
    copy.fp = fp;
    copy.pc = pc;
    return copy;
  }

  /** For tests: how many slots it holds while it is suspended. */
  int stackSlots() {
    return slots.length;
  }

  // For the machine

  Object[] takeArguments() {
    Object[] taken = arguments;
    arguments = NONE;
    return taken;
  }

  void finish(Object value) {
    result = value;
    state = State.FINISHED;
  }

  /**
   * Takes over the state of the machine: its stack, in whose place the machine gets another one, if it is to; or a copy of the little
   * that is used of it; returns whether it is not just a copy. Without memory it is not suspended.
   */
  boolean suspend(Suspension why, Machine m, int next, boolean renewsStack) {
    int used = new HeapFrames(m.program(), m.slots, m.fp, next).top();
    boolean keeps = m.stack().isWorthKeeping(used);
    long[] keptSlots = keeps ? m.slots : Arrays.copyOf(m.slots, used);
    Object[] keptRefs = keeps || m.refs.length == 0 ? m.refs : Arrays.copyOf(m.refs, used);
    if (keeps && renewsStack) {
      m.stack().renew();
    }
    slots = keptSlots;
    refs = keptRefs;
    suspension = why;
    fp = m.fp;
    pc = next;
    state = State.SUSPENDED;
    return keeps;
  }

  /** The machine gets its state back; returns the pc that runs next. */
  int restore(Machine m) {
    m.slots = slots;
    m.refs = refs;
    m.fp = fp;
    slots = null;
    refs = null;
    return pc;
  }
}
