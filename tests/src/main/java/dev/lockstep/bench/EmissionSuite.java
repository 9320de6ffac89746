package dev.lockstep.bench;

import dev.lockstep.runtime.CompilationStatistics;
import dev.lockstep.runtime.Program;
import java.util.List;
import java.util.function.ToLongFunction;
import org.objectweb.asm.ClassWriter;

/** What it takes to make a region of 200 instructions once everything is warm, against ASM. */
final class EmissionSuite implements Suite {
  static final String LOCKSTEP = "lockstep";
  static final String ASM_FRAMES = "asm-computes-frames";
  static final String ASM_MAXS = "asm-computes-maxs";
  static final String ASM_PLAIN = "asm-computes-nothing";

  private static final int REGIONS = 50;
  private static final String EMISSION = "emission";
  private static final String WITH_DEFINITION = "emission+definition";
  private static final String WITH_PLANNING = "planning+emission+definition";

  @Override
  public String name() {
    return "emission";
  }

  @Override
  public Unit unit() {
    return Unit.MICROSECONDS;
  }

  @Override
  public List<Subject> subjects() {
    return List.of(
        new Subject(LOCKSTEP, EmissionSuite::lockstep),
        new Subject(ASM_FRAMES, () -> asm(new AsmEmitter(ClassWriter.COMPUTE_FRAMES, false))),
        new Subject(ASM_MAXS, () -> asm(new AsmEmitter(ClassWriter.COMPUTE_MAXS, true))),
        new Subject(ASM_PLAIN, () -> asm(new AsmEmitter(0, true))));
  }

  @Override
  public List<Ratio> ratios() {
    return List.of(
        new Ratio("emission.vs-asm-computes-frames", ASM_FRAMES, LOCKSTEP, List.of(EMISSION)),
        new Ratio("emission.vs-asm-computes-maxs", ASM_MAXS, LOCKSTEP, List.of(EMISSION)),
        new Ratio("emission.vs-asm-computes-nothing", ASM_PLAIN, LOCKSTEP, List.of(EMISSION)),
        new Ratio(
            "emission-and-definition.vs-asm-computes-frames",
            ASM_FRAMES,
            LOCKSTEP,
            List.of(WITH_DEFINITION)),
        new Ratio(
            "emission-and-definition.vs-asm-computes-nothing",
            ASM_PLAIN,
            LOCKSTEP,
            List.of(WITH_DEFINITION)));
  }

  @Override
  public Schedule schedule(boolean quick) {
    return quick ? new Schedule(2, 2500, 1000) : new Schedule(5, 4000, 2000);
  }

  private static List<Case> lockstep() {
    RegionMaker maker = new RegionMaker(REGIONS);
    return List.of(
        lockstep(EMISSION, maker, CompilationStatistics::emitMicros),
        lockstep(WITH_DEFINITION, maker, done -> done.emitMicros() + done.defineMicros()),
        lockstep(
            WITH_PLANNING,
            maker,
            done -> done.planMicros() + done.emitMicros() + done.defineMicros()));
  }

  /** Each sample is a fresh copy of the program, which counts by itself what its regions take. */
  private static Case lockstep(
      String name, RegionMaker maker, ToLongFunction<CompilationStatistics> micros) {
    Case.Run run =
        () -> {
          Program program = maker.compilable();
          long result = maker.runAll(maker.machine(program));
          CompilationStatistics done = program.statistics();
          if (done.regions() != REGIONS) {
            throw new IllegalStateException("compiled " + done.regions() + " regions");
          }
          return new Case.Sample(1000.0 * micros.applyAsLong(done) / REGIONS, result);
        };
    return new Case(name, () -> run.take().result(), run);
  }

  private static List<Case> asm(AsmEmitter emitter) {
    RegionMaker maker = new RegionMaker(REGIONS);
    long result = maker.interpret();
    return List.of(
        asm(EMISSION, () -> maker.emitAll(emitter), made -> result),
        asm(WITH_DEFINITION, () -> maker.makeAll(emitter), maker::run));
  }

  /** Something that can be timed and has its result looked at afterwards. */
  private interface Making<T> {
    T make() throws Exception;
  }

  private static <T> Case asm(String name, Making<T> making, ToLongFunction<T> results) {
    Case.Run run =
        () -> {
          long start = System.nanoTime();
          T made = making.make();
          double nanoseconds = (double) (System.nanoTime() - start) / REGIONS;
          return new Case.Sample(nanoseconds, results.applyAsLong(made));
        };
    return new Case(name, () -> run.take().result(), run);
  }
}
