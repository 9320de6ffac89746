package dev.lockstep.runtime;

/** Stands wherever a fast call returns to, and has a region made there should the driver ever come by. Thread-safe. */
final class PendingResume extends Region {

  private final Tiers tiers;

  PendingResume(Tiers tiers) {
    this.tiers = tiers;
  }

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    tiers.resumed(pc);
    return pc;
  }
}
