package dev.lockstep.examples.command;

import dev.lockstep.examples.wasm.WasmException;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Disassembler;
import java.io.PrintStream;

/** The command {@code disasm}. */
public final class DisasmCommand {

  private DisasmCommand() {}

  /** {@code FILE}: prints the code as loaded; returns the exit status. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      if (args.length > 0 && WasmCommand.isOption(args[0])) {
        throw new UsageException("disasm has no option " + args[0]);
      }
      if (args.length != 1) {
        throw new UsageException("disasm takes one file");
      }
      out.print(Disassembler.disassembleRegions(WasmModule.parse(WasmCommand.read(args[0])).program()));
      return out.checkError() ? WasmCommand.OUTPUT_LOST : WasmCommand.DONE;
    } catch (UsageException e) {
      err.println(WasmCommand.oneLine(e.getMessage()));
      return WasmCommand.REFUSED;
    } catch (WasmException e) {
      err.println(WasmCommand.oneLine(args[0] + ": " + e.getMessage()));
      return WasmCommand.REFUSED;
    }
  }
}
