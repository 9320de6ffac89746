package dev.lockstep.bench;

import java.util.List;
import java.util.function.Supplier;

/** The WebAssembly kernels on interpreters. */
final class KernelSuite implements Suite {
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
    return List.of(engine("endive-interpreter", EndiveInterpreter::new));
  }

  @Override
  public List<Ratio> ratios() {
    return List.of();
  }

  @Override
  public Schedule schedule(boolean quick) {
    return quick ? new Schedule(2, 3000, 1000) : new Schedule(5, 20_000, 10_000);
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
    return new Case(
        kernel.name(), () -> function.call(kernel.smallSize()), () -> function.call(kernel.size()));
  }
}
