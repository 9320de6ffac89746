package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * Emits the tail calls of a function. One of itself jumps to its start. Any other is a JVM call whose result is handed on, so
 * that the caller finds what it would have found behind a call of the callee: a result, frames that move to the heap, one more
 * tail call. As those JVM calls nest, it is left to the caller to make the next one after so many, and if the callee is not
 * compiled. Not thread-safe.
 */
final class RegionTailCalls {

  private final RegionClass names;
  private final JvmCode code;
  private final Labels labels;
  private final RegionLocals locals;
  private final RegionState state;
  private final RegionCalls calls;
  private final RegionWindow window;
  private final RegionPolls polls;

  // For each call: its block, which it ends, and the labels of the JVM call and of what else there is to do.
  private int[] blocks = new int[8];
  private int[] callLabels = new int[8];
  private int[] handOverLabels = new int[8];
  private int count;

  /** How many words of Java stack the method takes through which others are called; 0 if none is. */
  private int bridge;

  private ControlFlow flow;
  private Liveness liveness;

  RegionTailCalls(
      RegionClass names,
      JvmCode code,
      Labels labels,
      RegionLocals locals,
      RegionState state,
      RegionCalls calls,
      RegionPolls polls) {
    this.names = names;
    this.code = code;
    this.labels = labels;
    this.locals = locals;
    this.state = state;
    this.calls = calls;
    this.polls = polls;
    window = new RegionWindow(code, locals, state);
  }

  void begin(Liveness of) {
    liveness = of;
    flow = of.flow;
    count = 0;
    bridge = 0;
  }

  /** Emits the call that ends a block, once the opcode's method has run and pushed the function that it picks, if it does. */
  void emit(int block) {
    int pc = flow.last[block];
    StencilForm form = flow.stencils.form(flow.code[pc]);
    int arguments = flow.code[pc + form.argumentsWord];
    Signature callee = form.callee(flow.program, flow.code, pc);
    if (form.flow == Flow.TAIL_CALL && flow.code[pc + form.argumentsWord - 1] == flow.function.entry()) {
      emitJump(block, arguments, callee.parameters());
      return;
    }
    add(block);
    if (form.flow == Flow.TAIL_CALL_COMPUTED) {
      code.store(JvmCode.INT, locals.useIndex());
    }
    state.notePc(pc);
    locals.useCall(form.maxStack, callee);
    if (Entry.canCall(callee)) {
      bridge = Math.max(bridge, FunctionMethods.bridgeWords(callee));
      window.emitArguments(flow, arguments, 0, callee.parameters());
      code.op(JvmCode.GETSTATIC, names.entries());
      pushCallee(form, pc);
      pushSignature(form, pc);
      state.pushMachine();
      code.load(JvmCode.INT, locals.fp());
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.CAN_TAIL_CALL));
      int start = code.size();
      code.op(JvmCode.IFNE);
      labels.refer(callLabels[count - 1], start);
    }
    labels.jump(handOverLabels[count - 1]);
  }

  private void add(int block) {
    if (count == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * count);
      callLabels = Arrays.copyOf(callLabels, 2 * count);
      handOverLabels = Arrays.copyOf(handOverLabels, 2 * count);
    }
    blocks[count] = block;
    callLabels[count] = labels.make();
    handOverLabels[count++] = labels.make();
  }

  /** The arguments, which lie behind all locals, become the parameters, and other locals start anew. */
  private void emitJump(int block, int arguments, List<Type> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      int type = parameters.get(i).ordinal();
      code.load(type, locals.of(Liveness.view(arguments + i, type)));
      code.store(type, locals.toWrite(Liveness.view(i, type)));
    }
    for (int view = parameters.size() << 3; view < flow.slots << 3; view++) {
      if (liveness.isLiveInto(0, view)) {
        code.pushZero(view & 7);
        code.store(view & 7, locals.toWrite(view));
      }
    }
    labels.jump(polls.label(block, 0));
  }

  /** Pushes the index of the callee. */
  private void pushCallee(StencilForm form, int pc) {
    if (form.flow == Flow.TAIL_CALL_COMPUTED) {
      code.load(JvmCode.INT, locals.index());
    } else {
      code.pushInt(flow.program.functionAt(flow.code[pc + form.argumentsWord - 1]).index());
    }
  }

  private void pushSignature(StencilForm form, int pc) {
    code.pushInt(flow.code[pc + form.argumentsWord + 1]);
  }

  /** Emits what puts the callee's frame in the place of this one, in the heap, and leaves it to the caller to go on there. */
  void emitHandOvers() {
    for (int i = 0; i < count; i++) {
      labels.place(handOverLabels[i]);
      int pc = flow.last[blocks[i]];
      StencilForm form = flow.stencils.form(flow.code[pc]);
      int arguments = flow.code[pc + form.argumentsWord];
      List<Type> parameters = form.callee(flow.program, flow.code, pc).parameters();
      state.makeRoom(flow);
      for (int j = 0; j < parameters.size(); j++) {
        state.commit(Liveness.view(arguments + j, parameters.get(j).ordinal()));
      }
      state.commitPending();
      pushCallee(form, pc);
      pushSignature(form, pc);
      state.pushMachine();
      code.load(JvmCode.INT, locals.fp());
      code.pushInt(arguments);
      code.pushInt(flow.function.link());
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.TAIL_CALL));
      FunctionMethods.returnNothing(flow.function.signature(), code);
    }
  }

  /** Emits the JVM calls. No handler may cover them: the frame of this function is no more. */
  void emitCalls() {
    for (int i = 0; i < count; i++) {
      int pc = flow.last[blocks[i]];
      StencilForm form = flow.stencils.form(flow.code[pc]);
      Signature callee = form.callee(flow.program, flow.code, pc);
      if (Entry.canCall(callee)) {
        labels.place(callLabels[i]);
        code.op(JvmCode.GETSTATIC, names.entries());
        pushCallee(form, pc);
        code.op(JvmCode.AALOAD);
        calls.emitVirtual(0, flow.code[pc + form.argumentsWord], callee);
        state.pushMachine();
        code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.TAIL_CALL_ENDS));
        state.returnFromBits(flow.function.signature());
      }
    }
  }

  /** For how many slots a frame of so many words counts more than a tail call. */
  int beyond(int words) {
    return bridge == 0 ? 0 : JavaStack.beyond(JavaStack.TAIL_CALL, words + bridge);
  }
}
