package dev.lockstep.runtime;

/** Stands for a region and counts how often it is entered and where it is left. Thread-safe, but for lost counts. */
final class CrossedRegion extends Region {

  private final Crossings crossings;
  private final Region region;

  CrossedRegion(Crossings crossings, Region region) {
    this.crossings = crossings;
    this.region = region;
    bytes = region.bytes;
  }

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    return crossings.run(region, m, slots, code, fp, pc);
  }
}
