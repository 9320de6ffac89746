package dev.lockstep.examples.wasm.wast;

import dev.lockstep.examples.command.WasmCommand;
import dev.lockstep.runtime.Tiering;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The command {@code wast}. */
public final class WastCommand {

  private static final int PASSED = 0;
  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  private WastCommand() {}

  /** {@code [--mode=MODE] FILE.tgz|DIR|FILE.json}: runs scripts of tests; returns the exit status. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      Tiering tiering = Tiering.mixed();
      int i = 0;
      for (; i < args.length && WasmCommand.isOption(args[i]); i++) {
        if (!args[i].startsWith("--mode=")) {
          throw new IllegalArgumentException("wast has no option " + args[i]);
        }
        tiering = WasmCommand.tiering(args[i].substring("--mode=".length()));
      }
      if (i != args.length - 1 || args[i].isEmpty()) {
        throw new IllegalArgumentException("wast takes one archive, folder or script");
      }
      return report(Script.read(Path.of(args[i])), tiering, out);
    } catch (NoSuchFileException e) {
      err.println("there is no file " + e.getMessage());
    } catch (EOFException e) {
      err.println("cannot read " + args[args.length - 1] + ": it ends too early");
    } catch (IOException e) {
      err.println(WasmCommand.unreadable(args[args.length - 1], e));
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
    }
    return REFUSED;
  }

  private static int report(List<Script> scripts, Tiering tiering, PrintStream out) {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    for (Script script : scripts) {
      ScriptResult result = ScriptRun.run(script, tiering);
      result.failures().forEach(out::println);
      result.wordings().forEach(wording -> out.println("(passed) " + wording));
      passed += result.passed();
      failed += result.failures().size();
      skipped += result.skipped();
    }
    out.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
    return failed == 0 && !out.checkError() ? PASSED : FAILED;
  }
}
