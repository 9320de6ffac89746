package dev.lockstep.runtime;

/**
 * How large a region of more than one block may get.
 *
 * @param bytes the estimated bytes of JVM code of its instructions
 * @param instructions how many instructions it may have
 */
record RegionLimits(int bytes, int instructions) {

  /**
   * The bytes leave room for loads at the entry and commits at the exits: HotSpot does not compile a method of more than
   * 8,000 bytes. Its second compiler gives up on graphs of many more instructions.
   */
  static final RegionLimits DEFAULT = new RegionLimits(5000, 700);

  RegionLimits half() {
    return new RegionLimits(bytes / 2, instructions / 2);
  }
}
