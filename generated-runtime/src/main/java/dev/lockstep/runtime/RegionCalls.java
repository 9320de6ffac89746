package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Emits calls that go straight to compiled code, with the way out that each of them has: if the callee's frame has moved to the
 * heap, or the callee refuses to run, this frame moves there too. Not thread-safe.
 */
final class RegionCalls {

  private final RegionClass names;
  private final JvmCode code;
  private final Labels labels;
  private final RegionLocals locals;
  private final RegionState state;
  private final RegionTables tables;
  private final FunctionMethods methods;
  private final LimitTests limitTests;
  private final RegionWindow window;

  private final List<CallSite> sites = new ArrayList<>();

  // The least distance of a callee's frame, many slots if there is none: of the function itself, of others. How many words of
  // Java stack the method takes through which others are called.
  private int ownDistance;
  private int distance;
  private int bridge;

  /** Where ways out lead. */
  private int unwindLabel;

  private ControlFlow flow;
  private Liveness liveness;

  RegionCalls(
      RegionClass names,
      JvmCode code,
      Labels labels,
      RegionLocals locals,
      RegionState state,
      RegionTables tables,
      FunctionMethods methods,
      LimitTests limitTests) {
    this.names = names;
    this.code = code;
    this.labels = labels;
    this.locals = locals;
    this.state = state;
    this.tables = tables;
    this.methods = methods;
    this.limitTests = limitTests;
    window = new RegionWindow(locals, state);
  }

  void begin(Liveness of) {
    liveness = of;
    flow = of.flow;
    sites.clear();
    ownDistance = JavaStack.SLOTS;
    distance = JavaStack.SLOTS;
    bridge = 0;
  }

  /** Emits the call that ends a block, once the opcode's method has run and pushed the function that it picks, if it does that. */
  void emitCall(int block) {
    CallSite site = new CallSite(flow, block, labels);
    sites.add(site);
    locals.useCall(site.form.maxStack, site.callee);
    if (isOwn(site)) {
      ownDistance = Math.min(ownDistance, site.arguments);
    } else {
      distance = Math.min(distance, site.arguments);
      bridge = Math.max(bridge, FunctionMethods.bridgeWords(site.callee));
    }
    if (site.isComputed()) {
      emitComputed(site);
    } else if (isOwn(site)) {
      emitOwn(site);
    } else {
      emitOther(site);
    }
    if (site.catches()) {
      locals.toWrite(RegionRaises.view(flow.code, site.next));
    }
    emitQuestion(site);
    window.emitResults(site.arguments, site.callee.results(), 1);
  }

  /** Whether the callee is in the class being made. */
  private boolean isOwn(CallSite site) {
    return locals.isFunction() && site.isRecursive();
  }

