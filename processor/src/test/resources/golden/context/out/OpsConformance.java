// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Conformance;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Trial;

/** Compares handlers and compiled regions of {@link Ops} with its methods. Not thread-safe. */
public final class OpsConformance extends Conformance<byte[]> {

  /** A comparison of all opcodes. */
  public OpsConformance() {
    super(OpsOpcodes.TABLE);
  }

  @Override
  protected Machine machine(Program program, byte[] context) {
    return new OpsMachine(program, context);
  }

  @Override
  protected void call(int form, byte[] context, Trial trial) {
    switch (form) {
      // load
      case OpsHandlers.LOAD:
        trial.result(0, Ops.load(context, (int) trial.bits(2)));
        break;
      default:
        throw new IllegalArgumentException("no opcodes for form " + form);
    }
  }
}
