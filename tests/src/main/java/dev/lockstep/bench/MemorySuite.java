package dev.lockstep.bench;

import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.CompilationStatistics;
import dev.lockstep.runtime.Tiering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import run.endive.wasm.Parser;
import run.endive.wasm.types.FunctionBody;

/**
 * What code takes: bytes of heap that a loaded module holds for each of its WebAssembly instructions, and bytes of heap and
 * metaspace that compiled code holds for each guest instruction in it. Machine code that HotSpot makes later is not counted.
 */
final class MemorySuite implements Suite {
  private static final String LOADED = "lockstep-loaded";
  private static final String ENDIVE_LOADED = "endive-loaded";
  private static final String COMPILED = "lockstep-compiled";
  private static final String CLASS_FILES = "lockstep-class-files";

  /** The kernels are small. */
  private static final int COPIES = 30;

  /** Something that takes memory as long as it is referred to. */
  private interface Holding {
    Object make(byte[] module);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Unit unit() {
    return Unit.BYTES;
  }

  @Override
  public List<Subject> subjects() {
    return List.of(
        new Subject(LOADED, () -> loaded(WasmModule::parse)),
        new Subject(ENDIVE_LOADED, () -> loaded(Parser::parse)),
        new Subject(COMPILED, () -> List.of(compiled(true))),
        new Subject(CLASS_FILES, () -> List.of(compiled(false))));
  }

  @Override
  public List<Ratio> ratios() {
    return List.of(new Ratio("memory.loaded.vs-endive", ENDIVE_LOADED, LOADED));
  }

  /** No warm-up, one measurement a fork. */
  @Override
  public Schedule schedule(boolean quick) {
    return new Schedule(quick ? 1 : 5, 0, 0);
  }

  private static List<Case> loaded(Holding holding) {
    List<byte[]> kernels = new ArrayList<>();
    Kernels.ALL.forEach(kernel -> kernels.add(kernel.module()));
    return List.of(
        loaded("lua54", holding, List.of(program("lua54.wasm")), 1),
        loaded("bzip2", holding, List.of(program("bzip2.wasm")), 1),
        loaded("kernels", holding, kernels, COPIES));
  }

  private static Case loaded(String name, Holding holding, List<byte[]> modules, int copies) {
    Case.Run run =
        () -> {
          long instructions = modules.stream().mapToLong(MemorySuite::instructions).sum();
          make(holding, modules, 1); // What is made once a JVM is made now.
          long before = used(false);
          List<Object> held = make(holding, modules, copies);
          long bytes = used(false) - before;
          if (held.size() != copies * modules.size()) {
            throw new IllegalStateException("made " + held.size());
          }
          return new Case.Sample((double) bytes / (copies * instructions), instructions);
        };
    return new Case(name, () -> run.take().result(), run);
  }

  private static List<Object> make(Holding holding, List<byte[]> modules, int copies) {
    List<Object> held = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      for (byte[] module : modules) {
        held.add(holding.make(module));
      }
    }
    return held;
  }

  /** How many instructions the functions of a module have, as Endive, which keeps each as an object, counts them. */
  private static long instructions(byte[] module) {
    long count = 0;
    for (FunctionBody body : Parser.parse(module).codeSection().functionBodies()) {
      count += body.instructions().size();
    }
    return count;
  }

  /** Compiles what a Lua script needs; counts all memory or the class files alone. */
  private static Case compiled(boolean all) {
    Case.Run run =
        () -> {
          WasmModule module = WasmModule.parse(program("lua54.wasm"));
          runScript(module.in(Tiering.compiled())); // What is made once a JVM is made now.
          WasmModule fresh = module.in(Tiering.compiled());
          long before = used(true);
          runScript(fresh);
          long bytes = used(true) - before;
          CompilationStatistics done = fresh.program().statistics();
          return new Case.Sample((double) (all ? bytes : done.bytesHeld()) / done.instructions(), done.instructions());
        };
    return new Case("lua54-mix", () -> run.take().result(), run);
  }

  private static void runScript(WasmModule module) throws IOException {
    Path folder = Kernels.shared().resolve("wasm/programs");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Wasi wasi = Wasi.builder().arguments("lua54.wasm", "mix.lua", "20").directory(folder, ".").stdout(out).build()) {
      wasi.run(module);
    }
    if (out.size() == 0) {
      throw new IllegalStateException("the script has printed nothing");
    }
  }

  private static byte[] program(String name) {
    try {
      return Files.readAllBytes(Kernels.shared().resolve("wasm/programs").resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("set -D" + Kernels.SHARED + " to the folder of the test data", e);
    }
  }

  /** The bytes in use after a collection, in the heap and if asked for in the metaspace. */
  private static long used(boolean withClasses) {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (withClasses && pool.getName().equals("Metaspace")) {
        used += pool.getUsage().getUsed(); // The compressed class space is part of it.
      }
    }
    return used;
  }
}
