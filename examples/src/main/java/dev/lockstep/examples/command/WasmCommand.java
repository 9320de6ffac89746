package dev.lockstep.examples.command;

import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.examples.wasi.WasiExit;
import dev.lockstep.examples.wasm.ExportedFunction;
import dev.lockstep.examples.wasm.Imports;
import dev.lockstep.examples.wasm.WasmException;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmLimits;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.CrossingProfile;
import dev.lockstep.runtime.DispatchProfile;
import dev.lockstep.runtime.Suspension;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The command {@code wasm}, which {@code profile} runs, too. Results go to one stream, everything else to the other.
 * Whatever {@code wasm} runs when all goes well keeps away from lambdas, formats and string concatenation, which take longer
 * to start than small modules take to run.
 */
public final class WasmCommand {

  static final int DONE = 0;
  static final int OUTPUT_LOST = 1;
  static final int REFUSED = 2;
  private static final int TRAPPED = 3;
  private static final long STRESS_SEED = 1;
  private static final String START = "_start";

  /** What is called of a module that is no command, if it exports several functions. */
  private static final String DEFAULT_FUNCTION = "run";

  private final String name;
  final InputStream in;
  final PrintStream out;
  final PrintStream err;
  WasmLimits limits = WasmLimits.DEFAULT;

  /** Made for the command {@code profile}; else {@code null}. */
  DispatchProfile profile;

  /** Made if it is to count crossings instead. */
  CrossingProfile crossings;

  /** What has run. */
  WasmInstance instance;

  private Tiering tiering = Tiering.mixed();
  private String invoked;
  private boolean timed;
  private boolean metered;
  private final WasiProcess process = new WasiProcess();

  WasmCommand(String name, InputStream in, PrintStream out, PrintStream err) {
    this.name = name;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * {@code [--mode=MODE] [--invoke=NAME] [--time] [--fuel=N] [--max-memory=N] [--dir=HOST[::GUEST]]... [--env=NAME=VALUE]...
   * FILE [ARGS...]}: runs a WASI command, or else calls an exported function; returns the exit status.
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    return new WasmCommand("wasm", in, out, err).run(args);
  }

  int run(String[] args) {
    String file = "";
    try {
      int index = options(args);
      file = args[index];
      return run(args, index);
    } catch (UsageException | IllegalArgumentException e) {
      err.println(oneLine(e.getMessage()));
      return REFUSED;
    } catch (WasmException e) {
      err.println(oneLine(file + ": " + e.getMessage()));
      return REFUSED;
    } catch (Trap trap) {
      err.println("trap: " + oneLine(trap.getMessage()));
      return TRAPPED;
    } catch (Suspension suspension) {
      err.println("trap: " + oneLine(suspension.getMessage()));
      return TRAPPED;
    }
  }

  /** Reads the options; returns the index of the file. */
  int options(String[] args) throws UsageException {
    int i = 0;
    while (i < args.length && isOption(args[i])) {
      option(args[i++]);
    }
    if (i == args.length) {
      throw new UsageException(name + " needs a file");
    }
    if (crossings != null && metered) {
      throw new UsageException("profile --crossings has no option --fuel: it counts instructions by fuel");
    }
    return i;
  }

  /** Whether a word in front of the file is one: a file of such a name can be written {@code ./-name}. */
  public static boolean isOption(String word) {
    return word.length() > 1 && word.startsWith("-");
  }

  private void option(String option) throws UsageException {
    int equals = option.indexOf('=');
    switch (equals < 0 ? option : option.substring(0, equals)) {
      case "--mode" -> {
        if (profile != null) {
          throw new UsageException("profile has no option --mode");
        }
        tiering = tiering(value(option));
      }
      case "--invoke" -> invoked = value(option);
      case "--dir" -> process.directory(value(option));
      case "--env" -> process.environment(value(option));
      case "--max-memory" -> limits = limits.withMemoryPages(MemorySize.pages(value(option)));
      case "--fuel" -> {
        limits = limits.withFuel(fuel(value(option)));
        metered = true;
      }
      case "--time" -> {
        checkFlag(option, "--time");
        timed = true;
      }
      case "--crossings" -> {
        if (profile == null) {
          throw new UsageException(name + " has no option " + option);
        }
        checkFlag(option, "--crossings");
        crossings = new CrossingProfile();
      }
      default -> throw new UsageException(name + " has no option " + option);
    }
  }

  private static void checkFlag(String option, String flag) throws UsageException {
    if (!option.equals(flag)) {
      throw new UsageException(flag + " takes no value");
    }
  }

  private static String value(String option) throws UsageException {
    int equals = option.indexOf('=');
    if (equals < 0) {
      throw new UsageException(option + " needs a value, as in " + option + "=VALUE");
    }
    return option.substring(equals + 1);
  }

  private static long fuel(String number) throws UsageException {
    try {
      long fuel = Long.parseLong(number);
      if (fuel >= 0) {
        return fuel;
      }
    } catch (NumberFormatException e) {
      // Reported like a negative number.
    }
    throw new UsageException("--fuel=" + number + " is not a number of instructions");
  }

