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
        engine(ENDIVE, () -> new EndiveEngine(false)),
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

  private static Subject engine(String name, Supplier<WasmEngine> engines) {
    return new Subject(
        name,
        () -> {
          WasmEngine engine = engines.get();
          return Kernels.ALL.stream().map(kernel -> load(kernel, engine)).toList();
        });
  }

  private static Case load(Kernels.Kernel kernel, WasmEngine engine) {
    KernelCall small = new KernelCall(kernel.export(), kernel.smallSize());
    KernelCall full = new KernelCall(kernel.export(), kernel.size());
    WasmEngine.Guest guest = engine.load(kernel.module()).instantiate(full);
    return Case.timed(kernel.name(), () -> small.use(guest), () -> full.use(guest));
  }
}
