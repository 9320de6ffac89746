package dev.lockstep.bench;

import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.examples.wasm.ExportedFunction;
import dev.lockstep.examples.wasm.HostFunction;
import dev.lockstep.examples.wasm.ImportedFunction;
import dev.lockstep.examples.wasm.Imports;
import dev.lockstep.examples.wasm.ValType;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmLimits;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The WebAssembly guest of the examples, run in one way. */
final class LockstepEngine implements WasmEngine {
  private final UnaryOperator<WasmModule> preparation;
  private final boolean isMetered;

  /** Those that are metered, whose fuel says how much they have run. */
  private final List<WasmInstance> metered = new ArrayList<>();

  LockstepEngine(Tiering tiering) {
    this(module -> module.in(tiering));
  }

  /** Runs modules as {@code preparation} makes them. */
  LockstepEngine(UnaryOperator<WasmModule> preparation) {
    this(preparation, false);
  }

  private LockstepEngine(UnaryOperator<WasmModule> preparation, boolean isMetered) {
    this.preparation = preparation;
    this.isMetered = isMetered;
  }

  /** An engine that knows how many instructions it has run. */
  static LockstepEngine metered() {
    return new LockstepEngine(module -> module, true);
  }

  /** How many instructions have run, if the engine is metered; what moves many bytes at once is as many as it pays for. */
  long instructions() {
    return metered.stream().mapToLong(instance -> Long.MAX_VALUE - instance.fuel()).sum();
  }

  @Override
  public Loaded load(byte[] module) {
    return new LoadedModule(this, preparation.apply(isMetered ? WasmModule.parseMetered(module) : WasmModule.parse(module)));
  }

  private WasmInstance instantiate(WasmModule module, Imports imports) {
    if (!isMetered) {
      return module.instantiate(imports);
    }
    WasmInstance instance = module.instantiate(imports, WasmLimits.DEFAULT.withFuel(Long.MAX_VALUE));
    metered.add(instance);
    return instance;
  }

  private record LoadedModule(LockstepEngine engine, WasmModule module) implements Loaded {
    @Override
    public Guest instantiate(Host host) {
      Imports.Builder imports = Imports.builder();
      for (ImportedFunction wanted : module.importedFunctions()) {
        imports.function(
            wanted.module(), wanted.name(), wanted.type(), new HostImport(wanted, host));
      }
      WasmInstance instance = engine.instantiate(module, imports.build());
      if (module.exports(INITIALIZE)) {
        instance.invoke(INITIALIZE);
      }
      return new Instance(instance);
    }

    @Override
    public byte[] run(Path folder, List<String> words) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Wasi.Builder process = Wasi.builder().arguments(words).directory(folder, ".");
      try (Wasi wasi = process.stdout(out).stderr(System.err).build()) {
        int status = wasi.run(engine.instantiate(module, wasi.imports()));
        if (status != 0) {
          throw new IllegalStateException(words + " ended with status " + status);
        }
      }
      return out.toByteArray();
    }
  }

  private record HostImport(ImportedFunction wanted, Host host) implements HostFunction {
    @Override
    public Object call(WasmInstance caller, Object... values) {
      long[] arguments = new long[values.length];
      for (int i = 0; i < values.length; i++) {
        arguments[i] = bits(values[i]);
      }
      long result = host.call(wanted.name(), arguments);
      List<ValType> results = wanted.type().results();
      return results.isEmpty() ? null : value(results.get(0), result);
    }
  }

  private record Instance(WasmInstance instance) implements Guest {
    @Override
    public long call(String function, int... arguments) {
      ExportedFunction exported = instance.module().exported(function);
      Object[] values = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        values[i] = value(exported.type().params().get(i), arguments[i]);
      }
      return bits(instance.invoke(exported, values));
    }

    @Override
    public byte[] read(int address, int count) {
      return instance.defaultMemory().read(address, count);
    }

    @Override
    public void write(int address, byte[] bytes) {
      instance.defaultMemory().write(address, bytes);
    }
  }

  private static Object value(ValType type, long bits) {
    return switch (type) {
      case I32 -> (Object) (int) bits;
      case I64 -> bits;
      case F64 -> Double.longBitsToDouble(bits);
      default -> throw new IllegalArgumentException("no program needs " + type);
    };
  }

  private static long bits(Object value) {
    if (value instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    }
    return value == null ? 0 : ((Number) value).longValue();
  }
}
