package dev.lockstep.runtime;

/**
 * Stands where a region has been planned and compiles it when it is first entered, so that what never runs costs nothing.
 * Thread-safe: the state is guarded by {@link Tiers}.
 */
final class PendingRegion extends Region {

  private final Tiers tiers;

  /** Cleared once the region is compiled, because the program keeps this object. */
  private RegionPlan plan;

  PendingRegion(Tiers tiers, RegionPlan plan) {
    this.tiers = tiers;
    this.plan = plan;
  }

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    tiers.reached(this, pc);
    return pc;
  }

  /** The plan; {@code null} from the second call on. */
  RegionPlan takePlan() {
    RegionPlan taken = plan;
    plan = null;
    return taken;
  }
}
