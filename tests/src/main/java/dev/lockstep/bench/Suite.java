package dev.lockstep.bench;

import java.util.List;

/** Subjects that do the same work, and which of them are compared. */
interface Suite {
  String name();

  /** The unit of a case's figure: nanoseconds or milliseconds an operation. */
  Unit unit();

  /** The subjects, in the order in which they are reported. */
  List<Subject> subjects();

  /** The comparisons that close the report. */
  List<Ratio> ratios();

  /** What is printed before the ratios: figures without the part that is not of interest. */
  default List<Difference> differences() {
    return List.of();
  }

  /** How long to measure; a quick schedule takes less than 45 seconds for the whole suite. */
  Schedule schedule(boolean quick);
}
