package dev.lockstep.runtime;

/**
 * Counts where compiled code of one program is entered and left, by standing in front of each region and entry. Counts are
 * lost when machines race.
 */
final class Crossings {

  private final Program program;

  // By the pc at which the driver enters a region, and at which the interpreter goes on after compiled code.
  private final long[] entered;
  private final long[] interpreted;

  private long calls;

  Crossings(Program program) {
    this.program = program;
    entered = new long[program.code.length];
    interpreted = new long[program.code.length];
  }

  void reset() {
    java.util.Arrays.fill(entered, 0);
    java.util.Arrays.fill(interpreted, 0);
    calls = 0;
  }

  /** How often the driver has entered the region at a pc. */
  long entered(int pc) {
    return entered[pc];
  }

  /** How often the interpreter has gone on at a pc after compiled code. */
  long interpreted(int pc) {
    return interpreted[pc];
  }

  /** How often compiled code has called compiled code of another function. */
  long calls() {
    return calls;
  }

  Region counting(Region region, Function function) {
    return region instanceof Entry entry ? counting(entry, function) : new CrossedRegion(this, region);
  }

  Entry counting(Entry entry, Function function) {
    entry.linkTo(function);
    return entry.counted(this, function);
  }

  /** Runs a region for the driver, which has entered it at {@code pc}. */
  int run(Region region, Machine m, long[] slots, int[] code, int fp, int pc) {
    entered[pc]++;
    int next = region.run(m, slots, code, fp, pc);
    leave(next);
    return next;
  }

  /** Compiled code has called a function; {@code isCompiled} says whether it has compiled code of its own. */
  void call(int entry, boolean isCompiled) {
    if (isCompiled) {
      calls++;
    } else {
      interpreted[entry]++;
    }
  }

  /** Compiled code has been left, and {@code pc} runs next; 0 if nothing does. Entering another region counts there. */
  void leave(int pc) {
    if (pc != 0 && !isCompiled(pc)) {
      interpreted[pc]++;
    }
  }

  private boolean isCompiled(int pc) {
    Region region = program.regionAt(pc);
    return region != null && region.bytes > 0;
  }
}
