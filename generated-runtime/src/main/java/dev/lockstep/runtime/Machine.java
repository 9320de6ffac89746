package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * A guest thread: the stack on which it runs a program. Each instruction set has one generated subclass, which adds the
 * guest's context. Not thread-safe: one Java thread at a time. The public fields are for generated code.
 */
public abstract class Machine {

  /** The default limit of the guest's stack, in slots of 8 bytes. */
  public static final int DEFAULT_STACK_LIMIT = 1 << 27;

  private static final int INITIAL_SLOTS = 1 << 10;
  private static final int TRACE_LENGTH = 64;
  private static final Object[] NO_REFERENCES = {};

  /** The primitive values of all frames. */
  public long[] slots = new long[INITIAL_SLOTS];

  /** The references of all frames, by the same indices; empty if the program has none. */
  public Object[] refs;

  /** Where the current frame starts. */
  public int fp;

  /** The program's code. */
  public final int[] code;

  /** The program's constants. */
  public final Object[] constants;

  private final Program program;
  private final int stackLimit;
  private int active;

  /** For generated code. */
  protected Machine(Program program, InstructionTable table, int stackLimit) {
    if (program.table() != table) {
      throw new IllegalArgumentException(
          "a machine for " + table.name() + " cannot run a program for " + program.table().name());
    }
    this.program = program;
    this.stackLimit = stackLimit;
    code = program.code;
    constants = program.constants();
    refs = program.hasReferences() ? new Object[INITIAL_SLOTS] : NO_REFERENCES;
  }

  /** For generated code: runs from {@code pc} in the frame at {@link #fp} until the driver stops; returns where. */
  protected abstract int run(int pc);

  public final Program program() {
    return program;
  }

  /**
   * Calls a function and waits for its end. An opcode may call this on the machine that runs it; that takes Java stack.
   *
   * @param arguments one a parameter, boxed
   * @return the result, boxed; {@code null} if there is none; a {@code List} if there are several
   * @throws Trap if the guest traps; the machine can be used again
   */
  public final Object invoke(Function function, Object... arguments) {
    List<Type> parameters = function.signature().parameters();
    if (arguments.length != parameters.size()) {
      throw new IllegalArgumentException(function + " takes " + parameters.size() + " arguments, not " + arguments.length);
    }
    int caller = fp;
    long[] callerSlots = slots;
    Object[] callerRefs = refs;
    if (active++ > 0) {
      // A stack of its own, since code that is running holds on to the arrays of the one it has.
      slots = new long[INITIAL_SLOTS];
      refs = callerRefs.length == 0 ? callerRefs : new Object[INITIAL_SLOTS];
    }
    try {
      ensure(parameters.size() + function.signature().results().size());
      for (int i = 0; i < arguments.length; i++) {
        put(i, parameters.get(i), arguments[i]);
      }
      start(function);
      return results(function.signature().results());
    } finally {
      if (--active > 0) {
        slots = callerSlots;
        refs = callerRefs;
      }
      fp = caller;
    }
  }

  private void start(Function function) {
    int pc = function.entry();
    try {
      pc = Core.call(this, slots, code, 0, pc, 0, 0);
    } catch (Trap trap) {
      throw located(trap, pc);
    }
    run(pc);
  }

  private void put(int slot, Type type, Object value) {
    switch (type) {
      case INT -> slots[slot] = (Integer) value;
      case LONG -> slots[slot] = (Long) value;
      case FLOAT -> slots[slot] = Float.floatToRawIntBits((Float) value);
      case DOUBLE -> slots[slot] = Double.doubleToRawLongBits((Double) value);
      case REFERENCE -> refs[slot] = value;
    }
  }

  private Object get(int slot, Type type) {
    return switch (type) {
      case INT -> (Object) (int) slots[slot];
      case LONG -> slots[slot];
      case FLOAT -> Float.intBitsToFloat((int) slots[slot]);
      case DOUBLE -> Double.longBitsToDouble(slots[slot]);
      case REFERENCE -> refs[slot];
    };
  }

  private Object results(List<Type> types) {
    if (types.isEmpty()) {
      return null;
    }
    if (types.size() == 1) {
      return get(0, types.get(0));
    }
    List<Object> values = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      values.add(get(i, types.get(i)));
    }
    return values;
  }

  private void ensure(int length) {
    if (length > slots.length) {
      grow(length);
    }
  }

  /** Makes room for {@code length} slots; returns the new array. */
  final long[] grow(int length) {
    if (length > stackLimit) {
      throw new Trap("call stack exhausted");
    }
    int size = (int) Math.min(stackLimit, Math.max(length, 2L * slots.length));
    try {
      long[] grown = java.util.Arrays.copyOf(slots, size);
      if (refs.length != 0) {
        refs = java.util.Arrays.copyOf(refs, size);
      }
      slots = grown;
      return grown;
    } catch (OutOfMemoryError e) {
      throw new Trap("call stack exhausted: no memory for " + size + " slots");
    }
  }

  /** For generated code: the region that {@code word}, found in the code, names. */
  public final Region region(int word) {
    Region[] regions = program.regions;
    Region region = ~word < regions.length ? regions[~word] : null;
    if (region == null) {
      // The word was read before what was published in front of it.
      java.lang.invoke.VarHandle.acquireFence();
      region = program.regions[~word];
    }
    return region;
  }

  /** The entry of the function with the given index, for a call through the signature with the given index. */
  final int entry(int function, int signature) {
    List<Function> functions = program.functions();
    if (Integer.compareUnsigned(function, functions.size()) >= 0) {
      throw new Trap("call of function " + function + " of " + functions.size());
    }
    Function callee = functions.get(function);
    if (callee.signatureIndex() != signature) {
      throw new Trap("call through " + program.signature(signature) + " of " + callee);
    }
    return callee.entry();
  }

  final void hotEntry(int entry) {
    program.tiers().hotEntry(entry);
  }

  final int hotLoop(int target, int counter) {
    program.tiers().hotLoop(target, counter);
    return target;
  }

  /** For generated code: what to throw when the instruction at {@code pc} has thrown. */
  public final RuntimeException located(Throwable thrown, int pc) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof Trap trap) {
      return trap.pc() >= 0 ? trap : trapAt(trap.reason(), trap.getCause(), pc);
    }
    RuntimeException exception = (RuntimeException) thrown;
    String reason = program.table().trapReason(exception);
    return reason == null ? exception : trapAt(reason, null, pc);
  }

  private Trap trapAt(String reason, Throwable cause, int pc) {
    List<String> trace = new ArrayList<>();
    Function innermost = program.functionAt(pc);
    Function function = innermost;
    int frame = fp;
    int at = pc;
    while (function != null && trace.size() < TRACE_LENGTH) {
      trace.add(function.name() + " pc " + at);
      long back = slots[frame + function.link()];
      frame -= (int) (back >> 32);
      at = (int) back;
      function = program.functionAt(at);
    }
    return new Trap(reason, cause, innermost == null ? "" : innermost.name(), pc, List.copyOf(trace));
  }
}
