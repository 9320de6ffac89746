package dev.lockstep.bench;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasi.WasiExitException;
import run.endive.wasi.WasiOptions;
import run.endive.wasi.WasiPreview1;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.ExportSection;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;

/** Endive, with the faster of its two memories. */
final class EndiveEngine implements WasmEngine {
  private final boolean compiles;

  /** Its compiler, which translates the whole module to one class when it is loaded, or its interpreter. */
  EndiveEngine(boolean compiles) {
    this.compiles = compiles;
  }

  @Override
  public Loaded load(byte[] bytes) {
    WasmModule module = Parser.parse(bytes);
    return new LoadedModule(module, compiles ? MachineFactoryCompiler.compile(module) : null);
  }

  private record LoadedModule(WasmModule module, Function<Instance, Machine> machines)
      implements Loaded {
    @Override
    public Guest instantiate(Host host) {
      List<ImportFunction> imports = new ArrayList<>();
      for (int i = 0; i < module.importSection().importCount(); i++) {
        if (module.importSection().getImport(i) instanceof FunctionImport wanted) {
          imports.add(function(wanted, host));
        }
      }
      Instance instance = builder(imports).build();
      if (exports(INITIALIZE)) {
        instance.export(INITIALIZE).apply();
      }
      return new InstanceGuest(instance);
    }

    private ImportFunction function(FunctionImport wanted, Host host) {
      FunctionType type = module.typeSection().getType(wanted.typeIndex());
      return new HostFunction(
          wanted.module(),
          wanted.name(),
          type,
          (instance, arguments) -> {
            long result = host.call(wanted.name(), arguments);
            return type.returns().isEmpty() ? null : new long[] {result};
          });
    }

    private boolean exports(String name) {
      ExportSection exports = module.exportSection();
      for (int i = 0; i < exports.exportCount(); i++) {
        if (exports.getExport(i).name().equals(name)) {
          return true;
        }
      }
      return false;
    }

    /** Without {@code _start} and {@code _initialize}, which are called like other functions. */
    private Instance.Builder builder(List<ImportFunction> imports) {
      Instance.Builder builder =
          Instance.builder(module)
              .withMemoryFactory(ByteArrayMemory::new)
              .withStart(false)
              .withImportValues(ImportValues.builder().withFunctions(imports).build());
      return machines == null ? builder : builder.withMachineFactory(machines);
    }

    @Override
    public byte[] run(Path folder, List<String> words) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      WasiOptions.Builder options = WasiOptions.builder().withArguments(words).withStdout(out);
      options.withStderr(System.err).withDirectory(".", folder);
      try (WasiPreview1 wasi = WasiPreview1.builder().withOptions(options.build()).build()) {
        builder(List.of(wasi.toHostFunctions())).build().export("_start").apply();
      } catch (WasiExitException exit) {
        if (exit.exitCode() != 0) {
          throw new IllegalStateException(words + " ended with status " + exit.exitCode(), exit);
        }
      }
      return out.toByteArray();
    }
  }

  private record InstanceGuest(Instance instance) implements Guest {
    @Override
    public long call(String function, int... arguments) {
      long[] values = new long[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        values[i] = arguments[i];
      }
      long[] results = instance.export(function).apply(values);
      return results == null || results.length == 0 ? 0 : results[0];
    }

    @Override
    public byte[] read(int address, int count) {
      return instance.memory().readBytes(address, count);
    }

    @Override
    public void write(int address, byte[] bytes) {
      instance.memory().write(address, bytes);
    }
  }
}
