package dev.lockstep.runtime;

import java.util.Arrays;

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
  private final FunctionMethods methods;
  private final RegionWindow window;

  // For each call: the labels of its way out and of what to do if there is something to look at; its block, which it ends.
  private int[] outLabels = new int[8];
  private int[] attentionLabels = new int[8];
  private int[] blocks = new int[8];
  private int count;

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
      FunctionMethods methods) {
    this.names = names;
    this.code = code;
    this.labels = labels;
    this.locals = locals;
    this.state = state;
    this.methods = methods;
    window = new RegionWindow(code, locals, state);
  }

  void begin(Liveness of) {
    liveness = of;
    flow = of.flow;
    count = 0;
    ownDistance = JavaStack.SLOTS;
    distance = JavaStack.SLOTS;
    bridge = 0;
    handlerCount = 0;
  }

  /** Emits what comes before the opcode's method runs. */
  void emitBefore(StencilForm form, int pc, int block) {
    if (count == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * count);
      outLabels = Arrays.copyOf(outLabels, 2 * count);
      attentionLabels = Arrays.copyOf(attentionLabels, 2 * count);
    }
    outLabels[count] = labels.make();
    attentionLabels[count] = labels.make();
    blocks[count] = block;
    locals.useCall(form.maxStack, form.callee(flow.program, flow.code, pc));
    code.load(JvmCode.INT, locals.fp());
    state.pushField(RegionMember.LIMIT);
    branch(JvmCode.IF_ICMPGT, outLabels[count++]);
  }

  /** Emits the call, once the method has run and pushed the function that it picks, if it does that. */
  void emitCall(StencilForm form, int pc, int block) {
    Signature callee = form.callee(flow.program, flow.code, pc);
    int base = flow.code[pc + form.argumentsWord];
    boolean isOwn = isOwn(form, pc);
    if (isOwn) {
      ownDistance = Math.min(ownDistance, base);
    } else {
      distance = Math.min(distance, base);
      bridge = Math.max(bridge, FunctionMethods.bridgeWords(callee));
    }
    if (form.flow == Flow.CALL_COMPUTED) {
      emitComputed(pc, block, base, callee);
    } else if (isOwn) {
      state.notePc(flow.end[block]);
      pushFrame(base);
      for (int i = 0; i < callee.parameters().size(); i++) {
        push(base + i, callee.parameters().get(i).ordinal());
      }
      code.op(JvmCode.INVOKESTATIC, methods.body());
      int result = FunctionMethods.result(callee);
      if (result >= 0) {
        code.store(result, locals.toWrite(Liveness.view(base, result)));
      }
    } else {
      state.notePc(flow.end[block]);
      window.emitArguments(flow, base, base, callee.parameters());
      code.op(JvmCode.GETSTATIC, names.entries());
      code.pushInt(flow.program.functionAt(calleeEntry(form, pc)).index());
      code.op(JvmCode.AALOAD);
      emitVirtual(base, base, callee);
      takeResult(base, callee);
    }
    if (flow.code[flow.end[block]] == Convention.CATCH) {
      locals.toWrite(RegionRaises.view(flow.code, flow.end[block]));
    }
    emitQuestion(count - 1);
    window.emitResults(base, callee.results(), 1);
  }

  /** Asks whether there is something to look at after a call. */
  private void emitQuestion(int call) {
    state.pushField(RegionMember.ATTENTION);
    branch(JvmCode.IFNE, attentionLabels[call]);
  }

  /** Emits the call of the function whose index has been pushed: a call for each way of its cache, and one for all others. */
  private void emitComputed(int pc, int block, int base, Signature callee) {
    int index = locals.useIndex();
    int cache = names.addCache();
    int called = labels.make();
    code.store(JvmCode.INT, index);
    state.notePc(flow.end[block]);
    window.emitArguments(flow, base, base, callee.parameters());
    for (int way = cache; way < cache + InlineCaches.WAYS; way++) {
      int next = labels.make();
      code.op(JvmCode.GETSTATIC, names.caches());
      code.pushInt(way);
      code.op(JvmCode.LALOAD);
      code.load(JvmCode.INT, index);
      code.op(JvmCode.I2L);
      code.op(JvmCode.LCMP);
      branch(JvmCode.IFNE, next);
      code.op(JvmCode.GETSTATIC, names.entries());
      code.load(JvmCode.INT, index);
      code.op(JvmCode.AALOAD);
      emitVirtual(base, base, callee);
      takeResult(base, callee);
      labels.jump(called);
      labels.place(next);
    }
    state.notePc(pc); // What is picked may have another signature.
    code.load(JvmCode.INT, index);
    code.pushInt(flow.code[pc + flow.stencils.form(flow.code[pc]).argumentsWord + 1]);
    state.pushMachine();
    code.op(JvmCode.GETSTATIC, names.caches());
    code.pushInt(cache);
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.MISS));
    state.notePc(flow.end[block]);
    emitVirtual(base, base, callee);
    takeResult(base, callee);
    labels.place(called);
  }

  /**
   * Emits the call through the entry that has been pushed; leaves what that returns on the operand stack.
   *
   * @param base where the callee's frame starts
   * @param from the slot of the first argument
   */
  void emitVirtual(int base, int from, Signature callee) {
    int shape = Entry.shape(callee);
    if (!Entry.isPlain(shape)) {
      code.op(JvmCode.CHECKCAST, methods.shapeClass(shape));
    }
    pushFrame(base);
    for (int i = 0; i < Entry.arguments(shape); i++) {
      int type = callee.parameters().get(i).ordinal();
      push(from + i, type);
      state.toBits(type);
    }
    code.op(JvmCode.INVOKEVIRTUAL, methods.virtual(shape));
  }

  /** Takes a first result that {@link #emitVirtual} has left. */
  private void takeResult(int base, Signature callee) {
    int result = FunctionMethods.result(callee);
    if (result < 0) {
      code.op(JvmCode.POP2);
    } else {
      state.fromBits(result);
      code.store(result, locals.toWrite(Liveness.view(base, result)));
    }
  }

  /** Whether the callee is in the class being made. */
  private boolean isOwn(StencilForm form, int pc) {
    return locals.isFunction() && form.flow == Flow.CALL && calleeEntry(form, pc) == flow.function.entry();
  }

  private int calleeEntry(StencilForm form, int pc) {
    return flow.code[pc + form.argumentsWord - 1];
  }

  /** Pushes what every callee is passed. */
  private void pushFrame(int base) {
    state.pushMachine();
    state.pushSum(locals.fp(), base);
  }

  private void push(int slot, int type) {
    code.load(type, locals.of(Liveness.view(slot, type)));
  }

  private void branch(int instruction, int label) {
    int start = code.size();
    code.op(instruction);
    labels.refer(label, start);
  }

  /** Emits the ways out of all calls, and to handlers of what they raise. */
  void emitWaysOut(RegionRaises raises) {
    if (count == 0) {
      return;
    }
    stopLabel = labels.make();
    unwindLabel = labels.make();
    for (int i = 0; i < count; i++) {
      int unwindingLabel = labels.make();
      labels.place(attentionLabels[i]);
      emitAttention(i, unwindingLabel, raises);
      labels.place(outLabels[i]);
      state.notePc(flow.last[blocks[i]]);
      labels.place(unwindingLabel);
      emitWayOut(blocks[i]);
    }
    for (int i = 0; i < handlerCount; i++) {
      labels.place(handlerLabels[i]);
      state.callHandler(names.pool.method(handlers[i]));
      code.op(JvmCode.IRETURN);
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
  private void emitAttention(int call, int unwindingLabel, RegionRaises raises) {
    state.pushField(RegionMember.RESUME);
    branch(JvmCode.IFNE, unwindingLabel);
    if (flow.program.hasTailCalls()) {
      int hasEnded = labels.make();
      state.pushField(RegionMember.TAIL);
      branch(JvmCode.IFEQ, hasEnded);
      emitFinish(call);
      labels.place(hasEnded);
    }
    if (flow.program.raises()) {
      raises.emitBehindCall(blocks[call]);
    }
    state.setLimit(Entry.NO_CALLS);
    emitEnd(call);
  }

  /** Emits what follows the call: results but the first, which are in the callee's window. There is room only if it has returned. */
  private void emitEnd(int call) {
    int pc = flow.last[blocks[call]];
    StencilForm form = flow.stencils.form(flow.code[pc]);
    Signature callee = form.callee(flow.program, flow.code, pc);
    window.emitResults(flow.code[pc + form.argumentsWord], callee.results(), 1);
    labels.jump(flow.next[blocks[call]]);
  }

  private void emitFinish(int call) {
    int pc = flow.last[blocks[call]];
    StencilForm form = flow.stencils.form(flow.code[pc]);
    Signature callee = form.callee(flow.program, flow.code, pc);
    int base = flow.code[pc + form.argumentsWord];
    pushFrame(base);
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.FINISH));
    boolean isReturned = FunctionMethods.result(callee) != JvmCode.REFERENCE;
    if (isReturned) {
      takeResult(base, callee);
    } else {
      code.op(JvmCode.POP2);
      window.emitResults(base, callee.results().subList(0, 1), 0); // There is room: the callee has put a frame there.
    }
    emitQuestion(call);
    emitEnd(call);
  }

  /** Commits, and goes to what all ways out share; the pc noted is that of the call or, if the callee's frame has moved, behind it. */
  private void emitWayOut(int block) {
    int pc = flow.last[block];
    StencilForm form = flow.stencils.form(flow.code[pc]);
    int base = flow.code[pc + form.argumentsWord];
    state.makeRoom(flow);
    for (int i = 0; i < locals.writtenCount(); i++) {
      if (isLiveAfter(block, base, locals.written(i))) {
        state.commit(locals.written(i));
      }
    }
    state.commitPending();
    state.pushField(RegionMember.RESUME);
    branch(JvmCode.IFNE, unwindLabel);
    for (int i = 0; i < locals.writtenCount(); i++) {
      int view = locals.written(i);
      if (!isLiveAfter(block, base, view) && liveness.isLiveAtLeave(block, view)) {
        state.commit(view);
      }
    }
    state.commitPending();
    labels.jump(locals.isFunction() ? stopLabel : handlerLabel(form));
  }

  private boolean isLiveAfter(int block, int base, int view) {
    return view >> 3 < base && liveness.isLiveInto(flow.next[block], view);
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
    if (count == 0) {
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
  void emitReturn(int pc, RegionTables tables) {
    window.emitReturn(flow, pc, tables);
    int result = FunctionMethods.result(flow.function.signature());
    if (result >= 0) {
      push(0, result);
    }
    code.op(FunctionMethods.returning(result));
  }
}
