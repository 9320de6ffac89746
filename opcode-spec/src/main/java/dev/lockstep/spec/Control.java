package dev.lockstep.spec;

/** Which instruction runs after an opcode, and what the result of its method means. */
public enum Control {
  /** The next one. The result, if any, is pushed. */
  NEXT,
  /** The {@link Target}. The method returns nothing. */
  JUMP,
  /** The {@link Target} if the method returns {@code true}, else the next one. */
  BRANCH,
  /**
   * The {@link Target} whose index the method, which returns {@code int}, picks. The last one is for all indices, unsigned,
   * that have none of their own, as in the JVM's {@code tableswitch} (JVMS 6.5) and WebAssembly's {@code br_table}.
   */
  SWITCH,
  /**
   * The first one of another function, whose arguments are popped below the operands. A method that returns nothing
   * calls the function named by the instruction; one that returns {@code int} picks a function by its index.
   */
  CALL,
  /** As {@link #CALL}, in place of the current function's frame. */
  TAIL_CALL,
  /** The one after the call of the current function, whose results are popped. The method returns nothing. */
  RETURN,
  /** None: the method returns the exception to throw. */
  TRAP,
  /**
   * The next one. If the method returns {@code true} the guest is suspended in front of that, and runs it when it goes on: the
   * {@code yield} of a generator, or a wait for what the host does meanwhile. What is passed on either way is in the context.
   */
  SUSPEND
}
