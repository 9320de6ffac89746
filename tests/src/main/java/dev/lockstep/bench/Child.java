package dev.lockstep.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program of a child JVM: measures all cases of one subject, in turn, so that every case runs
 * on profiles that the others have polluted, as in a real guest.
 */
final class Child {
  private final Map<String, List<Double>> samples = new LinkedHashMap<>();
  private final Map<String, Long> results = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final List<Case> cases;

  private Child(List<Case> cases) {
    this.cases = cases;
  }

  public static void main(String[] arguments) {
    Subject subject =
        Suites.named(arguments[0]).subjects().stream()
            .filter(candidate -> candidate.name().equals(arguments[1]))
            .findFirst()
            .orElseThrow();
    Child child = new Child(subject.cases().get());
    child.warmUp(Long.parseLong(arguments[2]) * 1_000_000);
    child.measure(Long.parseLong(arguments[3]) * 1_000_000);
    child.print();
    // Compiler threads of a subject must not keep the child alive.
    System.exit(0);
  }

  /**
   * Rehearses for a quarter of the time, then runs cases in turn until it is over, even within a
   * turn. Small runs in turn come first since HotSpot compiles a loop within a fraction of its
   * first full run: it would know the profile of one program only, which costs the hand-written
   * interpreters a fifth to a third.
   */
  private void warmUp(long nanoseconds) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanoseconds / 4) {
      cases.forEach(this::rehearse);
    }
    while (true) {
      for (Case each : cases) {
        if (System.nanoTime() - start >= nanoseconds) {
          return;
        }
        run(each);
      }
    }
  }

  /** Runs whole turns until the time is over, at least one. */
  private void measure(long nanoseconds) {
    samples.clear();
    long end = System.nanoTime() + nanoseconds;
    do {
      cases.forEach(each -> run(each));
    } while (System.nanoTime() < end);
  }

  private void rehearse(Case each) {
    attempt(each, () -> each.rehearsal().run());
  }

  private void run(Case each) {
    attempt(each, () -> record(each.program(), each.run().take()));
  }

  private long record(String program, Case.Sample sample) {
    samples.computeIfAbsent(program, key -> new ArrayList<>()).add(sample.nanoseconds());
    Long earlier = results.putIfAbsent(program, sample.result());
    if (earlier != null && earlier != sample.result()) {
      failures.put(program, "returned " + earlier + " and then " + sample.result());
    }
    return sample.result();
  }

  /** Does it unless the case has failed already; a failure is noted instead of thrown. */
  private void attempt(Case each, Case.Work work) {
    if (failures.containsKey(each.program())) {
      return;
    }
    try {
      work.run();
    } catch (Exception | StackOverflowError e) {
      failures.put(each.program(), e.toString().lines().findFirst().orElse("failed"));
    }
  }

  private void print() {
    for (Case each : cases) {
      String program = each.program();
      String failure = failures.get(program);
      Outcome outcome =
          failure != null
              ? new Outcome(program, Double.NaN, failure)
              : new Outcome(
                  program,
                  Statistics.median(samples.get(program)),
                  results.get(program).toString());
      System.out.println(outcome.line());
    }
  }
}
