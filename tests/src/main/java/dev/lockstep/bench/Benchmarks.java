package dev.lockstep.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Entry point: runs the suites named on the command line, or all of them, and prints their reports.
 * With {@code --quick} that takes less than 45 seconds, however many there are; the more, the rougher.
 */
public final class Benchmarks {
  private static final String USAGE =
      "usage: examples/run bench [--quick] [--forks=N] [--jvm=FLAG]... [--only=SUBJECT|PROGRAM]... [SUITE]..., "
          + "where SUITE is one of ";

  private Benchmarks() {}

  /** Runs benchmarks; {@code --jvm} passes a flag on to the child JVMs, {@code --only} leaves others out. */
  public static void main(String[] arguments) throws InterruptedException {
    boolean quick = false;
    int forks = 0;
    List<String> jvmFlags = new ArrayList<>();
    List<String> only = new ArrayList<>();
    List<Suite> suites = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--quick")) {
        quick = true;
      } else if (argument.startsWith("--forks=")) {
        forks = forks(argument);
      } else if (argument.startsWith("--jvm=")) {
        jvmFlags.add(argument.substring("--jvm=".length()));
      } else if (argument.startsWith("--only=")) {
        only.add(argument.substring("--only=".length()));
      } else if (Suites.names().contains(argument)) {
        suites.add(Suites.named(argument));
      } else if (argument.equals("--help") || argument.equals("-h")) {
        System.out.println(USAGE + Suites.names());
        return;
      } else {
        refuse((argument.startsWith("-") ? "no option " : "no suite ") + argument + "; " + USAGE + Suites.names());
      }
    }
    List<Suite> chosen = suites.isEmpty() ? Suites.ALL : suites;
    for (String name : only) {
      if (chosen.stream().noneMatch(suite -> suite.selectable().contains(name))) {
        refuse("--only=" + name + ": nothing of that name is measured here");
      }
    }
    for (Suite suite : chosen) {
      Schedule schedule = suite.schedule(quick);
      if (quick && suites.size() != 1) {
        schedule = schedule.briefly();
      }
      if (forks > 0) {
        schedule = new Schedule(forks, schedule.warmUpMillis(), schedule.timedMillis());
      }
      Report report = new Report(suite);
      Selection selection = only.isEmpty() && quick ? suite.quickly() : new Selection(only);
      try {
        measure(suite, selection, schedule, jvmFlags, report);
      } catch (IOException e) { // A child has said why, as of a wrong flag.
        System.err.println(e.getMessage());
        System.exit(1);
      }
      report.print(System.out);
    }
  }

  private static int forks(String argument) {
    String number = argument.substring("--forks=".length());
    if (!number.matches("[1-9][0-9]{0,3}")) {
      refuse(argument + " is not a number from 1 to 9999");
    }
    return Integer.parseInt(number);
  }

  private static void refuse(String message) {
    System.err.println(message);
    System.exit(2);
  }

  /**
   * Measures every subject once a fork; every second fork takes them in reverse, so that drift hits
   * all alike.
   */
  private static void measure(
      Suite suite, Selection selection, Schedule schedule, List<String> jvmFlags, Report report)
      throws IOException, InterruptedException {
    List<Subject> subjects = selection.of(suite.subjects(), Subject::name);
    for (int fork = 0; fork < schedule.forks(); fork++) {
      for (int i = 0; i < subjects.size(); i++) {
        Subject subject = subjects.get(fork % 2 == 0 ? i : subjects.size() - 1 - i);
        report.add(subject, suite.measure(subject, selection, schedule, jvmFlags));
      }
    }
  }
}
