package dev.lockstep.bench;

/**
 * A program in the form of one subject.
 *
 * @param rehearsal a run of a small size, which warms up before {@code run} does
 * @param run a measured run; it gives the same result for every subject
 */
record Case(String program, Work rehearsal, Run run) {
  /** What is timed. */
  interface Work {
    long run() throws Exception;
  }

  /** A run that knows how long it took. */
  interface Run {
    Sample take() throws Exception;
  }

  /**
   * What a run found out.
   *
   * @param nanoseconds the time of one operation
   */
  record Sample(double nanoseconds, long result) {}

  /** A case whose whole run is the operation. */
  static Case timed(String program, Work rehearsal, Work work) {
    return timed(program, 1, rehearsal, work);
  }

  /** A case whose run consists of that many operations. */
  static Case timed(String program, long operations, Work rehearsal, Work work) {
    return new Case(
        program,
        rehearsal,
        () -> {
          long start = System.nanoTime();
          long result = work.run();
          return new Sample((double) (System.nanoTime() - start) / operations, result);
        });
  }
}
