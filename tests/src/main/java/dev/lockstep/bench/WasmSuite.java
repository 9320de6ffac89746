package dev.lockstep.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * WebAssembly programs on Lockstep, on other engines for the JVM, and on node. Each program runs alone in a process: its
 * first result is that of a cold one, and its profiles are its own.
 */
final class WasmSuite implements Suite {
  /** Real programs have so much code that compilers take seconds. */
  private static final int REAL_WARM_UP_FACTOR = 3;

  private static final List<String> QUICK = List.of("fib.20");

  /** The kernels in sizes for interpreters, and for compilers. */
  private List<WasmProgram> small;

  private List<WasmProgram> large;
  private List<WasmProgram> all;
  private WasmPrograms programs;
  private Path script;

  @Override
  public String name() {
    return "wasm";
  }

  @Override
  public Unit unit() {
    return Unit.MILLISECONDS;
  }

  @Override
  public Unit unit(String program) {
    return program.endsWith("." + WasmChild.PEAK) ? Unit.MEBIBYTES : Unit.MILLISECONDS;
  }

  @Override
  public List<Subject> subjects() {
    return Arrays.stream(WasmSubject.values()).map(subject -> new Subject(subject.symbol())).toList();
  }

  @Override
  public List<String> selectable() {
    prepare();
    List<String> names = new ArrayList<>(Suite.super.selectable());
    names.addAll(names(all));
    return names;
  }

  @Override
  public List<String> remarks() {
    prepare();
    List<String> remarks = new ArrayList<>();
    remarks.add("PROGRAM.first is from the start of a process to its first result, PROGRAM.peak its resident memory in MiB");
    for (WasmSubject subject : WasmSubject.values()) {
      if (!subject.missing().isEmpty()) {
        remarks.add("skipped " + subject.symbol() + ": " + subject.missing());
      }
    }
    programs.missing().forEach(missing -> remarks.add("skipped " + missing));
    return remarks;
  }

  @Override
  public List<Ratio> ratios() {
    prepare();
    List<Ratio> ratios = new ArrayList<>();
    List<String> kernels = names(large);
    for (WasmSubject rival : WasmSubject.values()) {
      if (rival.symbol().startsWith("lockstep")) {
        continue;
      }
      WasmSubject ours = rival.interprets() ? WasmSubject.LOCKSTEP_INTERPRETER : WasmSubject.LOCKSTEP_MIXED;
      String group = "wasm.kernels." + (rival.interprets() ? "interpreter" : "compiled");
      ratios.add(ratio(group, rival, ours, rival.interprets() ? names(small) : kernels));
      for (WasmProgram program : programs.common()) {
        String first = program.name() + "." + WasmChild.FIRST;
        ratios.add(ratio("wasm." + program.name(), rival, ours, List.of(program.name())));
        ratios.add(ratio("wasm." + first, rival, WasmSubject.LOCKSTEP_MIXED, List.of(first)));
      }
    }
    return ratios;
  }

  private static Ratio ratio(String name, WasmSubject rival, WasmSubject ours, List<String> programs) {
    return new Ratio(name + ".vs-" + rival.symbol(), rival.symbol(), ours.symbol(), programs);
  }

  private static List<String> names(List<WasmProgram> programs) {
    return programs.stream().map(WasmProgram::name).toList();
  }

  @Override
  public Schedule schedule(boolean quick) {
    return quick ? new Schedule(1, 300, 100) : new Schedule(3, 3000, 1000);
  }

  @Override
  public Selection quickly() {
    return new Selection(QUICK);
  }

  @Override
  public List<Outcome> measure(
      Subject subject, Selection selection, Schedule schedule, List<String> jvmFlags)
      throws IOException, InterruptedException {
    prepare();
    WasmSubject engine = WasmSubject.of(subject.name());
    List<Outcome> outcomes = new ArrayList<>();
    if (engine.missing().isEmpty()) {
      List<WasmProgram> others = engine.interprets() ? large : small;
      for (WasmProgram program : selection.of(all, WasmProgram::name)) {
        if (!others.contains(program)) {
          int factor = program.kind().equals(WasmProgram.KERNEL) ? 1 : REAL_WARM_UP_FACTOR;
          Schedule times = schedule.withWarmUp(factor * engine.warmUpFactor());
          outcomes.addAll(WasmFork.run(engine, program, script, times, jvmFlags));
        }
      }
    }
    return outcomes;
  }

  /** Writes the files of input when the first subject is measured. */
  private void prepare() {
    if (programs != null) {
      return;
    }
    try {
      Path folder = TemporaryFolder.make();
      script = WasmSubject.nodeScript(folder);
      programs = new WasmPrograms(folder, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    small = WasmPrograms.kernels(Kernels.Kernel::size);
    large = WasmPrograms.kernels(Kernels.Kernel::largeSize);
    all = new ArrayList<>(small);
    all.addAll(large);
    all.addAll(programs.common());
  }
}
