package dev.lockstep.runtime;

/**
 * Stands where a region has been planned and has it compiled when it is first entered, so that what never runs costs
 * nothing. Immutable.
 */
final class PendingRegion extends Region {

  private final Tiers tiers;
  private final RegionPlan plan;

  PendingRegion(Tiers tiers, RegionPlan plan) {
    this.tiers = tiers;
    this.plan = plan;
  }

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    tiers.reached(this, pc);
    return pc;
  }

  /** Of which the region is a part. */
  RegionPlan plan() {
    return plan;
  }
}
