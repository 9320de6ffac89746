package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * Emits what a region does when an opcode raises. It goes on at the handler of its own function, to which it has all in JVM
 * locals; or lets whoever called the function look for one. Not thread-safe.
 */
final class RegionRaises {

  private final RegionClass names;
  private final JvmCode code;
  private final Labels labels;
  private final RegionLocals locals;
  private final RegionState state;
  private final RegionPolls polls;
  private final RegionTables tables;

  // For each way to a handler: where exceptions are caught, the view that takes what is raised, and where it goes on.
  private int[] catchLabels = new int[4];
  private int[] views = new int[4];
  private int[] targets = new int[4];
  private int count;

  /** Where exceptions are caught that are for a caller; 0, which is a block's label, if none are. */
  private int outLabel;

  private ControlFlow flow;

  RegionRaises(
      RegionClass names,
      JvmCode code,
      Labels labels,
      RegionLocals locals,
      RegionState state,
      RegionPolls polls,
      RegionTables tables) {
    this.names = names;
    this.code = code;
    this.labels = labels;
    this.locals = locals;
    this.state = state;
    this.polls = polls;
    this.tables = tables;
  }

  void begin(ControlFlow of) {
    flow = of;
    count = 0;
    outLabel = 0;
  }

  /** The code from {@code begin} to {@code end} is that of the instruction at {@code pc}, in {@code block}, which may raise. */
  void add(int begin, int end, StencilForm form, int pc, int block) {
    if (form.isCaught(flow.code, pc)) {
      int behind = pc + form.length(flow.code, pc);
      int view = Liveness.view(flow.code[behind + 1], JvmCode.REFERENCE);
      tables.addRaising(begin, end, way(view, polls.label(block, flow.blockAt(flow.code[behind + 2]))));
    } else {
      addOut(begin, end);
    }
  }

  private int way(int view, int target) {
    for (int i = 0; i < count; i++) {
      if (views[i] == view && targets[i] == target) {
        return catchLabels[i];
      }
    }
    if (count == views.length) {
      catchLabels = Arrays.copyOf(catchLabels, 2 * count);
      views = Arrays.copyOf(views, 2 * count);
      targets = Arrays.copyOf(targets, 2 * count);
    }
    locals.toWrite(view);
    catchLabels[count] = labels.makeCatching(names.guestExceptionClass());
    views[count] = view;
    targets[count] = target;
    return catchLabels[count++];
  }

  /** What is raised between two places is for a caller, or in the heap is all that a handler needs. */
  void addOut(int begin, int end) {
    outLabel = outLabel == 0 ? labels.makeCatching(names.guestExceptionClass()) : outLabel;
    tables.addRaising(begin, end, outLabel);
  }

  /** Emits the ways to handlers of the function. */
  void emitWays() {
    for (int i = 0; i < count; i++) {
      labels.place(catchLabels[i]);
      code.op(JvmCode.INVOKEVIRTUAL, names.of(RegionMember.VALUE));
      code.store(JvmCode.REFERENCE, locals.of(views[i]));
      labels.jump(targets[i]);
    }
  }

  /** Emits the way to callers. */
  void emitOut() {
    if (outLabel == 0) {
      return;
    }
    labels.place(outLabel);
    state.pushMachine();
    code.load(JvmCode.INT, locals.pc());
    if (locals.isFunction()) {
      code.load(JvmCode.INT, locals.fp());
      code.pushInt(flow.function.link());
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.RAISE_IN_FUNCTION));
      FunctionMethods.returnNothing(flow.function.signature(), code);
    } else {
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.RAISE_IN_REGION));
      code.op(JvmCode.IRETURN);
    }
  }
}
