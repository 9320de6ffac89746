package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * The exits of a region: each commits and returns the pc that runs next. One that is taken because the guest is to stop
 * before a block returns the pc at which the driver stops.
 *
 * <p>A function, whose caller waits for its result, has a driver run what is next and returns the result, or, if the guest is
 * to stop, moves to the heap with all its callers. Not thread-safe.
 */
final class RegionExits {

  /** If all exits together commit more views than this, they share the code that does it. */
  private static final int MAX_COMMITS = 120;

  // What a group of exits does about a view: nothing is said, it is committed, it must not be.
  private static final byte FREE = 0;
  private static final byte COMMITTED = 1;
  private static final byte FORBIDDEN = 2;

  private final RegionClass names;
  private final JvmCode code;
  private final Labels labels;
  private final RegionLocals locals;
  private final RegionState state;

  // Why a region is left: for what another one does, because the guest is to stop, or because an opcode suspends it.
  private static final byte GO_ON = 0;
  private static final byte STOP = 1;
  private static final byte YIELD = 2;

  // For each exit: its label, the block to which it leads, and why.
  private int[] exitLabels = new int[16];
  private int[] blocks = new int[16];
  private byte[] reasons = new byte[16];
  private int count;

  // For each exit through a handler, in a function in front of what it would run: its label, and the block that ends in it.
  private int[] leaveLabels = new int[8];
  private int[] leaveBlocks = new int[8];
  private int leaveCount;

  /** By block: the label of the exit at which the guest stops before it; 0, which is a block's, if there is none. */
  private int[] stopLabels = {};

  /** In a function, the label of what all exits share; 0, which is a block's, if there is none. */
  private int endLabel;

  private ControlFlow flow;
  private Liveness liveness;

  RegionExits(RegionClass names, JvmCode code, Labels labels, RegionLocals locals, RegionState state) {
    this.names = names;
    this.code = code;
    this.labels = labels;
    this.locals = locals;
    this.state = state;
  }

  void begin(Liveness of) {
    liveness = of;
    flow = of.flow;
    for (int i = 0; i < count; i++) {
      stopLabels[blocks[i]] = 0;
    }
    stopLabels = flow.count > stopLabels.length ? new int[flow.count] : stopLabels;
    count = 0;
    leaveCount = 0;
    endLabel = 0;
  }

  private void add(int label, int block, byte reason) {
    if (count == blocks.length) {
      exitLabels = Arrays.copyOf(exitLabels, 2 * count);
      blocks = Arrays.copyOf(blocks, 2 * count);
      reasons = Arrays.copyOf(reasons, 2 * count);
    }
    exitLabels[count] = label;
    blocks[count] = block;
    reasons[count++] = reason;
  }

  /** The label of an exit at which the guest stops before {@code block}. */
  int stop(int block) {
    if (stopLabels[block] == 0) {
      stopLabels[block] = labels.make();
      add(stopLabels[block], block, STOP);
    }
    return stopLabels[block];
  }

  /** The label of an exit behind which the function goes on before {@code block}, in the heap. */
  int before(int block) {
    int label = labels.make();
    add(label, block, GO_ON);
    return label;
  }

  /** The label of an exit at which an opcode suspends the guest before {@code block}. */
  int yieldAt(int block) {
    int label = labels.make();
    add(label, block, YIELD);
    return label;
  }

  /** The label of the exit through the handler of the last instruction of {@code block}. */
  int leave(int block) {
    if (leaveCount == leaveLabels.length) {
      leaveLabels = Arrays.copyOf(leaveLabels, 2 * leaveCount);
      leaveBlocks = Arrays.copyOf(leaveBlocks, 2 * leaveCount);
    }
    leaveBlocks[leaveCount] = block;
    leaveLabels[leaveCount] = labels.make();
    return leaveLabels[leaveCount++];
  }

