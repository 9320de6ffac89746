package dev.lockstep.runtime;

/**
 * What the guest raises in one activation, on its way to a handler: through frames in the heap, which are looked at one by one, and
 * compiled functions, which return to their callers. Not thread-safe.
 */
final class Raises {

  private final Machine m;
  private final Program program;
  private final Activation activation;

  /** Where what is raised comes from. */
  private final RaiseTrace trace = new RaiseTrace();

  /** What no frame has caught yet. */
  private Object raised;

  Raises(Machine machine, Activation activation) {
    m = machine;
    program = machine.program();
    this.activation = activation;
  }

  /**
   * The opcode at {@code pc} raises {@code value} in the current frame, which has its handler behind the opcode, if it has one.
   *
   * @return as of {@link #raise}
   */
  int raiseBy(Object value, int pc) {
    int behind = program.after(pc);
    boolean isCaught = program.formAt(pc).flow().fallsThrough() && catches(behind);
    return isCaught ? handle(value, m.fp, behind) : raise(value, pc);
  }

  /**
   * The guest raises {@code value} at {@code pc}, in the current frame: makes that of the nearest caller with a handler the current
   * one, and returns the handler's pc. If no caller in the heap has one, but compiled code waits for the driver, that stops, and what
   * is raised goes on to the compiled code.
   */
  int raise(Object value, int pc) {
    begin(value, pc);
    return findHandler(pc);
  }

  /** The same by a compiled function, which returns to its caller. */
  void raiseToCaller(Object value, int pc) {
    begin(value, pc);
    leaveToCaller();
  }

  private void begin(Object value, int pc) {
    raised = value;
    trace.begin(pc);
  }

  private void leaveToCaller() {
    m.raising = true;
    m.attention = true;
  }

  /**
   * The call in the current frame that is to return to {@code next} finds no room on the stack.
   *
   * @return as of {@link #raise}
   */
  int overflow(int next) {
    return raiseBy(m.overflowed(), program.callBefore(next));
  }

  /**
   * What a compiled callee has raised, which was to return to {@code pc}, goes on to the callers of the current frame.
   *
   * @return as of {@link #raise}
   */
  int raiseOn(int pc) {
    trace.add(pc);
    return findHandler(pc);
  }

  /** The same in a compiled function, which returns to its caller. */
  void raiseOnToCaller(int pc) {
    trace.add(pc);
  }

  /** What is raised, which a frame has caught. */
  Object takeRaised() {
    Object value = raised;
    raised = null;
    if (m.raising) {
      m.raising = false;
      m.payAttention();
    }
    return value;
  }

  /**
   * What is raised, and has left the current frame, in which {@code pc} is, goes on to its callers.
   *
   * @return as of {@link #raise}
   */
  int findHandler(int pc) {
    HeapFrames frames = new HeapFrames(program, m.slots, m.fp, pc);
    while (frames.toCaller()) {
      if (catches(frames.pc())) {
        return handle(takeRaised(), frames.frame(), frames.pc());
      }
    }
    if (!activation.isNested()) {
      m.throwsAt(pc);
      throw trace.uncaught(m, takeRaised(), pc);
    }
    trace.addCallers(m, pc);
    leaveToCaller();
    return 0;
  }

  /** Whether a handler is named behind an instruction, at {@code behind}. */
  boolean catches(int behind) {
    return program.pristine()[behind] == Convention.CATCH;
  }

  /** Makes the frame the current one, with {@code value} for its handler, which is named at {@code at}; returns the handler's pc. */
  int handle(Object value, int frame, int at) {
    int[] words = program.pristine();
    m.fp = frame;
    m.refs[frame + words[at + 1]] = value;
    return words[at + 2];
  }

  /** What is thrown if nothing catches {@code value}. */
  static RuntimeException uncaught(Object value) {
    if (value instanceof Error error) {
      throw error;
    }
    return value instanceof RuntimeException exception
        ? exception
        : Trap.uncaught(value);
  }
}
