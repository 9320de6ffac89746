package dev.lockstep.bench;

import dev.lockstep.runtime.FirstCut;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Tiering;
import java.util.List;
import java.util.function.Consumer;

/** What it takes to leave compiled code for the driver and to enter compiled code from there. */
final class TransitionSuite implements Suite {
  private static final String REGIONS = "lockstep-regions";
  private static final String ONE_REGION = "lockstep-one-region";
  private static final String SHIM = "shim";
  private static final String INTERPRETER = "lockstep-interpreter";

  @Override
  public String name() {
    return "transition";
  }

  @Override
  public Unit unit() {
    return Unit.NANOSECONDS;
  }

  @Override
  public List<Subject> subjects() {
    return List.of(
        lockstep(REGIONS, Hops::separate, Tiering.compiled()),
        lockstep(ONE_REGION, Hops::together, Tiering.compiled()),
        lockstep(INTERPRETER, Hops::separate, Tiering.interpreter()),
        new Subject(SHIM, TransitionSuite::shim));
  }

  @Override
  public List<Ratio> ratios() {
    return Hops.Order.ALL.stream()
        .map(Hops.Order::program)
        .map(order -> new Ratio("transition." + order + ".vs-shim", SHIM, REGIONS, List.of(order)))
        .toList();
  }

  @Override
  public List<Difference> differences() {
    return List.of(
        new Difference("transition.lockstep", REGIONS, ONE_REGION),
        new Difference("transition.shim", SHIM, ONE_REGION));
  }

  @Override
  public Schedule schedule(boolean quick) {
    return quick ? new Schedule(2, 2500, 1000) : new Schedule(5, 4000, 2000);
  }

  private static Subject lockstep(String name, Consumer<StackEmitter> code, Tiering tiering) {
    return new Subject(
        name,
        () -> {
          Program program = FirstCut.keep(LockstepGuest.BENCH.assemble(code, tiering));
          Function run = program.function("run");
          return cases(
              memory -> {
                Machine machine = LockstepGuest.BENCH.machine(program, memory);
                return count -> (Long) machine.invoke(run, count);
              });
        });
  }

  private static List<Case> shim() {
    ShimInterpreter interpreter = new ShimInterpreter();
    return cases(memory -> count -> interpreter.run(memory, count));
  }

  /** Runs that many hops; returns the checksum of the blocks. */
  private interface Hopping {
    long hop(int count);
  }

  /** Makes the subject ready for hops in the order that a memory holds. */
  private interface Preparation {
    Hopping prepare(BenchMemory memory);
  }

  private static List<Case> cases(Preparation subject) {
    return Hops.Order.ALL.stream()
        .map(
            order -> {
              Hopping hopping = subject.prepare(order.memory());
              return Case.timed(
                  order.program(),
                  Hops.COUNT,
                  () -> hopping.hop(Hops.SMALL_COUNT),
                  () -> hopping.hop(Hops.COUNT));
            })
        .toList();
  }
}