  private void emitOther(CallSite site) {
    window.emitArguments(site, site.arguments);
    pushEntry(site);
    if (!limitTests.isAsked(site.block)) {
      state.pushMachine();
      code.load(JvmCode.INT, locals.fp());
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.CALLEE));
    }
    emitCall(site);
  }

  /** Emits the call through the entry that has been pushed, and takes a first result. */
  private void emitCall(CallSite site) {
    emitVirtual(site, site.arguments);
    tables.addCall(site.next);
    takeResult(site);
  }

  /**
   * Pushes the callee's entry. That of a call by name is a constant if that is possible: then HotSpot knows its class, and what a call
   * of it runs.
   */
  void pushEntry(CallSite site) {
    Entry bindable = site.isComputed() ? null : flow.program.bindable(site.function(), flow.function);
    if (bindable == null) {
      code.op(JvmCode.GETSTATIC, names.entries());
      pushCallee(site);
      code.op(JvmCode.AALOAD);
    } else {
      code.op(JvmCode.GETSTATIC, names.bind(site.function(), bindable));
    }
  }

  /** Pushes the index of the callee, which a computed call has left in a local. */
  void pushCallee(CallSite site) {
    if (site.isComputed()) {
      code.load(JvmCode.INT, locals.useIndex());
    } else {
      code.pushInt(site.function());
    }
  }

  private void emitOwn(CallSite site) {
    limitTests.emitTest(site.block, site.outLabel);
    pushFrame(site.arguments);
    for (int i = 0; i < site.callee.parameters().size(); i++) {
      push(site.arguments + i, site.callee.parameters().get(i).ordinal());
    }
    code.op(JvmCode.INVOKESTATIC, methods.body());
    tables.addCall(site.next);
    int result = FunctionMethods.result(site.callee);
    if (result >= 0) {
      code.store(result, locals.toWrite(Liveness.view(site.arguments, result)));
    }
  }

  /** Asks whether there is something to look at after a call. */
  private void emitQuestion(CallSite site) {
    state.pushField(RegionMember.ATTENTION);
    labels.branch(JvmCode.IFNE, site.restLabel);
  }

  /** Emits the call of the function whose index has been pushed: a call for each way of its cache, and one for all others. */
  private void emitComputed(CallSite site) {
    int index = locals.useIndex();
    int cache = names.addCache();
    int called = labels.make();
    int missed = labels.make();
    code.store(JvmCode.INT, index);
    window.emitArguments(site, site.arguments);
    limitTests.emitTest(site.block, missed);
    for (int way = cache; way < cache + InlineCaches.WAYS; way++) {
      int next = labels.make();
      code.op(JvmCode.GETSTATIC, names.caches());
      code.pushInt(way);
      code.op(JvmCode.LALOAD);
      code.load(JvmCode.INT, index);
      code.op(JvmCode.I2L);
      code.op(JvmCode.LCMP);
      labels.branch(JvmCode.IFNE, next);
      pushEntry(site);
      emitCall(site);
      labels.jump(called);
      labels.place(next);
    }
    labels.place(missed);
    state.notePc(site.pc); // What is picked may have another signature.
    int from = code.size();
    code.load(JvmCode.INT, index);
    code.pushInt(site.signature);
    state.pushMachine();
    code.op(JvmCode.GETSTATIC, names.caches());
    code.pushInt(cache);
    code.load(JvmCode.INT, locals.fp());
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.MISS));
    tables.addThrowing(from);
    emitCall(site);
    labels.place(called);
  }

  /**
   * Emits the call through the entry that has been pushed; leaves what that returns on the operand stack.
   *
   * @param base where the callee's frame starts
   */
  void emitVirtual(CallSite site, int base) {
    int shape = Entry.shape(site.callee);
    if (!Entry.isPlain(shape)) {
      code.op(JvmCode.CHECKCAST, methods.shapeClass(shape));
    }
    pushFrame(base);
    for (int i = 0; i < Entry.arguments(shape); i++) {
      int type = site.callee.parameters().get(i).ordinal();
      push(site.arguments + i, type);
      state.toBits(type);
    }
    code.op(JvmCode.INVOKEVIRTUAL, methods.virtual(shape));
  }

  /** Takes a first result that {@link #emitVirtual} has left. */
  private void takeResult(CallSite site) {
    int result = FunctionMethods.result(site.callee);
    if (result < 0) {
      code.op(JvmCode.POP2);
    } else {
      state.fromBits(result);
      code.store(result, locals.toWrite(Liveness.view(site.arguments, result)));
    }
  }

  /** Pushes what every callee is passed. */
  private void pushFrame(int base) {
    state.pushMachine();
    state.pushSum(locals.fp(), base);
  }

  private void push(int slot, int type) {
    code.load(type, locals.of(Liveness.view(slot, type)));
  }

  /** Emits the ways out of all calls, and to handlers of what they raise. */
  void emitWaysOut(RegionRaises raises) {
    unwindLabel = sites.isEmpty() ? 0 : labels.make();
    for (CallSite site : sites) {
      if (isOwn(site) && !limitTests.isAsked(site.block)) {
        labels.place(site.outLabel);
        emitOther(site);
      }
      labels.place(site.restLabel);
      emitAttention(site, raises);
    }
  }

  /**
   * If the callee has ended in a tail call, its callee runs now, in a frame at the same place. If it has raised something, that goes
   * to a handler or the caller. Otherwise the callee's frame has moved to the heap, or the guest is to stop: so this one moves there,
   * too, to go on behind the call.
   */
  private void emitAttention(CallSite site, RegionRaises raises) {
    state.notePc(site.next);
    if (flow.program.hasTailCalls()) {
      int hasEnded = labels.make();
      state.pushField(RegionMember.TAIL);
      labels.branch(JvmCode.IFEQ, hasEnded);
      emitFinish(site);
      labels.place(hasEnded);
    }
    if (flow.program.raises()) {
      raises.emitBehindCall(site);
    }
    emitWayOut(site);
  }

  /** Emits what follows the call: results but the first, which are in the callee's window. There is room only if it has returned. */
  private void emitEnd(CallSite site) {
    window.emitResults(site.arguments, site.callee.results(), 1);
    labels.jump(flow.next[site.block]);
  }

  private void emitFinish(CallSite site) {
    pushFrame(site.arguments);
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.FINISH));
    tables.addCall(site.next);
    boolean isReturned = FunctionMethods.result(site.callee) != JvmCode.REFERENCE;
    if (isReturned) {
      takeResult(site);
    } else {
      code.op(JvmCode.POP2);
      // There is room: the callee has put a frame there.
      window.emitResults(site.arguments, site.callee.results().subList(0, 1), 0);
    }
    emitQuestion(site);
    emitEnd(site);
  }

  private void emitWayOut(CallSite site) {
    int result = FunctionMethods.result(site.callee);
    if (result >= 0) {
      push(site.arguments, result);
      state.toBits(result);
      pushFrame(site.arguments);
      code.op(JvmCode.INVOKESTATIC, names.of(result == JvmCode.REFERENCE ? RegionMember.KEEP_REFERENCE : RegionMember.KEEP));
    }
    state.refresh();
    for (int i = 0; i < locals.writtenCount(); i++) {
      int view = locals.written(i);
      if (view >> 3 < site.arguments && liveness.isLiveInto(flow.next[site.block], view)) {
        state.commit(view);
      }
    }
    state.commitPending();
    labels.jump(unwindLabel);
  }

  /** Emits what ways out end in once a callee's frame has moved. No handler may cover it: this frame is in the heap. */
  void emitUnwinding() {
    if (sites.isEmpty()) {
      return;
    }
    labels.place(unwindLabel);
    state.pushMachine();
    code.load(JvmCode.INT, locals.fp());
    code.load(JvmCode.INT, locals.pc());
    if (locals.isFunction()) {
      code.pushInt(flow.function.link());
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.UNWIND));
      FunctionMethods.returnNothing(flow.function.signature(), code);
    } else {
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.UNWOUND));
      code.op(JvmCode.IRETURN);
    }
  }

  /** For how many slots a frame of so many words counts more than its callees' frames are away. */
  int beyond(int words) {
    return Math.max(JavaStack.beyond(ownDistance, words), JavaStack.beyond(distance, words + bridge));
  }

  /** Emits the return from a function to its caller. */
  void emitReturn() {
    window.emitReturn(flow.function.signature().results());
    int result = FunctionMethods.result(flow.function.signature());
    if (result >= 0) {
      push(0, result);
    }
    code.op(FunctionMethods.returning(result));
  }
}
