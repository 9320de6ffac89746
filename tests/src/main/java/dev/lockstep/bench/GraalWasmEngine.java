package dev.lockstep.bench;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/**
 * GraalWasm, with whatever compiler the JVM has for it. Its language is found at run time: this class compiles, but does
 * not run, without.
 */
final class GraalWasmEngine implements WasmEngine {
  private static final String LANGUAGE = "wasm";

  @Override
  public Loaded load(byte[] module) {
    Engine engine = Engine.newBuilder(LANGUAGE).option("engine.WarnInterpreterOnly", "false").build();
    Source source = Source.newBuilder(LANGUAGE, ByteSequence.create(module), "module").buildLiteral();
    return new LoadedModule(engine, source);
  }

  private record LoadedModule(Engine engine, Source source) implements Loaded {
    @Override
    public Guest instantiate(Host host) {
      Context context = Context.newBuilder(LANGUAGE).engine(engine).build();
      Value exports = instance(context, imports(host));
      Value initialize = exports.getMember(INITIALIZE);
      if (initialize != null) {
        initialize.execute();
      }
      return new Instance(exports);
    }

    private Value instance(Context context, Object... imports) {
      return context.eval(source).newInstance(imports).getMember("exports");
    }

    /** Arguments belong to a context, so each run has its own; code is shared by the engine. */
    @Override
    public byte[] run(Path folder, List<String> words) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Context.Builder builder =
          Context.newBuilder(LANGUAGE)
              .engine(engine)
              .out(out)
              .err(System.err)
              .arguments(LANGUAGE, words.toArray(String[]::new))
              .allowIO(IOAccess.ALL)
              .option("wasm.Builtins", "wasi_snapshot_preview1")
              .option("wasm.WasiMapDirs", ".::" + folder);
      try (Context context = builder.build()) {
        instance(context).getMember("_start").execute();
      } catch (PolyglotException exit) {
        if (!exit.isExit() || exit.getExitStatus() != 0) {
          throw exit;
        }
      }
      return out.toByteArray();
    }
  }

  /** Has whatever it is asked for. */
  private interface Lookup extends ProxyObject {
    @Override
    default boolean hasMember(String name) {
      return true;
    }

    @Override
    default Object getMemberKeys() {
      return List.of();
    }

    @Override
    default void putMember(String name, Value value) {
      throw new UnsupportedOperationException();
    }
  }

  /** The host's functions, in every module's name. */
  private static Lookup imports(Host host) {
    Lookup functions =
        name ->
            (ProxyExecutable)
                values -> {
                  long[] arguments = new long[values.length];
                  for (int i = 0; i < values.length; i++) {
                    arguments[i] = bits(values[i]);
                  }
                  return (int) host.call(name, arguments);
                };
    return module -> functions;
  }

  private static final class Instance implements Guest {
    private final Value exports;

    Instance(Value exports) {
      this.exports = exports;
    }

    @Override
    public long call(String function, int... arguments) {
      Object[] values = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        values[i] = arguments[i];
      }
      return bits(exports.getMember(function).execute(values));
    }

    @Override
    public byte[] read(int address, int count) {
      byte[] bytes = new byte[count];
      memory().readBuffer(Integer.toUnsignedLong(address), bytes, 0, count);
      return bytes;
    }

    @Override
    public void write(int address, byte[] bytes) {
      Value memory = memory();
      for (int i = 0; i < bytes.length; i++) {
        memory.writeBufferByte(Integer.toUnsignedLong(address) + i, bytes[i]);
      }
    }

    private Value memory() {
      for (String name : exports.getMemberKeys()) {
        if (exports.getMember(name).hasBufferElements()) {
          return exports.getMember(name);
        }
      }
      throw new IllegalStateException("the module exports no memory");
    }
  }

  private static long bits(Value value) {
    if (value.isNumber() && value.fitsInLong()) {
      return value.asLong();
    }
    return value.isNumber() ? Double.doubleToRawLongBits(value.asDouble()) : 0;
  }
}
