package dev.lockstep.runtime;

import java.util.Arrays;

/** The exits of a region: each commits and returns the pc that runs next. Not thread-safe. */
final class RegionExits {

  /** If all exits together commit more views than this, they share the code that does it. */
  private static final int MAX_COMMITS = 120;

  // What a group of exits does about a view: nothing is said, it is committed, it must not be.
  private static final byte FREE = 0;
  private static final byte COMMITTED = 1;
  private static final byte FORBIDDEN = 2;

  private final ControlFlow flow;
  private final Liveness liveness;
  private final JvmCode code;
  private final Labels labels;
  private final RegionLocals locals;
  private final RegionState state;

  RegionExits(
      ControlFlow flow, Liveness liveness, JvmCode code, Labels labels, RegionLocals locals, RegionState state) {
    this.flow = flow;
    this.liveness = liveness;
    this.code = code;
    this.labels = labels;
    this.locals = locals;
    this.state = state;
  }

  /** Commits what the instruction that leaves the region at the end of {@code block}, or what runs later, may read. */
  void commitForLeave(int block) {
    state.refresh();
    for (int i = 0; i < locals.writtenCount(); i++) {
      if (liveness.isLiveAtLeave(block, locals.written(i))) {
        state.commit(locals.written(i));
      }
    }
  }

  /** Emits the exits to all blocks of other regions that have been referred to. */
  void emit() {
    int commits = 0;
    for (int i = 0; i < labels.exitCount(); i++) {
      for (int j = 0; j < locals.writtenCount(); j++) {
        commits += liveness.isLiveInto(labels.exit(i), locals.written(j)) ? 1 : 0;
      }
    }
    if (commits > MAX_COMMITS) {
      emitShared();
      return;
    }
    for (int i = 0; i < labels.exitCount(); i++) {
      int exit = labels.exit(i);
      labels.place(exit);
      state.refresh();
      for (int j = 0; j < locals.writtenCount(); j++) {
        if (liveness.isLiveInto(exit, locals.written(j))) {
          state.commit(locals.written(j));
        }
      }
      code.pushInt(flow.start[exit]);
      code.op(0xac); // ireturn
    }
  }

  /**
   * Lets exits share one tail as far as none of them then overwrites a slot that is live where it leads. Committing a view
   * that is dead there takes time but does no harm.
   */
  private void emitShared() {
    int count = labels.exitCount();
    int[] groupOf = new int[count];
    byte[][] groups = new byte[4][];
    int groupCount = 0;
    byte[] wanted = new byte[locals.writtenCount()];
    for (int i = 0; i < count; i++) {
      want(labels.exit(i), wanted);
      int group = 0;
      while (group < groupCount && !agree(groups[group], wanted)) {
        group++;
      }
      if (group == groupCount) {
        if (groupCount == groups.length) {
          groups = Arrays.copyOf(groups, 2 * groupCount);
        }
        groups[groupCount++] = new byte[wanted.length];
      }
      merge(groups[group], wanted);
      groupOf[i] = group;
    }
    emitGroups(groupOf, groups, groupCount);
  }

  private void want(int exit, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      int view = locals.written(i);
      if (liveness.isLiveInto(exit, view)) {
        wanted[i] = COMMITTED;
      } else {
        wanted[i] = isSlotLiveInto(exit, view) ? FORBIDDEN : FREE;
      }
    }
  }

  private boolean isSlotLiveInto(int exit, int view) {
    for (int type = 0; type <= JvmCode.REFERENCE; type++) {
      if (liveness.isLiveInto(exit, view & ~7 | type)) {
        return true;
      }
    }
    return false;
  }

  private static boolean agree(byte[] group, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if ((group[i] | wanted[i]) == (COMMITTED | FORBIDDEN)) {
        return false;
      }
    }
    return true;
  }

  private static void merge(byte[] group, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      group[i] |= wanted[i];
    }
  }

  private void emitGroups(int[] groupOf, byte[][] groups, int groupCount) {
    int first = labels.make();
    for (int i = 1; i < groupCount; i++) {
      labels.make();
    }
    labels.carryInt(first, first + groupCount);
    for (int i = 0; i < groupOf.length; i++) {
      labels.place(labels.exit(i));
      code.pushInt(flow.start[labels.exit(i)]);
      labels.jump(first + groupOf[i]);
    }
    for (int group = 0; group < groupCount; group++) {
      labels.place(first + group);
      state.refresh();
      for (int i = 0; i < locals.writtenCount(); i++) {
        if (groups[group][i] == COMMITTED) {
          state.commit(locals.written(i));
        }
      }
      code.op(0xac); // ireturn
    }
  }
}
