package dev.lockstep.bench;

import dev.lockstep.runtime.Tiering;
import java.util.List;
import java.util.function.Supplier;

/** The WebAssembly kernels, in sizes for interpreters. */
final class KernelSuite implements Suite {
  private static final String ENDIVE = "endive-interpreter";
  private static final String INTERPRETER = "lockstep-interpreter";
  private static final String COMPILED = "lockstep-compiled";

  @Override
  public String name() {
    return "kernels";
  }

  @Override
  public Unit unit() {
    return Unit.MILLISECONDS;
  }

  @Override
  public List<Subject> subjects() {
    return List.of(
        engine(ENDIVE, EndiveInterpreter::new),
        engine(INTERPRETER, () -> new LockstepEngine(Tiering.interpreter())),
        engine(COMPILED, () -> new LockstepEngine(Tiering.compiled())));
  }

  @Override
  public List<Ratio> ratios() {
    return List.of(
        new Ratio("kernels.compiled.vs-own-interpreter", INTERPRETER, COMPILED),
        new Ratio("kernels.interpreter.vs-endive", ENDIVE, INTERPRETER));
  }

  @Override
  public Schedule schedule(boolean quick) {
    return quick ? new Schedule(2, 2500, 1000) : new Schedule(5, 8000, 4000);
  }

  private static Subject engine(String name, Supplier<KernelEngine> engines) {
    return new Subject(
        name,
        () -> {
          KernelEngine engine = engines.get();
          return Kernels.ALL.stream().map(kernel -> load(kernel, engine)).toList();
        });
  }

  private static Case load(Kernels.Kernel kernel, KernelEngine engine) {
    KernelEngine.Function function = engine.load(kernel.module(), kernel.export());
    return Case.timed(
        kernel.name(), () -> function.call(kernel.smallSize()), () -> function.call(kernel.size()));
  }
}
