package dev.lockstep.bench;

import java.util.Optional;

/**
 * What a child JVM found out about one case; one line of its output.
 *
 * @param figure the median time of an operation in nanoseconds, or a number of bytes; NaN if the case failed
 * @param detail the result of the work as a number, or why the case failed
 */
record Outcome(String program, double figure, String detail) {
  private static final String MARK = "outcome";

  boolean failed() {
    return Double.isNaN(figure);
  }

  /** The line that {@link #parse} reads. */
  String line() {
    return String.join("\t", MARK, program, Double.toString(figure), detail);
  }

  /** Reads a line, unless something else printed it. */
  static Optional<Outcome> parse(String line) {
    String[] parts = line.split("\t", 4);
    return parts.length == 4 && parts[0].equals(MARK)
        ? Optional.of(new Outcome(parts[1], Double.parseDouble(parts[2]), parts[3]))
        : Optional.empty();
  }
}
