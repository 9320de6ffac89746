package dev.lockstep.bench;

/** What a compiler makes of a block of {@link Hops}; defined anew for each block. */
final class ShimBlock implements ShimInterpreter.Block {
  private static final int DONE = 2 * Hops.BLOCKS;

  private final int near;
  private final int far;

  ShimBlock(int number) {
    near = 2 * Hops.near(number);
    far = 2 * Hops.far(number);
  }

  @Override
  public int run(BenchMemory memory, long[] arguments) {
    int limit = (int) arguments[0];
    int hop = (int) arguments[1];
    int sum = (int) arguments[2];
    if (hop >= limit) {
      return DONE;
    }
    int next = near;
    if (memory.bytes[hop++] != 0) {
      sum ^= hop;
      next = far;
    } else {
      sum *= 31;
    }
    arguments[1] = hop;
    arguments[2] = sum;
    return next;
  }
}
