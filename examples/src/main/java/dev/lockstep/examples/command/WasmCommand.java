package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Disassembler;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The commands {@code wasm} and {@code disasm}. Results go to one stream, everything else to the other. Whatever runs
 * when all goes well keeps away from lambdas, formats and string concatenation, which take longer to start than small
 * modules take to run.
 */
public final class WasmCommand {

  private static final int DONE = 0;
  private static final int REFUSED = 2;
  private static final int TRAPPED = 3;
  private static final long STRESS_SEED = 1;

  private final PrintStream out;
  private final PrintStream err;
  private Tiering tiering = Tiering.mixed();
  private String invoked;
  private boolean timed;

  /** The command line asks for what is not there. The message is one line. */
  private static final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message, null, false, false);
    }
  }

  private WasmCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * {@code [--mode=MODE] [--invoke=NAME] [--time] FILE [ARGS...]}: calls an exported function; returns the exit status.
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    WasmCommand command = new WasmCommand(out, err);
    try {
      int file = command.options(args);
      return command.call(args, file);
    } catch (UsageException | IllegalArgumentException | WasmException e) {
      err.println(oneLine(e.getMessage()));
      return REFUSED;
    } catch (Trap trap) {
      err.println("trap: " + oneLine(trap.getMessage()));
      return TRAPPED;
    }
  }

  /** {@code FILE}: prints the code as loaded; returns the exit status. */
  public static int disassemble(String[] args, PrintStream out, PrintStream err) {
    try {
      if (args.length != 1) {
        throw new UsageException("disasm takes one file");
      }
      out.print(Disassembler.disassembleRegions(WasmModule.parse(read(args[0])).program()));
      out.flush();
      return DONE;
    } catch (UsageException | WasmException e) {
      err.println(oneLine(e.getMessage()));
      return REFUSED;
    }
  }

  /** Reads the options; returns the index of the file. */
  private int options(String[] args) throws UsageException {
    int i = 0;
    while (i < args.length && args[i].startsWith("--")) {
      option(args[i++]);
    }
    if (i == args.length) {
      throw new UsageException("wasm needs a file");
    }
    return i;
  }

  private void option(String option) throws UsageException {
    if (option.startsWith("--mode=")) {
      tiering =
          switch (option.substring("--mode=".length())) {
            case "interpreter" -> Tiering.interpreter();
            case "compiled" -> Tiering.compiled();
            case "mixed" -> Tiering.mixed();
            case "stress" -> Tiering.stress(STRESS_SEED);
            default -> throw new UsageException(option + " is not interpreter, compiled, mixed or stress");
          };
    } else if (option.startsWith("--invoke=")) {
      invoked = option.substring("--invoke=".length());
    } else if (option.equals("--time")) {
      timed = true;
    } else {
      throw new UsageException("wasm has no option " + option);
    }
  }

  private int call(String[] args, int file) throws UsageException {
    long start = System.nanoTime();
    WasmModule module = WasmModule.parse(read(args[file])).in(tiering);
    ExportedFunction function = function(module.exportedFunctions());
    Object[] arguments = ArgumentParser.parse(function, args, file + 1);
    WasmInstance instance = module.instantiate();
    long loaded = System.nanoTime();
    Object result = instance.invoke(function, arguments);
    long done = System.nanoTime();
    if (!function.type().results().isEmpty()) {
      StringBuilder text = new StringBuilder();
      ArgumentParser.print(result, text);
      out.print(text);
      out.flush();
    }
    if (timed) {
      time("load", loaded - start);
      time("call", done - loaded);
    }
    return DONE;
  }

  private ExportedFunction function(List<ExportedFunction> exports) throws UsageException {
    String name = invoked == null ? "run" : invoked;
    for (int i = 0; i < exports.size(); i++) {
      if (exports.get(i).name().equals(name)) {
        return exports.get(i);
      }
    }
    if (invoked == null && exports.size() == 1) {
      return exports.get(0);
    }
    StringBuilder names = new StringBuilder("the module exports no function named " + name + "; it exports");
    for (int i = 0; i < exports.size(); i++) {
      names.append(i == 0 ? " " : ", ").append(exports.get(i).name());
    }
    throw new UsageException(exports.isEmpty() ? "the module exports no function" : names.toString());
  }

  private void time(String what, long nanos) {
    long tenths = nanos / 100_000;
    StringBuilder line = new StringBuilder(what).append(' ').append(tenths / 10).append('.').append(tenths % 10);
    err.println(line.append(" ms"));
  }

  private static byte[] read(String file) throws UsageException {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + file);
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("cannot read " + file + ": " + e.getMessage());
    } catch (OutOfMemoryError e) {
      throw new UsageException("cannot read " + file + ": too large");
    }
  }

  /** Names come from the file and may contain anything. */
  private static String oneLine(String message) {
    StringBuilder line = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
    }
    return line.toString();
  }
}
