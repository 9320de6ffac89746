package dev.lockstep.bench;

import dev.lockstep.runtime.Tiering;
import java.util.ArrayList;
import java.util.List;

/** The six programs compiled, against the same algorithms in Java. */
final class CompiledSuite implements Suite {
  private static final String PLAIN_JAVA = "plain-java";
  private static final String COMPILED = "lockstep-compiled";
  private static final String MIXED = "lockstep-mixed";

  /** The program that measures calls; the others are loops. */
  private static final String CALLS = "fib";

  @Override
  public String name() {
    return "compiled";
  }

  @Override
  public Unit unit() {
    return Unit.MILLISECONDS;
  }

  @Override
  public List<Subject> subjects() {
    return List.of(
        new Subject(
            PLAIN_JAVA, () -> Programs.ALL.stream().map(CompiledSuite::plainJava).toList()),
        LockstepGuest.BENCH.subject(COMPILED, Tiering.compiled(), Program::largeArgument),
        LockstepGuest.BENCH.subject(MIXED, Tiering.mixed(), Program::largeArgument));
  }

  /** Times over those of plain Java: below 1 is faster. */
  @Override
  public List<Ratio> ratios() {
    List<String> programs = Programs.ALL.stream().map(Program::name).toList();
    List<String> loops = programs.stream().filter(program -> !program.equals(CALLS)).toList();
    List<Ratio> ratios = new ArrayList<>();
    for (String program : programs) {
      ratios.add(new Ratio("compiled." + program, COMPILED, PLAIN_JAVA, List.of(program)));
    }
    ratios.add(new Ratio("compiled.loops", COMPILED, PLAIN_JAVA, loops));
    for (String program : programs) {
      ratios.add(new Ratio("mixed." + program, MIXED, PLAIN_JAVA, List.of(program)));
    }
    ratios.add(new Ratio("mixed.loops", MIXED, PLAIN_JAVA, loops));
    return ratios;
  }

  @Override
  public Schedule schedule(boolean quick) {
    return quick ? new Schedule(2, 3000, 1500) : new Schedule(5, 4000, 3000);
  }

  private static Case plainJava(Program program) {
    BenchMemory memory = new BenchMemory();
    return Case.timed(
        program.name(),
        () -> PlainJava.run(program.name(), memory, program.smallArgument()),
        () -> PlainJava.run(program.name(), memory, program.largeArgument()));
  }
}
