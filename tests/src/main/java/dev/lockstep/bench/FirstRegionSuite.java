package dev.lockstep.bench;

import dev.lockstep.runtime.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;

/**
 * The first region of a fresh JVM, from the call that asks for it until it has run once: mostly the
 * loading of classes. The guest has been interpreted before, so its own classes are loaded, and what it
 * runs on is there: making its memory of 4 MB takes 2 ms.
 */
final class FirstRegionSuite implements Suite {
  private static final String PROGRAM = "first";

  /** Ours, with an archive of the classes that one run before has loaded, which is how one starts what is to start soon. */
  private static final String ARCHIVE = EmissionSuite.LOCKSTEP + "-archive";

  /** The archive; {@code null} before there is one. */
  private Path archive;

  @Override
  public String name() {
    return "first-region";
  }

  @Override
  public Unit unit() {
    return Unit.MILLISECONDS;
  }

  @Override
  public List<Subject> subjects() {
    return List.of(
        new Subject(EmissionSuite.LOCKSTEP, FirstRegionSuite::lockstep),
        new Subject(ARCHIVE, FirstRegionSuite::lockstep),
        new Subject(EmissionSuite.ASM_FRAMES, () -> asm(ClassWriter.COMPUTE_FRAMES, false)),
        new Subject(EmissionSuite.ASM_MAXS, () -> asm(ClassWriter.COMPUTE_MAXS, true)),
        new Subject(EmissionSuite.ASM_PLAIN, () -> asm(0, true)));
  }

  @Override
  public List<Ratio> ratios() {
    return List.of(
        ratio("first-region.vs-asm-computes-frames", EmissionSuite.ASM_FRAMES),
        ratio("first-region.vs-asm-computes-maxs", EmissionSuite.ASM_MAXS),
        ratio("first-region.vs-asm-computes-nothing", EmissionSuite.ASM_PLAIN));
  }

  private static Ratio ratio(String name, String rival) {
    return new Ratio(name, rival, EmissionSuite.LOCKSTEP);
  }

  /** No warm-up, one measurement a fork. */
  @Override
  public Schedule schedule(boolean quick) {
    return new Schedule(quick ? 6 : 40, 0, 0);
  }

  @Override
  public List<Outcome> measure(Subject subject, Selection selection, Schedule schedule, List<String> jvmFlags)
      throws IOException, InterruptedException {
    if (!subject.name().equals(ARCHIVE)) {
      return Suite.super.measure(subject, selection, schedule, jvmFlags);
    }
    if (archive == null) {
      archive = TemporaryFolder.make().resolve("archive.jsa");
      Fork.run(this, subject, schedule, with(jvmFlags, "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
    }
    return Fork.run(this, subject, schedule, with(jvmFlags, "-XX:SharedArchiveFile=" + archive, "-Xshare:on"));
  }

  private static List<String> with(List<String> flags, String... more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of(more));
    return all;
  }

  private static List<Case> lockstep() {
    RegionMaker maker = new RegionMaker(1);
    maker.interpret();
    Machine machine = maker.machine(maker.compilable());
    return List.of(Case.timed(PROGRAM, maker::interpret, () -> maker.runAll(machine)));
  }

  private static List<Case> asm(int flags, boolean givesFrames) {
    RegionMaker maker = new RegionMaker(1);
    maker.interpret();
    return List.of(
        Case.timed(
            PROGRAM,
            maker::interpret,
            () -> maker.run(maker.makeAll(new AsmEmitter(flags, givesFrames)))));
  }
}
