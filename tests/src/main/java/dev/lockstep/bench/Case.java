package dev.lockstep.bench;

/**
 * A program in the form of one subject.
 *
 * @param operations by how many operations the time of a run is divided
 * @param rehearsal a run of a small size, which warms up before {@code work} does
 * @param work a run; it returns the same result for every subject
 */
record Case(String program, long operations, Work rehearsal, Work work) {
  /** What is timed. */
  interface Work {
    long run() throws Exception;
  }

  /** A case whose whole run is the operation. */
  Case(String program, Work rehearsal, Work work) {
    this(program, 1, rehearsal, work);
  }
}
