package dev.lockstep.runtime;

/**
 * How large a region of more than one block may get, if it is not a function that fits one region.
 *
 * @param bytes the estimated bytes of JVM code of its instructions
 * @param inlinedBytes the same with the bodies that HotSpot inlines
 * @param instructions how many instructions it may have
 */
record RegionLimits(int bytes, int inlinedBytes, int instructions) {

  /**
   * How many bytes a whole function may have with what HotSpot inlines: it inlines nothing more into a method once there are
   * 8,000, and then each opcode is a call. A function in one piece is worth more than parts that are compiled sooner, since
   * compiled code calls it directly.
   */
  static final int WHOLE_FUNCTION = 7500;

  /**
   * With what is inlined, 4,500 bytes ran Lua faster than 7,500, in one run of each. The bytes leave room for loads at the entry
   * and commits at the exits: HotSpot does not compile a method of more than 8,000 bytes. Its second compiler gives up on graphs of
   * many more instructions.
   */
  static final RegionLimits DEFAULT = new RegionLimits(5000, 4500, 700);

  RegionLimits half() {
    return new RegionLimits(bytes / 2, inlinedBytes / 2, instructions / 2);
  }
}
