package dev.lockstep.runtime;

import java.util.List;

/**
 * Emits what calls between compiled functions pass through the guest's stack, where the callee's frame is or would be:
 * arguments that {@link Entry} does not take, and all results but a first one that it returns. Not thread-safe.
 */
final class RegionWindow {

  private final RegionLocals locals;
  private final RegionState state;

  RegionWindow(RegionLocals locals, RegionState state) {
    this.locals = locals;
    this.state = state;
  }

  /** Puts arguments of a call where the frame at {@code base} has its parameters. */
  void emitArguments(CallSite site, int base) {
    List<Type> parameters = site.callee.parameters();
    if (parameters.size() > Entry.MAX_ARGUMENTS) {
      state.refresh();
    }
    for (int i = Entry.MAX_ARGUMENTS; i < parameters.size(); i++) {
      state.store(Liveness.view(site.arguments + i, parameters.get(i).ordinal()), base + i);
    }
  }

  /**
   * Fetches the results from the index {@code first} on, of a frame at {@code base}. They are anything if the callee's frame has
   * moved to the heap, which is not known yet; so they stay there.
   */
  void emitResults(int base, List<Type> results, int first) {
    if (first < results.size()) {
      state.refresh();
    }
    for (int i = first; i < results.size(); i++) {
      int view = Liveness.view(base + i, results.get(i).ordinal());
      locals.toWrite(view);
      state.reload(view);
    }
  }

  /** Puts the results of the function but the first one where its caller fetches them. */
  void emitReturn(List<Type> results) {
    if (results.size() < 2) {
      return;
    }
    state.refresh();
    for (int i = 1; i < results.size(); i++) {
      state.commit(Liveness.view(i, results.get(i).ordinal()));
    }
    state.commitPending();
  }
}
