package dev.lockstep.bench;

/**
 * The memory of the bench guest. Arrays of their own kind, so that an access is one array access in
 * every subject.
 */
final class BenchMemory {
  final int[] words = new int[1 << 12];
  final byte[] bytes = new byte[1 << 22];
  final double[] doubles = new double[1 << 12];
  final long[] globals = new long[16];
}
