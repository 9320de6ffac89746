package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * The natural loops of a {@link ControlFlow}: a loop is entered only at its header, which dominates the blocks that branch
 * back to it. Cycles with several entries are no loops here.
 *
 * <p>Found from the inside out, each loop shrunk to its header, as in Havlak, Nesting of Reducible and Irreducible Loops,
 * TOPLAS 19(4), 1997: almost linear.
 */
final class Loops {

  /** The header of what lies in no loop. */
  static final int NONE = -1;

  private final ControlFlow flow;
  private final Dominators dominators;

  /** For each block the header of the innermost loop that contains it; for a header, that of the next loop outwards. */
  private final int[] headerOf;

  private final boolean[] isHeader;
  private final int[] depth;
  private final int[] shrunkTo;
  private final int[] pending;

  Loops(ControlFlow flow, Dominators dominators) {
    this.flow = flow;
    this.dominators = dominators;
    int count = flow.count;
    headerOf = new int[count];
    isHeader = new boolean[count];
    depth = new int[count];
    shrunkTo = new int[count];
    pending = new int[count];
    Arrays.fill(headerOf, NONE);
    for (int block = 0; block < count; block++) {
      shrunkTo[block] = block;
    }
    for (int block = count - 1; block >= 0; block--) {
      find(block);
    }
    for (int block = 0; block < count; block++) {
      depth[block] = outerDepth(block) + (isHeader[block] ? 1 : 0);
    }
  }

  private void find(int header) {
    int size = 0;
    for (int i = flow.predecessorsAt[header]; i < flow.predecessorsAt[header + 1]; i++) {
      int latch = flow.predecessors[i];
      if (dominators.dominates(header, latch)) {
        isHeader[header] = true;
        size = add(latch, header, size);
      }
    }
    while (size > 0) {
      int block = pending[--size];
      for (int i = flow.predecessorsAt[block]; i < flow.predecessorsAt[block + 1]; i++) {
        size = add(flow.predecessors[i], header, size);
      }
    }
  }

  private int add(int block, int header, int size) {
    int outermost = outermost(block);
    if (outermost == header) {
      return size;
    }
    headerOf[outermost] = header;
    shrunkTo[outermost] = header;
    pending[size] = outermost;
    return size + 1;
  }

  private int outermost(int block) {
    int at = block;
    while (shrunkTo[at] != at) {
      shrunkTo[at] = shrunkTo[shrunkTo[at]];
      at = shrunkTo[at];
    }
    return at;
  }

  /** How many loops the way into {@code block} lies in; one less than the block itself if it is a header. */
  int outerDepth(int block) {
    return headerOf[block] == NONE ? 0 : depth[headerOf[block]];
  }

  /** The header of the innermost loop that contains {@code block}, or, if it is a header, of the next loop outwards. */
  int headerOf(int block) {
    return headerOf[block];
  }

  /** Whether the loop with the given header contains {@code block}. */
  boolean contains(int header, int block) {
    int at = block;
    while (at > header) {
      at = headerOf[at];
    }
    return at == header;
  }

  /** Whether a loop goes back from {@code block}, which is one in front of {@code header}, to that. */
  boolean isLatch(int block, int header) {
    return isHeader[header] && dominators.dominates(header, block);
  }

  boolean isHeader(int block) {
    return isHeader[block];
  }

  /** The blocks of the loop with the given header, in ascending order. */
  int[] blocks(int header) {
    int[] blocks = new int[flow.count];
    boolean[] inside = new boolean[flow.count];
    int size = 0;
    for (int block = header; block < flow.count; block++) {
      if (block == header || headerOf[block] != NONE && inside[headerOf[block]]) {
        inside[block] = true;
        blocks[size++] = block;
      }
    }
    return Arrays.copyOf(blocks, size);
  }
}
