package dev.lockstep.bench;

/**
 * How long a suite measures.
 *
 * @param forks how many child JVMs each subject gets
 * @param warmUpMillis for how long a child runs its cases before it measures; 0 for none
 * @param timedMillis for how long it then measures, at least each case once
 */
record Schedule(int forks, long warmUpMillis, long timedMillis) {

  /** With that many times the warm-up. */
  Schedule withWarmUp(int factor) {
    return new Schedule(forks, factor * warmUpMillis, timedMillis);
  }

  /** One fork and a glance: whether everything runs, and orders of magnitude. */
  Schedule briefly() {
    return new Schedule(1, Math.min(warmUpMillis, 300), Math.min(timedMillis, 100));
  }
}
