package dev.lockstep.runtime;

/** What is found by a machine that has read the word of a region just before the region was discarded. Immutable. */
final class DiscardedRegion extends Region {

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    return pc; // By now there is another word.
  }
}