  /** Emits the exits through handlers, which commit what the handler or what runs later may read. */
  void emitLeaves(RegionTables tables) {
    for (int i = 0; i < leaveCount; i++) {
      labels.place(leaveLabels[i]);
      int pc = flow.last[leaveBlocks[i]];
      state.notePc(pc);
      state.refresh();
      for (int j = 0; j < locals.writtenCount(); j++) {
        if (liveness.isLiveAtLeave(leaveBlocks[i], locals.written(j))) {
          state.commit(locals.written(j));
        }
      }
      state.commitPending();
      StencilForm form = flow.stencils.form(flow.code[pc]);
      if (locals.isFunction()) {
        emitEnd();
        continue;
      }
      int from = code.size();
      state.callHandler(form.handler == StencilForm.RAISE ? names.of(RegionMember.RAISE) : names.pool.method(form.handler));
      code.op(JvmCode.IRETURN);
      if (form.flow != Flow.RETURN) {
        tables.addThrowing(from);
      }
    }
  }

  /** Emits the exits to all blocks of other regions that have been referred to, and those of all polls. */
  void emit() {
    for (int i = 0; i < labels.exitCount(); i++) {
      add(labels.exit(i), labels.exit(i), GO_ON);
    }
    int commits = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < locals.writtenCount(); j++) {
        commits += liveness.isLiveInto(blocks[i], locals.written(j)) ? 1 : 0;
      }
    }
    if (commits > MAX_COMMITS) {
      emitShared();
    } else {
      emitEach();
    }
  }

  private void emitEach() {
    for (int i = 0; i < count; i++) {
      labels.place(exitLabels[i]);
      emitStart(i);
      state.refresh();
      commit(blocks[i]);
      emitEnd();
    }
  }

  /** Pushes what the exit returns; in a function notes where to go on. */
  private void emitStart(int exit) {
    int pc = flow.start[blocks[exit]];
    boolean isYield = reasons[exit] == YIELD;
    if (locals.isFunction()) {
      state.notePc(pc);
      if (reasons[exit] != GO_ON) {
        state.setLimit(isYield ? Entry.YIELDS : Entry.STOPS);
      }
    } else if (reasons[exit] != GO_ON) {
      state.pushMachine();
      code.pushInt(pc);
      code.op(JvmCode.INVOKESTATIC, names.of(isYield ? RegionMember.YIELD : RegionMember.SUSPEND));
    } else {
      code.pushInt(pc);
    }
  }

  private void emitEnd() {
    if (locals.isFunction()) {
      endLabel = endLabel == 0 ? labels.make() : endLabel;
      labels.jump(endLabel);
    } else {
      code.op(JvmCode.IRETURN);
    }
  }

  /** Emits what all exits of a function share. No handler may cover it: the frame is in the heap, where the driver sees it. */
  void emitGoingOn() {
    if (endLabel == 0) {
      return;
    }
    labels.place(endLabel);
    state.pushMachine();
    code.load(JvmCode.INT, locals.pc());
    code.load(JvmCode.INT, locals.fp());
    code.pushInt(flow.function.link());
    boolean isCounted = flow.program.crossings() != null;
    code.op(JvmCode.INVOKESTATIC, names.of(isCounted ? RegionMember.GO_ON_COUNTED : RegionMember.GO_ON));
    state.returnFromDriver(flow.function.signature());
  }

  /** For how many slots a frame of so many words counts more than the driver for which it may wait. */
  int beyond(int words) {
    return endLabel == 0 ? 0 : JavaStack.beyondDriver(words);
  }

  private void commit(int block) {
    for (int i = 0; i < locals.writtenCount(); i++) {
      if (liveness.isLiveInto(block, locals.written(i))) {
        state.commit(locals.written(i));
      }
    }
    state.commitPending();
  }

  /**
   * Lets exits share one tail as far as none of them then overwrites a slot that is live where it leads. Committing a view
   * that is dead there takes time but does no harm.
   */
  private void emitShared() {
    int[] groupOf = new int[count];
    byte[][] groups = new byte[4][];
    int groupCount = 0;
    byte[] wanted = new byte[locals.writtenCount()];
    for (int i = 0; i < count; i++) {
      want(blocks[i], wanted);
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
    if (!locals.isFunction()) {
      labels.carryInt(first, first + groupCount);
    }
    for (int i = 0; i < count; i++) {
      labels.place(exitLabels[i]);
      emitStart(i);
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
      state.commitPending();
      emitEnd();
    }
  }
}
