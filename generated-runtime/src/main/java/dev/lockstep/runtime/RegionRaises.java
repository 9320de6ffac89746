package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * Emits what a region does when an opcode or a callee raises. It goes on at the handler of its own function, to which it has all in
 * JVM locals. If there is none, a function returns, and its caller looks for one; what the driver has entered leaves it to the driver.
 * Not thread-safe.
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

  // Where exceptions are caught that are for a caller, and where what callees have raised goes on to one; 0, which is a block's
  // label, if nothing does.
  private int outLabel;
  private int onLabel;

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
    onLabel = 0;
  }

  /** The view that takes what is raised, or that is raised: what is at {@code pc} names its slot. */
  static int view(int[] code, int pc) {
    return Liveness.view(code[pc + 1], JvmCode.REFERENCE);
  }

  private int target(int block, int pc) {
    return polls.label(block, flow.blockAt(flow.code[pc + 2]));
  }

  /** The code from {@code begin} on is that of the instruction at {@code pc}, in {@code block}, which may raise. */
  void add(int begin, StencilForm form, int pc, int block) {
    if (form.isCaught(flow.code, pc)) {
      int behind = pc + form.length(flow.code, pc);
      tables.addRaising(begin, way(view(flow.code, behind), target(block, behind)));
    } else {
      outLabel = outLabel == 0 ? labels.makeCatching(names.guestExceptionClass()) : outLabel;
      tables.addRaising(begin, outLabel);
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

  /** Emits the ways to handlers of the function. */
  void emitWays() {
    for (int i = 0; i < count; i++) {
      labels.place(catchLabels[i]);
      code.op(JvmCode.INVOKEVIRTUAL, names.of(RegionMember.VALUE));
      code.store(JvmCode.REFERENCE, locals.of(views[i]));
      labels.jump(targets[i]);
    }
  }

  /** Emits the end of a function in the instruction at {@code pc}, which raises what is in the slot that it names. */
  void emitRaise(int pc) {
    code.load(JvmCode.REFERENCE, locals.of(view(flow.code, pc)));
    state.pushMachine();
    code.pushInt(pc);
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.RAISE_IN_FUNCTION));
    FunctionMethods.returnNothing(flow.function.signature(), code);
  }

  /** Emits what becomes of what the callee has raised, if it has. */
  void emitBehindCall(CallSite site) {
    int hasNot = labels.make();
    state.pushField(RegionMember.RAISING);
    labels.branch(JvmCode.IFEQ, hasNot);
    if (site.catches()) {
      state.pushMachine();
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.TAKE_RAISED));
      code.store(JvmCode.REFERENCE, locals.of(view(flow.code, site.next)));
      labels.jump(target(site.block, site.next));
    } else {
      onLabel = onLabel == 0 ? labels.make() : onLabel;
      labels.jump(onLabel);
    }
    labels.place(hasNot);
  }

  /** Emits the ways to callers. No handler may cover them: what is raised has left this frame. */
  void emitOut() {
    if (outLabel != 0) {
      labels.place(outLabel);
      code.op(JvmCode.INVOKEVIRTUAL, names.of(RegionMember.VALUE));
      emitEnd(RegionMember.RAISE_IN_REGION, RegionMember.RAISE_IN_FUNCTION);
    }
    if (onLabel != 0) {
      labels.place(onLabel);
      emitEnd(RegionMember.RAISE_ON_IN_REGION, RegionMember.RAISE_ON_IN_FUNCTION);
    }
  }

  private void emitEnd(RegionMember inRegion, RegionMember inFunction) {
    state.pushMachine();
    code.load(JvmCode.INT, locals.pc());
    code.op(JvmCode.INVOKESTATIC, names.of(locals.isFunction() ? inFunction : inRegion));
    if (locals.isFunction()) {
      FunctionMethods.returnNothing(flow.function.signature(), code);
    } else {
      code.op(JvmCode.IRETURN);
    }
  }
}
