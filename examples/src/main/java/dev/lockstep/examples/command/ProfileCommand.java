package dev.lockstep.examples.command;

import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.DispatchProfile;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** The command {@code profile}: runs what {@code wasm} runs and then says what it did. */
public final class ProfileCommand {

  private static final String NAME = "profile";
  private static final int LINES = 40;
  private static final int LONGEST_SEQUENCE = 5;

  private ProfileCommand() {}

  /**
   * As {@link WasmCommand#run}, but always in the interpreter; then prints what it has dispatched, and which fused forms would
   * save most. With {@code --crossings} runs twice: once to count instructions, once unseen, what is hot being compiled in
   * place, to count how often compiled code is entered and left, which it prints.
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    WasmCommand command = new WasmCommand(NAME, in, out, err);
    command.profile = new DispatchProfile(WasmModule.table());
    int status = command.run(args);
    if (command.crossings == null) {
      out.print(command.profile.report(LINES, LONGEST_SEQUENCE));
    }
    return status == WasmCommand.DONE && out.checkError() ? WasmCommand.OUTPUT_LOST : status;
  }

  /**
   * Metered and then counted for crossings. The first run is the one that is seen: the second reads again what the first has
   * read, and what it writes is dropped, but for files.
   */
  static int runTwice(WasmCommand command, byte[] bytes, String[] args, int file) throws UsageException {
    RecordedInput input = new RecordedInput(command.in);
    WasmCommand first = again(command, input, args, command.out, command.err);
    first.limits = command.limits.withFuel(Long.MAX_VALUE);
    try {
      first.run(WasmModule.parseMetered(bytes), args, file, System.nanoTime());
    } catch (Trap e) {
      // So does the second run, which reports it.
    }
    if (command.out.checkError()) {
      return WasmCommand.OUTPUT_LOST; // Whoever read it may have ended a program that goes on for ever.
    }
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    WasmCommand second = again(command, input.again(), args, nowhere, nowhere);
    try {
      WasmModule counted = WasmModule.parse(bytes).in(Tiering.mixedInPlace()).countedBy(command.crossings);
      return second.run(counted, args, file, System.nanoTime());
    } finally {
      if (first.instance != null) { // Else its start function has ended the process.
        command.out.print(command.crossings.report(Long.MAX_VALUE - first.instance.fuel(), LINES));
      }
    }
  }

  /** A command with the same options. */
  private static WasmCommand again(WasmCommand command, InputStream in, String[] args, PrintStream out, PrintStream err)
      throws UsageException {
    WasmCommand again = new WasmCommand(NAME, in, out, err);
    again.profile = command.profile; // It says which options there are.
    again.options(args);
    return again;
  }
}
