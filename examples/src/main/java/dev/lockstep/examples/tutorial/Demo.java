package dev.lockstep.examples.tutorial;

import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Tiering;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Runs the tutorial's programs on every tier and shows that all give the same results. */
public final class Demo {

  /** A program with its argument and result; in stress mode the argument is smaller, since every boundary changes tier. */
  private record Run(String function, int argument, int result, int stressArgument, int stressResult) {}

  private static final List<Run> RUNS =
      List.of(
          new Run("fib", 27, 196418, 20, 6765),
          new Run("primes", 500_000, 41538, 50_000, 5133),
          new Run("collatz", 50_000, 323, 5_000, 237),
          new Run("depth", 1_000_000, 1_000_000, 100_000, 100_000));

  private static final List<Tiering> TIERINGS =
      List.of(Tiering.interpreter(), Tiering.mixed(), Tiering.compiled(), Tiering.stress(42));

  private static final int TIMED = 7;

  private final PrintStream out;
  private final Program program = CalcPrograms.assemble();
  private boolean allRight = true;

  private Demo(PrintStream out) {
    this.out = out;
  }

  /** Prints results, what was compiled and a table of times; returns whether every result was right. */
  public static boolean run(PrintStream out) {
    Demo demo = new Demo(out);
    demo.out.println("Each opcode of this guest is one annotated Java method. Its programs, on every tier:");
    demo.out.println();
    demo.out.printf(
        Locale.ROOT, "%-12s %-18s %10s %12s %12s %9s%n", "mode", "call", "result", "first, ms", "median, ms", "compiled");
    for (Tiering tiering : TIERINGS) {
      for (Run run : RUNS) {
        demo.time(tiering, run);
      }
    }
    demo.out.println();
    demo.out.println(demo.allRight ? "All results agree." : "Some results are wrong.");
    return demo.allRight;
  }

  private void time(Tiering tiering, Run run) {
    boolean stress = tiering.mode() == Tiering.Mode.STRESS;
    int argument = stress ? run.stressArgument() : run.argument();
    int expected = stress ? run.stressResult() : run.result();
    Program fresh = program.in(tiering);
    double[] millis = new double[TIMED];
    int result = 0;
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      CalcMachine machine = new CalcMachine(fresh, new int[argument]);
      result = (Integer) machine.invoke(fresh.function(run.function()), argument);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    allRight &= result == expected;
    double first = millis[0];
    java.util.Arrays.sort(millis);
    out.printf(
        Locale.ROOT,
        "%-12s %-18s %10d %12.2f %12.2f %9s%s%n",
        tiering.mode().name().toLowerCase(Locale.ROOT),
        run.function() + "(" + argument + ")",
        result,
        first,
        millis[TIMED / 2],
        fresh.statistics().regions(),
        result == expected ? "" : "  WRONG, expected " + expected);
  }
}
