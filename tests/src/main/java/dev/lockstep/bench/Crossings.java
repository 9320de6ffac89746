package dev.lockstep.bench;

import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.CrossingProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints how often WebAssembly programs cross between regions and the interpreter, once what is hot is compiled. Instructions
 * are counted by another run, of the metered program, whose regions are others.
 */
final class Crossings {
  private static final List<String> USUAL = List.of("lua-queens", "lua-mix", "bzip2", "sqlite", "prism");
  private static final int LINES = 10;

  /** A program is warm once so many runs have compiled nothing. */
  private static final int QUIET_RUNS = 5;

  private static final int MAX_RUNS = 100;

  private Crossings() {}

  /** {@code [PROGRAM]...}, as the suite {@code wasm} calls them. */
  public static void main(String[] names) throws Exception {
    List<WasmProgram> present = new WasmPrograms(TemporaryFolder.make(), 1).common();
    List<WasmProgram> chosen = new ArrayList<>();
    for (String name : names.length == 0 ? USUAL : List.of(names)) {
      List<WasmProgram> found = present.stream().filter(program -> program.name().equals(name)).toList();
      if (found.isEmpty()) {
        System.err.println(name + " is not one of " + present.stream().map(WasmProgram::name).toList());
        System.exit(2);
      }
      chosen.addAll(found);
    }
    for (WasmProgram program : chosen) {
      report(program);
    }
  }

  private static void report(WasmProgram program) throws Exception {
    LockstepEngine metered = LockstepEngine.metered();
    Case.Work counting = program.load(metered);
    counting.run(); // The first run of a library is longer.
    long before = metered.instructions();
    counting.run();
    long instructions = metered.instructions() - before;

    CrossingProfile profile = new CrossingProfile();
    List<WasmModule> modules = new ArrayList<>();
    LockstepEngine crossing =
        new LockstepEngine(
            module -> {
              modules.add(module.countedBy(profile));
              return modules.get(0);
            });
    Case.Work work = program.load(crossing);
    int runs = 0;
    for (int quiet = 0; quiet < QUIET_RUNS && runs < MAX_RUNS; runs++) {
      int regions = modules.get(0).program().statistics().regions();
      profile.reset();
      work.run();
      quiet = modules.get(0).program().statistics().regions() == regions ? quiet + 1 : 0;
    }
    System.out.println(program.name() + ", run " + runs + ":");
    System.out.print(profile.report(instructions, LINES));
  }
}
