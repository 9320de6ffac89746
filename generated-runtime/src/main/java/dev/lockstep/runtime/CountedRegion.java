package dev.lockstep.runtime;

/**
 * Stands for a region that holds what its function's profile says is cold, or that was cut without a profile, and tells
 * when it is entered often all the same. Thread-safe; the count may lose entries when machines race.
 */
final class CountedRegion extends Region {

  private final Tiers tiers;
  private final Region region;
  private int left;

  CountedRegion(Tiers tiers, Region region, int entries) {
    this.tiers = tiers;
    this.region = region;
    left = entries;
    bytes = region.bytes;
  }

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    if (--left == 0) {
      tiers.crossed(pc);
    }
    return region.run(m, slots, code, fp, pc);
  }
}
