package dev.lockstep.bench;

import java.io.IOException;
import java.util.List;

/** Subjects that do the same work, and which of them are compared. */
interface Suite {
  String name();

  /** The unit of a case's figure: nanoseconds or milliseconds an operation. */
  Unit unit();

  /** The unit of one program's figure. */
  default Unit unit(String program) {
    return unit();
  }

  /** The subjects, in the order in which they are reported. */
  List<Subject> subjects();

  /** The names of what can be measured alone. */
  default List<String> selectable() {
    return subjects().stream().map(Subject::name).toList();
  }

  /** The comparisons that close the report. */
  List<Ratio> ratios();

  /** What is printed before the ratios: figures without the part that is not of interest. */
  default List<Difference> differences() {
    return List.of();
  }

  /** What is printed before the report, such as what could not be measured. */
  default List<String> remarks() {
    return List.of();
  }

  /** What a quick run measures of it. */
  default Selection quickly() {
    return Selection.ALL;
  }

  /** Measures a subject once, in child processes. */
  default List<Outcome> measure(
      Subject subject, Selection selection, Schedule schedule, List<String> jvmFlags)
      throws IOException, InterruptedException {
    return Fork.run(this, subject, schedule, jvmFlags);
  }

  /** How long to measure; a quick schedule takes less than 45 seconds for the whole suite. */
  Schedule schedule(boolean quick);
}
