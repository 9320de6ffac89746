package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * Emits what makes a region stop when it is to: a question at the entry from the driver, and one on the way back to the
 * header of each loop, out of line, so that the loop itself keeps the shape that HotSpot optimises best. Not thread-safe.
 */
final class RegionPolls {

  private final RegionClass names;
  private final JvmCode code;
  private final Labels labels;
  private final RegionState state;
  private final RegionExits exits;
  private final LimitTests limitTests;

  /** By block: the label of the way back to it; 0, which is a block's, if there is none. */
  private int[] wayBack = {};

  /** The blocks that have one, in the order in which it was first asked for. */
  private int[] headers = new int[8];

  private int count;

  RegionPolls(RegionClass names, JvmCode code, Labels labels, RegionState state, RegionExits exits, LimitTests limitTests) {
    this.names = names;
    this.code = code;
    this.labels = labels;
    this.state = state;
    this.exits = exits;
    this.limitTests = limitTests;
  }

  void begin(int blocks) {
    for (int i = 0; i < count; i++) {
      wayBack[headers[i]] = 0;
    }
    wayBack = blocks > wayBack.length ? new int[blocks] : wayBack;
    count = 0;
  }

  /**
   * The label to branch to from block {@code from} to block {@code to}, by a question if there is one on the way. Some edge of each
   * loop goes back in the order of the graph; what leaves the region comes by an entry.
   */
  int label(int from, int to) {
    if (!labels.isInside(to)) {
      return to;
    }
    if (to > from) {
      return limitTests.label(from, to);
    }
    if (wayBack[to] == 0) {
      headers = count == headers.length ? Arrays.copyOf(headers, 2 * count) : headers;
      headers[count++] = to;
      wayBack[to] = labels.make();
    }
    return wayBack[to];
  }

  /** Emits the question whether to go on at all, after all that the entry loads; a function leaves it to its callers. */
  void emitAtEntry(int block) {
    state.pushField(RegionMember.INTERRUPTED);
    stopIfTrue(block);
  }

  /** Emits the payment for {@code block}. */
  void emitCharge(int cost, int block) {
    state.pushMachine();
    code.pushInt(cost);
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.LACKS));
    stopIfTrue(block);
  }

  boolean hasLoops() {
    return count > 0;
  }

  void emitWaysBack() {
    for (int i = 0; i < count; i++) {
      labels.place(wayBack[headers[i]]);
      state.pushMachine();
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.POLL));
      stopIfTrue(headers[i]);
      labels.jump(headers[i]);
    }
  }

  private void stopIfTrue(int block) {
    labels.branch(JvmCode.IFNE, exits.stop(block));
  }
}
