package dev.lockstep.examples.command;

import dev.lockstep.examples.scheme.Scheme;
import dev.lockstep.examples.scheme.SchemeException;
import dev.lockstep.runtime.Tiering;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command {@code scheme}: runs files, or what is typed, form by form. */
public final class SchemeCommand {

  private static final int FAILED = 1;

  private SchemeCommand() {}

  /** {@code [--mode=MODE] [FILE...]}; returns the exit status. */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    int first = 0;
    Tiering tiering = Tiering.mixed();
    try {
      for (; first < args.length && WasmCommand.isOption(args[first]); first++) {
        if (!args[first].startsWith("--mode=")) {
          throw new UsageException("scheme has no option " + args[first]);
        }
        tiering = WasmCommand.tiering(args[first].substring("--mode=".length()));
      }
      Scheme scheme = new Scheme(tiering, out::print);
      for (int i = first; i < args.length; i++) {
        scheme.evaluate(new String(WasmCommand.read(args[i]), StandardCharsets.UTF_8));
        out.flush();
      }
      return first < args.length ? WasmCommand.DONE : read(scheme, in, out, err);
    } catch (UsageException | IllegalArgumentException e) {
      err.println(e.getMessage());
      return WasmCommand.REFUSED;
    } catch (SchemeException e) {
      out.flush();
      err.println("error: " + e.getMessage());
      return FAILED;
    }
  }

  /** Evaluates what is typed, and prints what that gives, until there is no more. */
  private static int read(Scheme scheme, InputStream in, PrintStream out, PrintStream err) {
    String prompt = System.console() == null ? "" : "> ";
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder();
    try {
      out.print(prompt);
      out.flush();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        text.append(line).append('\n');
        if (!Scheme.isUnfinished(text.toString())) {
          evaluate(scheme, text.toString(), out, err);
          text.setLength(0);
          out.print(prompt);
        }
        out.flush();
      }
    } catch (IOException e) {
      err.println("standard input: " + e.getMessage());
      return FAILED;
    }
    if (!text.isEmpty()) {
      evaluate(scheme, text.toString(), out, err);
    }
    return WasmCommand.DONE;
  }

  private static void evaluate(Scheme scheme, String text, PrintStream out, PrintStream err) {
    try {
      String value = scheme.evaluate(text);
      if (!value.isEmpty()) {
        out.println(value);
      }
    } catch (SchemeException e) {
      out.flush();
      err.println("error: " + e.getMessage());
    }
  }
}
