package dev.lockstep.runtime;

/**
 * Counts how often regions of one function are entered that hold what its profile says is cold, or that were cut without a
 * profile, and tells when that happens often after all. Thread-safe; it may lose entries when machines race.
 *
 * <p>What matters is a rate: regions that are entered now and then cost less than what HotSpot has made of them so far.
 */
final class ColdEntries {

  /**
   * In the background, within how many nanoseconds so many entries have to come: slow once HotSpot has compiled all, and fast
   * before. In place they may take as long as they like, since what is compiled there must not depend on time.
   */
  private static final long NANOS = 200_000_000;

  private final Tiers tiers;
  private final int often;
  private final boolean inPlace;
  private int left;
  private long since = System.nanoTime();

  ColdEntries(Tiers tiers, int often, boolean inPlace) {
    this.tiers = tiers;
    this.often = often;
    this.inPlace = inPlace;
    left = often;
  }

  void count(int pc) {
    if (--left <= 0) {
      start(pc);
    }
  }

  private void start(int pc) {
    long now = System.nanoTime();
    boolean isOften = inPlace || now - since <= NANOS;
    left = often;
    since = now;
    if (isOften) {
      tiers.crossed(pc);
    }
  }
}
