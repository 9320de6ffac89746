package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasm.HostFunction;
import dev.lockstep.examples.wasm.Imports;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmLimits;
import dev.lockstep.examples.wasm.WasmModule;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A process as a guest sees it through WASI preview 1: arguments, environment, streams, and the directories that were
 * opened for it, outside of which it reaches no file. Each guest needs one of its own. Not thread-safe.
 *
 * <p>Within its directories a guest has all rights of this Java process. Paths cannot lead out of them, be it by {@code
 * ..}, by a slash in front or by symbolic links, as long as nobody but the guest makes symbolic links in them while it
 * runs. Clocks of CPU time show the time since this was built. There are no sockets and no signals.
 */
public final class Wasi implements Closeable {

  /** The name of the module from which guests import. */
  public static final String MODULE = "wasi_snapshot_preview1";

  private final DescriptorTable table;
  private final Imports imports;

  /** Not a lambda, of which the first one of a JVM takes long. */
  private record BoundCall(SystemCall function, Kernel kernel) implements HostFunction {
    @Override
    public Object call(WasmInstance caller, Object... arguments) {
      return kernel.call(function, caller.defaultMemory(), arguments).code();
    }
  }

  private Wasi(DescriptorTable table, Kernel kernel) {
    this.table = table;
    Imports.Builder builder = Imports.builder();
    for (SystemCall call : SystemCall.values()) {
      builder.function(MODULE, call.symbol(), call.type(), new BoundCall(call, kernel));
    }
    imports = builder.build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The functions of this process. */
  public Imports imports() {
    return imports;
  }

  /**
   * Makes an instance of a command and runs it; see {@link #run(WasmInstance)}.
   *
   * @throws dev.lockstep.examples.wasm.WasmException if the module imports anything that WASI has not
   */
  public int run(WasmModule module) {
    return run(module, WasmLimits.DEFAULT);
  }

  /** Runs a command with limits of its own; see {@link #run(WasmModule)}. */
  public int run(WasmModule module, WasmLimits limits) {
    WasmInstance instance;
    try {
      instance = module.instantiate(imports, limits);
    } catch (WasiExit exit) {
      return exit.status();
    }
    return run(instance);
  }

  /**
   * Runs a command, which is an instance that exports {@code _start}, to its end. Output streams have been flushed
   * after that, whatever happens. A command can be run only once.
   *
   * @return the exit status, an unsigned number
   * @throws dev.lockstep.runtime.Trap if the guest traps
   * @throws UncheckedIOException if an output stream cannot be flushed
   */
  public int run(WasmInstance command) {
    try {
      command.invoke("_start");
      return 0;
    } catch (WasiExit exit) {
      return exit.status();
    } finally {
      flush();
    }
  }

  /**
   * Makes an instance of a library, which is a module without {@code _start} whose functions are then called one by one,
   * and lets it prepare itself by a call of {@code _initialize} if it exports that.
   *
   * @throws WasiExit if the guest ends its process, as any call of its functions may
   */
  public WasmInstance instantiate(WasmModule library, WasmLimits limits) {
    WasmInstance instance = library.instantiate(imports, limits);
    if (library.exports("_initialize")) {
      instance.invoke("_initialize");
    }
    return instance;
  }

  /**
   * Writes out what the guest has printed, as happens by itself at the end of a command.
   *
   * @throws UncheckedIOException if that is not possible
   */
  public void flush() {
    try {
      table.flushStreams();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flushes the output streams and closes all files, but not the streams of the embedder. */
  @Override
  public void close() throws IOException {
    table.closeAll();
  }

  /** Says what the guest gets: nothing unless it is said here. Not thread-safe. */
  public static final class Builder {

    private record Directory(Path host, String guest) {}

    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Directory> directories = new ArrayList<>();
    private InputStream stdin = InputStream.nullInputStream();
    private OutputStream stdout = OutputStream.nullOutputStream();
    private OutputStream stderr = OutputStream.nullOutputStream();
    private Clock clock = Clock.systemUTC();
    private Random random;

    private Builder() {}

    /** Adds arguments; the first of all is by convention the name of the program. */
    public Builder arguments(String... words) {
      return arguments(List.of(words));
    }

    /** Adds arguments; the first of all is by convention the name of the program. */
    public Builder arguments(List<String> words) {
      for (String word : words) {
        arguments.add(withoutNul(word));
      }
      return this;
    }

    /** Sets a variable of the environment. */
    public Builder environment(String name, String value) {
      if (name.isEmpty() || name.indexOf('=') >= 0) {
        throw new IllegalArgumentException("not the name of a variable: '" + name + "'");
      }
      environment.put(withoutNul(name), withoutNul(value));
      return this;
    }

    /**
     * Opens a directory for the guest.
     *
     * @param guest what the guest calls it, such as {@code .} or {@code /data}
     */
    public Builder directory(Path host, String guest) {
      directories.add(new Directory(host, withoutNul(guest)));
      return this;
    }

    public Builder stdin(InputStream stream) {
      stdin = Objects.requireNonNull(stream);
      return this;
    }

    /** Flushed when the guest waits for input or time, asks for it, or ends. */
    public Builder stdout(OutputStream stream) {
      stdout = Objects.requireNonNull(stream);
      return this;
    }

    /** Flushed after every write. */
    public Builder stderr(OutputStream stream) {
      stderr = Objects.requireNonNull(stream);
      return this;
    }

    /** The time of day, for guests that have to do the same every time. */
    public Builder clock(Clock source) {
      clock = Objects.requireNonNull(source);
      return this;
    }

    /** In place of secure randomness, for guests that have to do the same every time. */
    public Builder random(Random source) {
      random = Objects.requireNonNull(source);
      return this;
    }

    private static String withoutNul(String text) {
      if (text.indexOf(0) >= 0) {
        throw new IllegalArgumentException("guests cannot be given a string with a NUL in it");
      }
      return text;
    }

    /**
     * Makes the process.
     *
     * @throws IOException if a directory is none, or cannot be read
     */
    public Wasi build() throws IOException {
      DescriptorTable table = new DescriptorTable();
      StandardOutput output = new StandardOutput(stdout, false);
      table.add(new StandardInput(stdin, output));
      table.add(output);
      table.add(new StandardOutput(stderr, true));
      for (Directory directory : directories) {
        if (!Files.isDirectory(directory.host)) {
          throw new NotDirectoryException(directory.host.toString());
        }
        table.add(OpenDirectory.preopened(directory.host.toRealPath(), directory.guest));
      }
      List<String> variables = new ArrayList<>();
      for (Map.Entry<String, String> variable : environment.entrySet()) {
        variables.add(variable.getKey().concat("=").concat(variable.getValue()));
      }
      return new Wasi(table, new Kernel(table, new ProcessCalls(arguments, variables, clock, random), clock));
    }
  }
}
