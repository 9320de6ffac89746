package dev.lockstep.runtime;

/**
 * Counts how often regions of one function are entered that hold what its profile says is cold, or that were cut without a
 * profile, and tells when that happens often after all. Thread-safe; it may lose entries when machines race.
 *
 * <p>What is asked is a rate: regions that are entered now and then cost less than what HotSpot has made of them so far.
 */
final class ColdEntries {

  /** So many entries have to come within so many nanoseconds, which is slow once HotSpot has compiled all, and fast before. */
  private static final long NANOS = 200_000_000;

  private final Tiers tiers;
  private final int often;
  private int left;
  private long since = System.nanoTime();

  ColdEntries(Tiers tiers, int often) {
    this.tiers = tiers;
    this.often = often;
    left = often;
  }

  void count(int pc) {
    if (--left <= 0) {
      start(pc);
    }
  }

  private void start(int pc) {
    long now = System.nanoTime();
    boolean isOften = now - since <= NANOS;
    left = often;
    since = now;
    if (isOften) {
      tiers.crossed(pc);
    }
  }
}
