package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * Where a function asks whether its frame starts behind the limit ({@link Machine#limit}), so that it may not call: at each call, or,
 * for a loop that is sure to call each time round, on the way into it. If it may not, it goes on from there in the heap. A region
 * that the driver enters asks at each call, as it could be entered at the same place again. Not thread-safe.
 */
final class LimitTests {

  /** The way into a block at which no loop begins that asks on the way in. */
  private static final int NO_HEADER = -1;

  private final RegionState state;
  private final Labels labels;
  private final RegionExits exits;

  /** Whether there is a loop that asks on the way in. */
  private boolean hasLoops;

  /** By block: whether it is in such a loop. */
  private boolean[] asked = {};

  /** By block: the label of the way in, 0 if it is not used yet; {@link #NO_HEADER} if no such loop begins there. */
  private int[] waysIn = {};

  // By block: the header of the loop that was looked at last and has it; the one from which a search has come there.
  private int[] loopOf = {};
  private int[] reachedFrom = {};
  private int[] pending = {};

  private ControlFlow flow;

  LimitTests(RegionState state, Labels labels, RegionExits exits) {
    this.state = state;
    this.labels = labels;
    this.exits = exits;
  }

  /** Starts a region with the given blocks in ascending order. */
  void begin(ControlFlow of, int[] blocks, boolean isFunction) {
    flow = of;
    hasLoops = false;
    if (!isFunction || !hasCall(blocks)) {
      return;
    }
    if (flow.count > asked.length) {
      asked = new boolean[flow.count];
      waysIn = new int[flow.count];
      loopOf = new int[flow.count];
      reachedFrom = new int[flow.count];
      pending = new int[flow.count];
    }
    Arrays.fill(asked, 0, flow.count, false);
    Arrays.fill(waysIn, 0, flow.count, NO_HEADER);
    Arrays.fill(loopOf, 0, flow.count, Loops.NONE);
    Arrays.fill(reachedFrom, 0, flow.count, Loops.NONE);
    for (int block : blocks) {
      if (!asked[block] && findLoop(block) && isSureToCall(block)) {
        hasLoops = true;
        waysIn[block] = 0;
        for (int other : blocks) {
          asked[other] |= loopOf[other] == block;
        }
      }
    }
  }

  private boolean hasCall(int[] blocks) {
    for (int block : blocks) {
      if (calls(block)) {
        return true;
      }
    }
    return false;
  }

  private boolean calls(int block) {
    int last = flow.last[block];
    return flow.isFastCall(flow.stencils.form(flow.code[last]), last);
  }

  /** Marks the blocks of the natural loop with the given header; returns whether there is one. The function's start is none. */
  private boolean findLoop(int header) {
    int size = 0;
    for (int i = flow.predecessorsAt[header]; header > 0 && i < flow.predecessorsAt[header + 1]; i++) {
      size = addToLoop(flow.predecessors[i], header, size);
    }
    boolean found = size > 0;
    loopOf[header] = header;
    while (size > 0) {
      int block = pending[--size];
      for (int i = flow.predecessorsAt[block]; i < flow.predecessorsAt[block + 1]; i++) {
        int predecessor = flow.predecessors[i];
        if (predecessor < header && labels.isInside(predecessor)) {
          return false; // It has another way in.
        }
        size = addToLoop(predecessor, header, size);
      }
    }
    return found;
  }

  private int addToLoop(int block, int header, int size) {
    if (block < header || loopOf[block] == header || !labels.isInside(block)) {
      return size;
    }
    loopOf[block] = header;
    pending[size] = block;
    return size + 1;
  }

  /**
   * Whether all ways from the header, whose loop is marked, come to a call before they leave the loop, are round, or come to another
   * loop: a frame's start that is needed in front of one, and behind it, HotSpot moves about inside.
   */
  private boolean isSureToCall(int header) {
    int size = 1;
    pending[0] = header;
    reachedFrom[header] = header;
    while (size > 0) {
      int block = pending[--size];
      if (!calls(block)) {
        if (flow.successorsAt[block] == flow.successorsAt[block + 1]) {
          return false;
        }
        for (int i = flow.successorsAt[block]; i < flow.successorsAt[block + 1]; i++) {
          int successor = flow.successors[i];
          if (successor <= block || loopOf[successor] != header || isEnteredFromBehind(successor)) {
            return false;
          }
          if (reachedFrom[successor] != header) {
            reachedFrom[successor] = header;
            pending[size++] = successor;
          }
        }
      }
    }
    return true;
  }

  private boolean isEnteredFromBehind(int block) {
    for (int i = flow.predecessorsAt[block]; i < flow.predecessorsAt[block + 1]; i++) {
      if (flow.predecessors[i] >= block && labels.isInside(flow.predecessors[i])) {
        return true;
      }
    }
    return false;
  }

  /** Whether the call at the end of a block need not ask. */
  boolean isAsked(int block) {
    return hasLoops && asked[block];
  }

  /** Emits the question of the call at the end of a block, if it has to ask; goes to a label if it may not be made. */
  void emitTest(int block, int label) {
    if (!isAsked(block)) {
      state.goToBehindLimit(labels, label);
    }
  }

  /** Whether the call at the end of a block has asked on any way out of the block; not if its opcode may raise instead. */
  private boolean hasAsked(int block) {
    return calls(block) && !flow.stencils.form(flow.code[flow.last[block]]).raises;
  }

  /** The label to branch to from one block of the region to another one. */
  int label(int from, int to) {
    if (!hasLoops || waysIn[to] == NO_HEADER || asked[from] || hasAsked(from)) {
      return to;
    }
    if (waysIn[to] == 0) {
      waysIn[to] = labels.make();
    }
    return waysIn[to];
  }

  /** Emits the ways into loops, which {@code blocks} may begin. */
  void emitWaysIn(int[] blocks) {
    for (int block : blocks) {
      if (hasLoops && waysIn[block] > 0) {
        labels.place(waysIn[block]);
        state.goToBehindLimit(labels, exits.before(block));
        labels.jump(block);
      }
    }
  }
}
