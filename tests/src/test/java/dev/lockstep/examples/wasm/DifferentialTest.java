package dev.lockstep.examples.wasm;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.examples.wasm.Module.ExternType;
import dev.lockstep.examples.wasm.Module.GlobalType;
import dev.lockstep.examples.wasm.Module.MemoryType;
import dev.lockstep.examples.wasm.Module.TableType;
import dev.lockstep.examples.wasm.wast.Script;
import dev.lockstep.runtime.Suspension;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.tests.wasm.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs changed modules of the specification's tests in every mode: results, traps with their traces, memory, globals and fuel
 * have to be the same. {@code -Dlockstep.seed} chooses other modules, {@code -Dlockstep.fuzz.seconds} has it go on for longer.
 *
 * <p>Modules and seeds that once made a difference are kept in {@code src/test/resources/fuzz}. What {@link ModuleMutator}
 * makes from a seed changes with it and with the tests of the specification; a module stays what it is.
 */
final class DifferentialTest {

  private static final int MUTANTS = 4_000;
  private static final long FUEL = 20_000;
  private static final int SLICE = 997;
  private static final int MAX_FUNCTIONS = 8;
  private static final int ROUNDS = 3;
  private static final int MAX_BYTES = 20_000;
  private static final Path KEPT = Path.of("src/test/resources/fuzz");
  private static final Path FOUND = Path.of("target", "fuzz");

  private static final WasmLimits LIMITS = WasmLimits.DEFAULT.withMemoryPages(64).withStackSlots(1 << 12);

  private static final Map<String, Tiering> MODES =
      new TreeMap<>(
          Map.of(
              "compiled", Tiering.compiled(),
              "mixed", new Tiering(Tiering.Mode.MIXED, 2, 3, 0),
              "stress", Tiering.stress(1)));

  /** Modules and seeds that have once found something. */
  @Test
  void whatOnceFailed() throws IOException {
    try (Stream<Path> kept = Files.list(KEPT)) {
      for (Path file : (Iterable<Path>) kept.filter(path -> path.toString().endsWith(".wasm")).sorted()::iterator) {
        byte[] bytes = Files.readAllBytes(file);
        if (isValid(bytes)) {
          compare(bytes, 1, file.toString());
        }
      }
    }
    List<byte[]> corpus = corpus();
    for (String line : Files.readAllLines(KEPT.resolve("seeds.txt"))) {
      if (!line.startsWith("#")) {
        changedModules(corpus, Long.parseLong(line.strip()), 0);
      }
    }
  }

  @Test
  void changedModules() throws IOException {
    changedModules(corpus(), Long.getLong("lockstep.seed", 1), Long.getLong("lockstep.fuzz.seconds", 0));
  }

  private static void changedModules(List<byte[]> corpus, long seed, long seconds) throws IOException {
    Random random = new Random(seed);
    ModuleMutator mutator = new ModuleMutator(random);
    long end = System.nanoTime() + seconds * 1_000_000_000;
    int valid = 0;
    int mutants = 0;
    for (; mutants < MUTANTS || System.nanoTime() < end; mutants++) {
      byte[] mutant = mutator.mutate(corpus.get(random.nextInt(corpus.size())));
      for (int more = random.nextInt(3); more > 0 && isValid(mutant); more--) {
        mutant = mutator.mutate(mutant);
      }
      if (isValid(mutant)) {
        valid++;
        compare(mutant, mutants, "seed " + seed + ", mutant " + mutants);
      }
    }
    System.out.println("differential: seed " + seed + ", " + valid + " of " + mutants + " changed modules are valid and ran alike");
    assertThat(valid).isGreaterThan(mutants / 20);
  }

