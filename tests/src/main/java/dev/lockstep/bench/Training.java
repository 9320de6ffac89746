package dev.lockstep.bench;

import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.DispatchProfile;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Tiering;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the profile from which the sequences and fused forms of a guest were chosen: {@code bench} runs the six programs,
 * {@code wasm} the kernels, Lua and bzip2.
 */
final class Training {
  private static final int LINES = 80;
  private static final int LONGEST = 6;

  private Training() {}

  public static void main(String[] arguments) throws Exception {
    String guest = arguments.length == 1 ? arguments[0] : "";
    switch (guest) {
      case "bench" -> System.out.print(bench().report(LINES, LONGEST));
      case "wasm" -> System.out.print(wasm().report(LINES, LONGEST));
      default -> {
        System.err.println("Training takes one word, bench or wasm");
        System.exit(2);
      }
    }
  }

  private static DispatchProfile bench() {
    DispatchProfile profile = new DispatchProfile(LockstepGuest.BENCH.table());
    for (Program program : Programs.ALL) {
      var counted =
          profile.counting(LockstepGuest.BENCH.assemble(program.code(), Tiering.interpreter()));
      Machine machine = LockstepGuest.BENCH.machine(counted, new BenchMemory());
      machine.invoke(counted.function("run"), program.argument());
    }
    return profile;
  }

  private static DispatchProfile wasm() throws Exception {
    DispatchProfile profile = new DispatchProfile(WasmModule.table());
    LockstepEngine engine = new LockstepEngine(module -> module.countedBy(profile));
    Path folder = TemporaryFolder.make();
    List<WasmProgram> programs = new ArrayList<>(WasmPrograms.kernels(Kernels.Kernel::size));
    new WasmPrograms(folder, 0.1)
        .common().stream()
            .filter(program -> program.name().startsWith("lua") || program.name().equals("bzip2"))
            .forEach(programs::add);
    for (WasmProgram program : programs) {
      program.load(engine).run();
    }
    return profile;
  }
}
