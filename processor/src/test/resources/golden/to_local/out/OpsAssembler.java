// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Assembler;

/** Assembles programs of {@link Ops}. Not thread-safe. */
public final class OpsAssembler extends Assembler<OpsAssembler> {

  /** An assembler of an empty program. */
  public OpsAssembler() {
    super(OpsOpcodes.TABLE);
  }

  /** {@code add}: {@code ->}. See {@link Ops#add}. */
  public OpsAssembler add(int a, int b, int destination) {
    return super.op(OpsOpcodes.ADD, a, b, destination);
  }
}
