package dev.lockstep.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Collects a suite's outcomes over all forks and prints medians, spreads, failures and ratios. */
final class Report {
  private record Key(String program, String subject) {}

  private final Suite suite;
  private final Set<String> programs = new LinkedHashSet<>();
  private final Map<Key, List<Double>> times = new LinkedHashMap<>();
  private final Map<Key, String> failures = new LinkedHashMap<>();
  private final Map<String, String> results = new LinkedHashMap<>();

  Report(Suite suite) {
    this.suite = suite;
  }

  void add(Subject subject, List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      Key key = new Key(outcome.program(), subject.name());
      programs.add(outcome.program());
      if (outcome.failed()) {
        failures.put(key, outcome.detail());
        continue;
      }
      String expected = results.computeIfAbsent(outcome.program(), program -> outcome.detail());
      if (!expected.equals(outcome.detail())) {
        failures.put(key, "returned " + outcome.detail() + ", another subject " + expected);
      } else {
        times.computeIfAbsent(key, k -> new ArrayList<>()).add(outcome.figure());
      }
    }
  }

  void print(PrintStream out) {
    out.printf("# %s: %s an operation, median of forks%n", suite.name(), suite.unit().symbol());
    suite.remarks().forEach(remark -> out.println("# " + remark));
    for (String program : programs) {
      for (Subject subject : suite.subjects()) {
        print(out, new Key(program, subject.name()));
      }
    }
    for (Difference difference : suite.differences()) {
      programs.forEach(program -> print(out, difference, program));
    }
    for (Ratio ratio : suite.ratios()) {
      double value = value(ratio);
      if (!Double.isNaN(value)) {
        out.printf(Locale.ROOT, "ratio %s = %.2f%n", ratio.name(), value);
      }
    }
  }

  private void print(PrintStream out, Key key) {
    String name = suite.name() + " " + key.program + " " + key.subject;
    if (failures.containsKey(key)) {
      out.printf("# %s failed: %s%n", name, failures.get(key));
    } else if (times.containsKey(key)) {
      List<Double> forks = times.get(key);
      Unit unit = suite.unit(key.program);
      out.printf(Locale.ROOT, "bench %s %.3f%n", name, unit.of(Statistics.median(forks)));
      out.printf(
          Locale.ROOT,
          "# %s spread %.3f-%.3f over %d forks%n",
          name,
          unit.of(Collections.min(forks)),
          unit.of(Collections.max(forks)),
          forks.size());
    }
  }

  private void print(PrintStream out, Difference difference, String program) {
    Key minuend = new Key(program, difference.minuend());
    Key subtrahend = new Key(program, difference.subtrahend());
    if (isMeasured(minuend) && isMeasured(subtrahend)) {
      double nanoseconds =
          Statistics.median(times.get(minuend)) - Statistics.median(times.get(subtrahend));
      double figure = suite.unit().of(nanoseconds);
      String name = difference.name() + "." + program;
      out.printf(Locale.ROOT, "net %s = %.2f %s%n", name, figure, suite.unit().symbol());
    }
  }

  /** The ratio; NaN if no program ran on both subjects. */
  private double value(Ratio ratio) {
    List<Double> quotients = new ArrayList<>();
    for (String program : programs) {
      Key dividend = new Key(program, ratio.dividend());
      Key divisor = new Key(program, ratio.divisor());
      if (ratio.covers(program) && isMeasured(dividend) && isMeasured(divisor)) {
        quotients.add(
            Statistics.median(times.get(dividend)) / Statistics.median(times.get(divisor)));
      }
    }
    return Statistics.geometricMean(quotients);
  }

  private boolean isMeasured(Key key) {
    return times.containsKey(key) && !failures.containsKey(key);
  }
}
