package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Emits calls that go straight to compiled code, with the way out that each of them has: if no more calls may nest, or the
 * callee's frame has moved to the heap, this frame moves there too. Not thread-safe.
 */
final class RegionCalls {

  private final RegionClass names;
  private final JvmCode code;
  private final Labels labels;
  private final RegionLocals locals;
  private final RegionState state;
  private final RegionTables tables;
  private final FunctionMethods methods;
  private final RegionWindow window;

  private final List<CallSite> sites = new ArrayList<>();

  // The least distance of a callee's frame, many slots if there is none: of the function itself, of others. How many words of
  // Java stack the method takes through which others are called.
  private int ownDistance;
  private int distance;
  private int bridge;

  // Where ways out lead: in a function, in others for each handler, and in all if the callee's frame has moved.
  private int stopLabel;
  private int[] handlers = new int[2];
  private int[] handlerLabels = new int[2];
  private int handlerCount;
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
      FunctionMethods methods) {
    this.names = names;
    this.code = code;
    this.labels = labels;
    this.locals = locals;
    this.state = state;
    this.tables = tables;
    this.methods = methods;
    window = new RegionWindow(code, locals, state);
  }

  void begin(Liveness of) {
    liveness = of;
    flow = of.flow;
    sites.clear();
    ownDistance = JavaStack.SLOTS;
    distance = JavaStack.SLOTS;
    bridge = 0;
    handlerCount = 0;
  }

  /** Emits what comes before the opcode's method runs. */
  CallSite emitBefore(int block) {
    CallSite site = new CallSite(flow, block, labels);
    sites.add(site);
    locals.useCall(site.form.maxStack, site.callee);
    code.load(JvmCode.INT, locals.fp());
    state.pushField(RegionMember.LIMIT);
    labels.branch(JvmCode.IF_ICMPGT, site.outLabel);
    return site;
  }

  /** Emits the call, once the method has run and pushed the function that it picks, if it does that. */
  void emitCall(CallSite site) {
    boolean isOwn = locals.isFunction() && site.isRecursive(); // It is in the class being made.
    if (isOwn) {
      ownDistance = Math.min(ownDistance, site.arguments);
    } else {
      distance = Math.min(distance, site.arguments);
      bridge = Math.max(bridge, FunctionMethods.bridgeWords(site.callee));
    }
    if (site.isComputed()) {
      emitComputed(site);
    } else {
      state.notePc(site.next);
      if (!isOwn) {
        window.emitArguments(flow, site.arguments, site.arguments, site.callee.parameters());
      }
      int from = code.size();
      if (isOwn) {
        emitOwn(site);
      } else {
        code.op(JvmCode.GETSTATIC, names.entries());
        code.pushInt(site.function());
        emitLoaded(site);
      }
      tables.addThrowing(from, code.size());
    }
    if (site.catches()) {
      locals.toWrite(RegionRaises.view(flow.code, site.next));
    }
    emitQuestion(site);
    window.emitResults(site.arguments, site.callee.results(), 1);
  }

  private void emitOwn(CallSite site) {
    pushFrame(site.arguments);
    for (int i = 0; i < site.callee.parameters().size(); i++) {
      push(site.arguments + i, site.callee.parameters().get(i).ordinal());
    }
    code.op(JvmCode.INVOKESTATIC, methods.body());
    int result = FunctionMethods.result(site.callee);
    if (result >= 0) {
      code.store(result, locals.toWrite(Liveness.view(site.arguments, result)));
    }
  }

  /** Emits the call through the entry of which the array and the index have been pushed. */
  private void emitLoaded(CallSite site) {
    code.op(JvmCode.AALOAD);
    emitVirtual(site, site.arguments);
    takeResult(site);
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
    code.store(JvmCode.INT, index);
    state.notePc(site.next);
    window.emitArguments(flow, site.arguments, site.arguments, site.callee.parameters());
    int from = code.size();
    for (int way = cache; way < cache + InlineCaches.WAYS; way++) {
      int next = labels.make();
      code.op(JvmCode.GETSTATIC, names.caches());
      code.pushInt(way);
      code.op(JvmCode.LALOAD);
      code.load(JvmCode.INT, index);
      code.op(JvmCode.I2L);
      code.op(JvmCode.LCMP);
      labels.branch(JvmCode.IFNE, next);
      code.op(JvmCode.GETSTATIC, names.entries());
      code.load(JvmCode.INT, index);
      emitLoaded(site);
      labels.jump(called);
      labels.place(next);
    }
    state.notePc(site.pc); // What is picked may have another signature.
    code.load(JvmCode.INT, index);
    code.pushInt(site.signature);
    state.pushMachine();
    code.op(JvmCode.GETSTATIC, names.caches());
    code.pushInt(cache);
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.MISS));
    state.notePc(site.next);
    emitVirtual(site, site.arguments);
    takeResult(site);
    tables.addThrowing(from, code.size());
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
    if (sites.isEmpty()) {
      return;
    }
    stopLabel = labels.make();
    unwindLabel = labels.make();
    for (CallSite site : sites) {
      int unwindingLabel = labels.make();
      labels.place(site.restLabel);
      emitAttention(site, unwindingLabel, raises);
      labels.place(site.outLabel);
      state.notePc(site.pc);
      labels.place(unwindingLabel);
      emitWayOut(site);
    }
    for (int i = 0; i < handlerCount; i++) {
      labels.place(handlerLabels[i]);
      int from = code.size();
      state.callHandler(names.pool.method(handlers[i]));
      code.op(JvmCode.IRETURN);
      tables.addThrowing(from, code.size());
    }
    if (locals.isFunction()) {
      emitStop();
    }
  }

  /**
   * If the callee has ended in a tail call, its callee runs now, in a frame at the same place. If it has raised something, that goes
   * to a handler or the caller. If neither, and it has ended, the guest is to stop: the next call then takes the way out, where the
   * driver sees to it.
   */
  private void emitAttention(CallSite site, int unwindingLabel, RegionRaises raises) {
    state.pushField(RegionMember.RESUME);
    labels.branch(JvmCode.IFNE, unwindingLabel);
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
    state.setLimit(Entry.NO_CALLS);
    emitEnd(site);
  }

  /** Emits what follows the call: results but the first, which are in the callee's window. There is room only if it has returned. */
  private void emitEnd(CallSite site) {
    window.emitResults(site.arguments, site.callee.results(), 1);
    labels.jump(flow.next[site.block]);
  }

  private void emitFinish(CallSite site) {
    int from = code.size();
    pushFrame(site.arguments);
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.FINISH));
    tables.addThrowing(from, code.size());
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

  /** Commits, and goes to what all ways out share; the pc noted is that of the call or, if the callee's frame has moved, behind it. */
  private void emitWayOut(CallSite site) {
    state.makeRoom(flow);
    for (int i = 0; i < locals.writtenCount(); i++) {
      if (isLiveAfter(site, locals.written(i))) {
        state.commit(locals.written(i));
      }
    }
    state.commitPending();
    state.pushField(RegionMember.RESUME);
    labels.branch(JvmCode.IFNE, unwindLabel);
    for (int i = 0; i < locals.writtenCount(); i++) {
      int view = locals.written(i);
      if (!isLiveAfter(site, view) && liveness.isLiveAtLeave(site.block, view)) {
        state.commit(view);
      }
    }
    state.commitPending();
    labels.jump(locals.isFunction() ? stopLabel : handlerLabel(site.form));
  }

  private boolean isLiveAfter(CallSite site, int view) {
    return view >> 3 < site.arguments && liveness.isLiveInto(flow.next[site.block], view);
  }

  /** The label of what calls a handler for the instruction noted. The driver could not: it might enter the region there again. */
  private int handlerLabel(StencilForm form) {
    for (int i = 0; i < handlerCount; i++) {
      if (handlers[i] == form.handler) {
        return handlerLabels[i];
      }
    }
    if (handlerCount == handlers.length) {
      handlers = Arrays.copyOf(handlers, 2 * handlerCount);
      handlerLabels = Arrays.copyOf(handlerLabels, 2 * handlerCount);
    }
    handlers[handlerCount] = form.handler;
    handlerLabels[handlerCount] = labels.make();
    return handlerLabels[handlerCount++];
  }

  /** Lets the driver make the call noted, once the frames of all callers are in the heap, too. */
  private void emitStop() {
    labels.place(stopLabel);
    code.load(JvmCode.INT, locals.pc());
    state.pushMachine();
    code.load(JvmCode.INT, locals.fp());
    code.pushInt(flow.function.link());
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.STOP));
    FunctionMethods.returnNothing(flow.function.signature(), code);
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

  /** Emits the return at {@code pc} from a function to its caller. */
  void emitReturn(int pc) {
    window.emitReturn(flow, pc);
    int result = FunctionMethods.result(flow.function.signature());
    if (result >= 0) {
      push(0, result);
    }
    code.op(FunctionMethods.returning(result));
  }
}
