package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * The JVM locals of a region: the parameters of its method, what is loaded at its entry, and one local a view, of the view's
 * type. All of them are set at the entry, so that they are the same at every branch target. Not thread-safe.
 *
 * <p>The method of a region is {@link Region#run}, or, of one that is a whole function, a static one with the parameters
 * {@code (Machine m, int fp, int depth, ...)} and those of the function.
 */
final class RegionLocals {

  // The parameters of run, after the region itself.
  private static final int RUN_MACHINE = 1;
  private static final int RUN_SLOTS = 2;
  static final int RUN_CODE = 3;
  private static final int RUN_FP = 4;
  private static final int RUN_PC = 5;
  private static final int RUN_END = 6;

  // Those of a function's method.
  private static final int FUNCTION_MACHINE = 0;
  private static final int FUNCTION_FP = 1;
  private static final int FUNCTION_DEPTH = 2;
  private static final int FUNCTION_END = 3;

  /** How many words of a JVM frame count as much as one call. */
  private static final int FRAME_UNIT = 32;

  private final ControlFlow flow;

  // By view: its local, whether it is written, and the region for which that is said.
  private final int[] localOf;
  private final boolean[] isWritten;
  private final int[] saidFor;
  private int region;

  private int[] views = new int[32];
  private int viewCount;
  private int[] written = new int[32];
  private int writtenCount;

  private boolean isFunction;
  private boolean calls;
  private int slotsLocal;
  private int fpLocal;
  private int pcLocal;
  private int depthLocal;
  private int contextLocal;
  private int refsLocal;
  private int scratchLocal;
  private int indexLocal;
  private int next;
  private int maxStack;
  private boolean mayThrow;

  RegionLocals(ControlFlow flow) {
    this.flow = flow;
    localOf = new int[flow.slots << 3];
    isWritten = new boolean[flow.slots << 3];
    saidFor = new int[flow.slots << 3];
  }

  /** Gives a local to everything that the instructions of {@code blocks} use, which may be a function on its own. */
  void assign(int[] blocks, boolean isWholeFunction) {
    region++;
    isFunction = isWholeFunction;
    calls = false;
    viewCount = 0;
    writtenCount = 0;
    contextLocal = 0;
    refsLocal = 0;
    scratchLocal = 0;
    indexLocal = 0;
    maxStack = 6;
    mayThrow = false;
    if (isFunction) {
      assignFunctionParameters();
    } else {
      slotsLocal = RUN_SLOTS;
      fpLocal = RUN_FP;
      pcLocal = RUN_PC;
      depthLocal = 0;
      next = RUN_END;
    }
    for (int block : blocks) {
      for (int pc = flow.start[block]; pc < flow.end[block]; ) {
        StencilForm form = flow.stencils.form(flow.code[pc]);
        use(form, pc);
        pc += form.length(flow.code, pc);
      }
    }
  }

  private void assignFunctionParameters() {
    next = FUNCTION_END;
    List<Type> parameters = flow.function.signature().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      use(Liveness.view(i, parameters.get(i).ordinal()));
    }
    fpLocal = FUNCTION_FP;
    depthLocal = FUNCTION_DEPTH;
    pcLocal = next++;
    slotsLocal = next++;
  }

  private void use(StencilForm form, int pc) {
    mayThrow |= form.mayThrow | form.leaves;
    if (form.leaves && !staysInside(form, pc)) {
      return; // The handler finds its operands in the heap.
    }
    maxStack = Math.max(maxStack, form.maxStack);
    if (form.usesContext && contextLocal == 0) {
      contextLocal = next++;
    }
    if (form.usesScratch && scratchLocal == 0) {
      scratchLocal = next++;
    }
    if (form.tableWord >= 0 && indexLocal == 0) {
      indexLocal = next++;
    }
    for (int source : form.sources) {
      use(Liveness.view(flow.code[pc + (source >> 3)], source & 7));
    }
    for (int destination : form.destinations) {
      write(Liveness.view(flow.code[pc + (destination >> 3)], destination & 7));
    }
    if (form.isCall()) {
      useCall(form, pc);
    } else if (form.flow == Flow.RETURN) {
      useAll(0, flow.function.signature().results());
    }
  }

  private boolean staysInside(StencilForm form, int pc) {
    return flow.isFastCall(form, pc) || isFunction && form.flow == Flow.RETURN;
  }

  private void useCall(StencilForm form, int pc) {
    calls = true;
    if (depthLocal == 0) {
      depthLocal = next++;
    }
    int base = flow.code[pc + form.argumentsWord];
    Signature callee = form.callee(flow.program, flow.code, pc);
    useAll(base, callee.parameters());
    if (!callee.results().isEmpty()) {
      write(Liveness.view(base, callee.results().get(0).ordinal()));
    }
    maxStack = Math.max(maxStack, form.maxStack + 6 + 2 * callee.parameters().size());
  }

  private void useAll(int base, List<Type> types) {
    for (int i = 0; i < types.size(); i++) {
      use(Liveness.view(base + i, types.get(i).ordinal()));
    }
  }

  private void write(int view) {
    use(view);
    if (!isWritten[view]) {
      addWritten(view);
    }
  }

  private void addWritten(int view) {
    isWritten[view] = true;
    if (writtenCount == written.length) {
      written = Arrays.copyOf(written, 2 * writtenCount);
    }
    written[writtenCount++] = view;
  }

  private void use(int view) {
    if (saidFor[view] == region) {
      return;
    }
    saidFor[view] = region;
    isWritten[view] = false;
    int type = view & 7;
    if (type == JvmCode.REFERENCE && refsLocal == 0) {
      refsLocal = next++;
    }
    localOf[view] = next;
    next += type == Type.LONG.ordinal() || type == Type.DOUBLE.ordinal() ? 2 : 1;
    if (viewCount == views.length) {
      views = Arrays.copyOf(views, 2 * viewCount);
    }
    views[viewCount++] = view;
    if (isFunction) {
      addWritten(view); // No value of a function is in the heap already.
    }
  }

  /** How many views there are; {@link #view} gives them by index. */
  int viewCount() {
    return viewCount;
  }

  /** How many of the views, the first ones, are parameters of the function that the region is. */
  int parameterCount() {
    return flow.function.signature().parameters().size();
  }

  /** How many views are written; {@link #written(int)} gives them by index. */
  int writtenCount() {
    return writtenCount;
  }

  int written(int index) {
    return written[index];
  }

  boolean isFunction() {
    return isFunction;
  }

  /** Whether the region calls compiled code, after which the arrays of the heap may be others. */
  boolean calls() {
    return calls;
  }

  /** What a call takes off the number of calls that may nest, for the sake of frames that are large. */
  int depthOfCall() {
    return isFunction ? 1 + (next + maxStack) / FRAME_UNIT : 1;
  }

  int machine() {
    return isFunction ? FUNCTION_MACHINE : RUN_MACHINE;
  }

  /** The local that holds {@link Machine#slots}; a function loads it before it commits anything. */
  int slots() {
    return slotsLocal;
  }

  int fp() {
    return fpLocal;
  }

  int pc() {
    return pcLocal;
  }

  /** The local that says how many more calls may nest, or 0. */
  int depth() {
    return depthLocal;
  }

  int maxLocals() {
    return next;
  }

  int maxStack() {
    return maxStack;
  }

  boolean mayThrow() {
    return mayThrow;
  }

  int context() {
    return contextLocal;
  }

  int scratch() {
    return scratchLocal;
  }

  /** The local that keeps the index of a switch for the message, should there be no such target. */
  int index() {
    return indexLocal;
  }

  /** The local that holds {@link Machine#refs}, or 0. */
  int refs() {
    return refsLocal;
  }

  int view(int index) {
    return views[index];
  }

  int of(int view) {
    return localOf[view];
  }
}
