package dev.lockstep.runtime;

import java.util.Arrays;

/** The blocks of a region that grows, in the order in which they were taken, and how large they are. */
final class RegionBlocks {

  private final ControlFlow flow;
  private final RegionLimits limits;

  /** By block: its index plus one; 0 if it is not one of these. */
  private final int[] places;

  private int[] blocks = new int[64];
  private int size;

  // By index: how large all blocks in front are.
  private int[] bytes = new int[65];
  private int[] inlinedBytes = new int[65];
  private int[] instructions = new int[65];

  RegionBlocks(ControlFlow flow, RegionLimits limits) {
    this.flow = flow;
    this.limits = limits;
    places = new int[flow.count];
  }

  void take(int block) {
    if (size == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * size);
      bytes = Arrays.copyOf(bytes, 2 * size + 1);
      inlinedBytes = Arrays.copyOf(inlinedBytes, 2 * size + 1);
      instructions = Arrays.copyOf(instructions, 2 * size + 1);
    }
    bytes[size + 1] = bytes[size] + flow.bytes[block];
    inlinedBytes[size + 1] = inlinedBytes[size] + flow.inlinedBytes[block];
    instructions[size + 1] = instructions[size] + flow.instructions[block];
    blocks[size++] = block;
    places[block] = size;
  }

  /** Gives up the blocks from an index on. */
  void dropFrom(int index) {
    while (size > index) {
      places[blocks[--size]] = 0;
    }
  }

  int size() {
    return size;
  }

  int get(int index) {
    return blocks[index];
  }

  boolean has(int block) {
    return places[block] > 0;
  }

  /** Whether the block is there, at an index from {@code index} on. */
  boolean hasFrom(int index, int block) {
    return places[block] > index;
  }

  /** Whether a region can hold the blocks from an index on. */
  boolean fitFrom(int index) {
    return bytes[size] - bytes[index] <= limits.bytes()
        && inlinedBytes[size] - inlinedBytes[index] <= limits.inlinedBytes()
        && instructions[size] - instructions[index] <= limits.instructions();
  }

  /** How many bytes the blocks from an index on have, with the bodies that HotSpot inlines. */
  int inlinedBytesFrom(int index) {
    return inlinedBytes[size] - inlinedBytes[index];
  }

  /** The first block, then the others in ascending order. */
  int[] toArray() {
    int[] result = Arrays.copyOf(blocks, size);
    Arrays.sort(result, 1, size);
    return result;
  }
}
