package dev.lockstep.bench;

/**
 * The memory of the bench guest. Arrays of their own kind, so that an access is one array access in
 * every subject.
 */
final class BenchMemory {
  final int[] words;
  final byte[] bytes;
  final double[] doubles;
  final long[] globals = new long[16];

  /** As much as the programs need. */
  BenchMemory() {
    this(1 << 12, 1 << 22);
  }

  BenchMemory(int cells, int bytes) {
    words = new int[cells];
    this.bytes = new byte[bytes];
    doubles = new double[cells];
  }
}
