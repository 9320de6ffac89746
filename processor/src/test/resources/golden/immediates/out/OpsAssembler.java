// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Assembler;

/** Assembles programs of {@link Ops}. Not thread-safe. */
public final class OpsAssembler extends Assembler<OpsAssembler> {

  /** An assembler of an empty program. */
  public OpsAssembler() {
    super(OpsOpcodes.TABLE);
  }

  /** {@code pick}: {@code -> String}. See {@link Ops#pick}. */
  public OpsAssembler pick(int i, long l, float f, double d, boolean b, String s, int local) {
    return super.op(OpsOpcodes.PICK, i, l, Float.floatToRawIntBits(f),
        Double.doubleToRawLongBits(d), b ? 1 : 0, super.constant(s), local);
  }
}
