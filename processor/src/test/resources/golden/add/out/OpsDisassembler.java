// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Disassembler;
import dev.lockstep.runtime.Program;

/** Prints programs of the opcodes of {@link Ops}. Stateless. */
public final class OpsDisassembler {

  private OpsDisassembler() {}

  /** The code of a program as it was loaded, one instruction a line. */
  public static String disassemble(Program program) {
    if (program.table() != OpsOpcodes.TABLE) {
      throw new IllegalArgumentException("not a program for Ops but for " + program.table().name());
    }
    return Disassembler.disassemble(program);
  }
}
