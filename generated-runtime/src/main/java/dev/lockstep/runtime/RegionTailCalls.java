package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Emits the tail calls of a function. One of itself jumps to its start. Any other is a JVM call whose result is handed on, so
 * that the caller finds what it would have found behind a call of the callee: a result, frames that move to the heap, one more
 * tail call. As those JVM calls nest, it is left to the caller to make the next one after so many, and if the callee is not
 * compiled. Not thread-safe.
 */
final class RegionTailCalls {

  /** How many words of operand stack {@link RegionRuntime#tailCall} takes. */
  private static final int HAND_OVER = 7;

  private final RegionClass names;
  private final JvmCode code;
  private final Labels labels;
  private final RegionLocals locals;
  private final RegionState state;
  private final RegionTables tables;
  private final RegionCalls calls;
  private final RegionWindow window;
  private final RegionPolls polls;

  private final List<CallSite> sites = new ArrayList<>();

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
      RegionTables tables,
      RegionCalls calls,
      RegionPolls polls) {
    this.names = names;
    this.code = code;
    this.labels = labels;
    this.locals = locals;
    this.state = state;
    this.tables = tables;
    this.calls = calls;
    this.polls = polls;
    window = new RegionWindow(locals, state);
  }

  void begin(Liveness of) {
    liveness = of;
    flow = of.flow;
    sites.clear();
    bridge = 0;
  }

  /** Emits the call that ends a block, once the opcode's method has run and pushed the function that it picks, if it does. */
  void emit(int block) {
    CallSite site = new CallSite(flow, block, labels);
    if (site.isRecursive()) {
      emitJump(site);
      return;
    }
    sites.add(site);
    if (site.isComputed()) {
      code.store(JvmCode.INT, locals.useIndex());
    }
    state.notePc(site.pc);
    locals.useCall(site.form.maxStack, site.callee);
    locals.useStack(HAND_OVER);
    if (Entry.canCall(site.callee)) {
      bridge = Math.max(bridge, FunctionMethods.bridgeWords(site.callee));
      window.emitArguments(site, 0);
      code.op(JvmCode.GETSTATIC, names.entries());
      calls.pushCallee(site);
      code.pushInt(site.signature);
      state.pushMachine();
      code.load(JvmCode.INT, locals.fp());
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.CAN_TAIL_CALL));
      labels.branch(JvmCode.IFNE, site.restLabel);
    }
    labels.jump(site.outLabel);
  }

  /** The arguments, which lie behind all locals, become the parameters, and other locals start anew. */
  private void emitJump(CallSite site) {
    List<Type> parameters = site.callee.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      int type = parameters.get(i).ordinal();
      code.load(type, locals.of(Liveness.view(site.arguments + i, type)));
      code.store(type, locals.toWrite(Liveness.view(i, type)));
    }
    for (int view = parameters.size() << 3; view < flow.slots << 3; view++) {
      if (liveness.isLiveInto(0, view)) {
        code.pushZero(view & 7);
        code.store(view & 7, locals.toWrite(view));
      }
    }
    labels.jump(polls.label(site.block, 0));
  }

  /** Emits what puts the callee's frame in the place of this one, in the heap, and leaves it to the caller to go on there. */
  void emitHandOvers() {
    for (CallSite site : sites) {
      labels.place(site.outLabel);
      state.refresh();
      for (int i = 0; i < site.callee.parameters().size(); i++) {
        state.commit(Liveness.view(site.arguments + i, site.callee.parameters().get(i).ordinal()));
      }
      state.commitPending();
      int from = code.size();
      calls.pushCallee(site);
      code.pushInt(site.signature);
      state.pushMachine();
      code.load(JvmCode.INT, locals.fp());
      code.load(JvmCode.INT, locals.pc());
      code.pushInt(site.arguments);
      code.pushInt(flow.function.link());
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.TAIL_CALL));
      tables.addThrowing(from);
      FunctionMethods.returnNothing(flow.function.signature(), code);
    }
  }

  /** Emits the JVM calls. No handler may cover them: the frame of this function is no more. */
  void emitCalls() {
    for (CallSite site : sites) {
      if (Entry.canCall(site.callee)) {
        labels.place(site.restLabel);
        calls.pushEntry(site);
        calls.emitVirtual(site, 0);
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