  /** The valid modules with code in the specification's tests. */
  private static List<byte[]> corpus() throws IOException {
    List<byte[]> modules = new ArrayList<>();
    Map<String, byte[]> files = Script.read(SharedFiles.specification()).get(0).files();
    for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
      byte[] bytes = file.getValue();
      if (file.getKey().endsWith(".wasm") && bytes.length < MAX_BYTES && isValid(bytes)
          && !ModuleParser.parse(bytes, true).codes().isEmpty()) {
        modules.add(bytes);
      }
    }
    return modules;
  }

  private static boolean isValid(byte[] module) throws IOException {
    try {
      WasmModule.parse(module);
      return true;
    } catch (WasmException e) {
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("the parser failed; the module is in " + save(module, "parser"), e);
    }
  }

  private static Path save(byte[] module, String what) throws IOException {
    Files.createDirectories(FOUND);
    return Files.write(FOUND.resolve(what.replaceAll("[^a-z0-9]+", "-") + ".wasm"), module).toAbsolutePath();
  }

  private static void compare(byte[] bytes, long choice, String what) throws IOException {
    WasmModule metered = WasmModule.parseMetered(bytes);
    String expected = new Run(metered.in(Tiering.interpreter()), choice, FUEL).outcome();
    check(bytes, what + ", interpreter in slices", expected, new Run(metered.in(Tiering.interpreter()), choice, SLICE));
    for (Map.Entry<String, Tiering> mode : MODES.entrySet()) {
      check(bytes, what + ", " + mode.getKey(), expected, new Run(metered.in(mode.getValue()), choice, FUEL));
      check(bytes, what + ", " + mode.getKey() + " in slices", expected, new Run(metered.in(mode.getValue()), choice, SLICE));
    }
    if (expected.contains("out of fuel")) {
      return; // It might never end without.
    }
    WasmModule plain = WasmModule.parse(bytes);
    expected = new Run(plain.in(Tiering.interpreter()), choice, 0).outcome();
    for (Map.Entry<String, Tiering> mode : MODES.entrySet()) {
      check(bytes, what + ", " + mode.getKey() + " without fuel", expected, new Run(plain.in(mode.getValue()), choice, 0));
    }
  }

  private static void check(byte[] bytes, String what, String expected, Run run) throws IOException {
    String outcome = run.outcome();
    if (!outcome.equals(expected)) {
      assertWithMessage("%s; the module is in %s", what, save(bytes, what)).that(outcome).isEqualTo(expected);
    }
  }

  /** One instance and some calls of what it exports. */
  private static final class Run {
    private final WasmModule module;
    private final Random random;
    private final long slice;
    private final StringBuilder log = new StringBuilder();
    private long supplied = FUEL; // to the start function
    private long allowed = FUEL;

    /**
     * A run.
     *
     * @param choice what chooses arguments
     * @param slice how much fuel it gets at a time, up to {@link #FUEL} more a call; 0 for a module that is not metered
     */
    Run(WasmModule module, long choice, long slice) {
      this.module = module;
      this.random = new Random(choice);
      this.slice = slice;
    }

    String outcome() {
      WasmInstance instance;
      try {
        instance = module.instantiate(stubs(module.parsed()), slice == 0 ? LIMITS : LIMITS.withFuel(FUEL));
      } catch (WasmException | Trap | Suspension e) {
        return e.toString();
      }
      for (int round = 0; round < ROUNDS; round++) {
        List<ExportedFunction> functions = module.exportedFunctions();
        for (int i = 0; i < Math.min(functions.size(), MAX_FUNCTIONS); i++) {
          log.append(functions.get(i).name()).append(": ").append(call(instance, functions.get(i))).append('\n');
        }
      }
      describe(instance);
      return log.toString();
    }

    private String call(WasmInstance instance, ExportedFunction function) {
      Object[] arguments = function.type().params().stream().map(this::argument).toArray();
      try {
        return slice == 0
            ? text(instance.invoke(function, arguments))
            : metered(instance, instance.start(function, arguments));
      } catch (Trap trap) {
        return trap.getMessage() + trap.trace();
      }
    }

    private String metered(WasmInstance instance, WasmInvocation invocation) {
      allowed += FUEL;
      do {
        long more = Math.min(allowed - supplied, slice);
        instance.addFuel(more);
        supplied += more;
        if (invocation.run()) {
          return text(invocation.result()) + ", fuel " + (allowed - supplied + instance.fuel());
        }
      } while (supplied < allowed);
      return invocation.suspension().getMessage() + ", fuel " + instance.fuel();
    }

    private Object argument(ValType type) {
      int choice = random.nextInt(12);
      return switch (type) {
        case I32 -> choice < 8 ? choice - 1 : choice < 10 ? random.nextInt(70_000) : random.nextInt();
        case I64 -> choice < 8 ? choice - 1L : random.nextLong();
        case F32 -> choice < 8 ? choice / 2f - 1 : Float.intBitsToFloat(random.nextInt());
        case F64 -> choice < 8 ? choice / 2d - 1 : Double.longBitsToDouble(random.nextLong());
        default -> null;
      };
    }

    private void describe(WasmInstance instance) {
      for (WasmMemory memory : instance.memories) {
        log.append("memory ").append(memory.pages()).append(' ').append(Arrays.hashCode(memory.read(0, (int) memory.size()))).append('\n');
      }
      for (WasmTable table : instance.tables) {
        log.append("table");
        for (int i = 0; i < Math.min(table.size(), 100); i++) {
          log.append(' ').append(table.get(i));
        }
        log.append('\n');
      }
      log.append("globals ").append(Arrays.toString(instance.globals)).append('\n');
    }

    /** Which NaN comes out of two is up to the JVM. */
    private static String text(Object value) {
      return String.valueOf(value);
    }
  }

  /** What a module imports: functions that do nothing, and memories, tables and globals of the type that it asks for. */
  private static Imports stubs(Module module) {
    Imports.Builder imports = Imports.builder();
    for (Module.Import wanted : module.imports()) {
      ExternType type = wanted.type();
      if (type instanceof Module.Function function) {
        FuncType signature = module.types().get(function.typeIndex());
        imports.function(wanted.module(), wanted.name(), signature, (caller, arguments) -> zeros(signature));
      } else if (type instanceof MemoryType memory) {
        imports.memory(wanted.module(), wanted.name(), WasmMemory.ofPages((int) memory.limits().min(), max(memory.limits(), 64)));
      } else if (type instanceof TableType table) {
        imports.table(
            wanted.module(), wanted.name(),
            WasmTable.of(table.element(), (int) table.limits().min(), max(table.limits(), 1000)));
      } else if (type instanceof GlobalType global) {
        imports.global(wanted.module(), wanted.name(), WasmGlobal.of(global.type(), global.mutable(), zero(global.type())));
      }
    }
    return imports.build();
  }

  private static int max(Module.Limits limits, int most) {
    return (int) Math.max(limits.min(), limits.max() == Module.Limits.UNBOUNDED ? most : Math.min(limits.max(), most));
  }

  private static Object zeros(FuncType signature) {
    List<Object> values = new ArrayList<>();
    signature.results().forEach(type -> values.add(zero(type)));
    return values.isEmpty() ? null : values.size() == 1 ? values.get(0) : values;
  }

  private static Object zero(ValType type) {
    return switch (type) {
      case I32 -> 0;
      case I64 -> 0L;
      case F32 -> 0f;
      case F64 -> 0d;
      default -> null;
    };
  }
}
