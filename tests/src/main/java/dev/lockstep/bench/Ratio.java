package dev.lockstep.bench;

import java.util.List;

/**
 * The geometric mean, over programs, of one subject's figure divided by another's.
 *
 * @param name what the quotient is called in the report
 * @param programs the programs it is taken over; empty for all that both subjects ran
 */
record Ratio(String name, String dividend, String divisor, List<String> programs) {
  /** A ratio over all programs. */
  Ratio(String name, String dividend, String divisor) {
    this(name, dividend, divisor, List.of());
  }

  boolean covers(String program) {
    return programs.isEmpty() || programs.contains(program);
  }
}
