package dev.lockstep.runtime;

/** Stands for a region that its function was not cut for. */
final class CountedRegion extends Region {

  private final ColdEntries entries;
  private final Region region;

  CountedRegion(ColdEntries entries, Region region) {
    this.entries = entries;
    this.region = region;
    bytes = region.bytes;
    bound = region.bound;
  }

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    entries.count(pc);
    return region.run(m, slots, code, fp, pc);
  }
}
