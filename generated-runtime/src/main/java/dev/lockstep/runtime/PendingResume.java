package dev.lockstep.runtime;

/** Stands where the driver may go on with what compiled code has begun, and has a region made there if it does. Thread-safe. */
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
