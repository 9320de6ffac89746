package dev.lockstep.runtime;

/** A call, or tail call, that ends a block: what its instruction says, and where the code of it is. Immutable. */
final class CallSite {

  final StencilForm form;
  final int block;
  final int pc;

  /** Where the callee returns to, in the block that follows. */
  final int next;

  /** The slot of the first argument, where the callee's frame starts unless that takes the place of the caller's. */
  final int arguments;

  final Signature callee;

  /** The index of that. */
  final int signature;

  /** The label of where a tail call goes that cannot be made as a JVM call, and one of a function by itself behind the limit. */
  final int outLabel;

  /** The label of the rest of it, out of line: what to do if there is something to look at, or all of a tail call. */
  final int restLabel;

  private final ControlFlow flow;

  CallSite(ControlFlow flow, int block, Labels labels) {
    this.flow = flow;
    this.block = block;
    pc = flow.last[block];
    next = flow.end[block];
    form = flow.stencils.form(flow.code[pc]);
    arguments = flow.code[pc + form.argumentsWord];
    signature = flow.code[pc + form.argumentsWord + 1];
    callee = form.callee(flow.program, flow.code, pc);
    outLabel = labels.make();
    restLabel = labels.make();
  }

  boolean isComputed() {
    return form.flow == Flow.CALL_COMPUTED || form.flow == Flow.TAIL_CALL_COMPUTED;
  }

  /** Whether a function calls itself, by name. */
  boolean isRecursive() {
    return !isComputed() && entry() == flow.function.entry();
  }

  /** The index of the function that is called, which the instruction names. */
  int function() {
    return flow.program.functionAt(entry()).index();
  }

  private int entry() {
    return flow.code[pc + form.argumentsWord - 1];
  }

  /** Whether what the callee raises is caught where it would return to. */
  boolean catches() {
    return flow.code[next] == Convention.CATCH;
  }
}