  /**
   * The way to run that an option names.
   *
   * @throws IllegalArgumentException if there is none of that name; the message is one line
   */
  public static Tiering tiering(String mode) {
    return switch (mode) {
      case "interpreter" -> Tiering.interpreter();
      case "compiled" -> Tiering.compiled();
      case "mixed" -> Tiering.mixed();
      case "stress" -> Tiering.stress(STRESS_SEED);
      default -> throw new IllegalArgumentException("--mode=" + mode + " is not interpreter, compiled, mixed or stress");
    };
  }

  private int run(String[] args, int file) throws UsageException {
    long start = System.nanoTime();
    byte[] bytes = read(args[file]);
    if (crossings != null) {
      return ProfileCommand.runTwice(this, bytes, args, file);
    }
    WasmModule parsed = metered ? WasmModule.parseMetered(bytes) : WasmModule.parse(bytes);
    WasmModule module = profile == null ? parsed.in(tiering) : parsed.countedBy(profile);
    return run(module, args, file, start);
  }

  int run(WasmModule module, String[] args, int file, long start) throws UsageException {
    if (invoked == null && module.exports(START)) {
      return runProcess(module, args, file, start);
    }
    ExportedFunction function = function(module, args[file]);
    Object[] arguments = ArgumentParser.parse(function, args, file + 1);
    if (module.importedFunctions().isEmpty()) {
      return print(function, call(module.instantiate(Imports.none(), limits), function, arguments, start));
    }
    return callInProcess(module, args, file, function, arguments, start);
  }

  /** Calls a function of a library that needs WASI. What it prints comes before its result. */
  private int callInProcess(
      WasmModule module, String[] args, int file, ExportedFunction function, Object[] arguments, long start)
      throws UsageException {
    try (Wasi wasi = process.start(args, file, in, out, err)) {
      try {
        Object result = call(wasi.instantiate(module, limits), function, arguments, start);
        wasi.flush();
        return print(function, result);
      } catch (WasiExit exit) {
        wasi.flush();
        return exit.status();
      }
    } catch (IOException | UncheckedIOException e) {
      return OUTPUT_LOST; // Whoever read it has gone, and knows.
    }
  }

  private Object call(WasmInstance made, ExportedFunction function, Object[] arguments, long start) {
    instance = made;
    long loaded = System.nanoTime();
    Object result = made.invoke(function, arguments);
    time(start, loaded, System.nanoTime());
    return result;
  }

  private int print(ExportedFunction function, Object result) {
    if (!function.type().results().isEmpty()) {
      StringBuilder text = new StringBuilder();
      ArgumentParser.print(result, text);
      out.print(text);
    }
    return out.checkError() ? OUTPUT_LOST : DONE;
  }

  private int runProcess(WasmModule module, String[] args, int file, long start) throws UsageException {
    try (Wasi wasi = process.start(args, file, in, out, err)) {
      long loaded = System.nanoTime();
      instance = module.instantiate(wasi.imports(), limits);
      int status = wasi.run(instance);
      time(start, loaded, System.nanoTime());
      return status;
    } catch (WasiExit exit) {
      return exit.status(); // of the start function
    } catch (IOException | UncheckedIOException e) {
      return OUTPUT_LOST; // Whoever read it has gone, and knows.
    }
  }

  private ExportedFunction function(WasmModule module, String file) throws UsageException {
    List<ExportedFunction> exports = module.exportedFunctions();
    String name = invoked == null ? DEFAULT_FUNCTION : invoked;
    if (module.exports(name)) {
      return module.exported(name);
    }
    if (invoked == null && exports.size() == 1) {
      return exports.get(0);
    }
    if (exports.isEmpty()) {
      throw new UsageException(file + " exports no function");
    }
    StringBuilder names = new StringBuilder(file + " exports no function named " + name + "; it exports");
    for (int i = 0; i < exports.size(); i++) {
      names.append(i == 0 ? " " : ", ").append(exports.get(i).name());
    }
    if (invoked == null) {
      names.append("; --invoke=NAME stands in front of the file");
    }
    throw new UsageException(names.toString());
  }

  private void time(long start, long loaded, long done) {
    if (timed) {
      time("load", loaded - start);
      time("call", done - loaded);
    }
  }

  private void time(String what, long nanos) {
    long tenths = nanos / 100_000;
    StringBuilder line = new StringBuilder(what).append(' ').append(tenths / 10).append('.').append(tenths % 10);
    err.println(line.append(" ms"));
  }

  static byte[] read(String file) throws UsageException {
    if (file.isEmpty()) {
      throw new UsageException("the name of the file is empty");
    }
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + file);
    } catch (InvalidPathException e) {
      throw new UsageException("cannot read " + file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UsageException(unreadable(file, e));
    } catch (OutOfMemoryError e) {
      throw new UsageException("cannot read " + file + ": too large");
    }
  }

  /** What to say of a file, or a folder, that cannot be read. Exceptions of the file system name a file themselves. */
  public static String unreadable(String file, IOException e) {
    if (e instanceof FileSystemException failure) {
      String reason = e instanceof AccessDeniedException ? "permission denied" : failure.getReason();
      return "cannot read " + failure.getFile() + ": " + reason;
    }
    return "cannot read " + file + ": " + e.getMessage();
  }

  /** Names come from the file and may contain anything. */
  static String oneLine(String message) {
    StringBuilder line = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
    }
    return line.toString();
  }
}
