// Generated from golden.Ops and the classes that it includes by Lockstep. Change those, not this one.
package golden;

import dev.lockstep.runtime.Conformance;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Trial;

/** Compares handlers and compiled regions of {@link Ops} with its methods. Not thread-safe. */
public final class OpsConformance extends Conformance<Void> {

  /** A comparison of all opcodes. */
  public OpsConformance() {
    super(OpsOpcodes.TABLE);
  }

  @Override
  protected Machine machine(Program program, Void context) {
    return new OpsMachine(program);
  }

  @Override
  protected void call(int form, Void context, Trial trial) {
    switch (form) {
      // mul
      case OpsHandlers.MUL:
        trial.result(0, Ops.mul((int) trial.bits(2), (int) trial.bits(3)));
        break;
      // add
      case OpsHandlers.ADD:
        trial.result(0, Arithmetic.add((int) trial.bits(2), (int) trial.bits(3)));
        break;
      // add(_, mul(_, _))
      case OpsHandlers.ADD_AT_1_MUL:
        trial.result(0, Arithmetic.add((int) trial.bits(2), Ops.mul((int) trial.bits(3),
            (int) trial.bits(4))));
        break;
      // long.mul
      case OpsHandlers.LONG_MUL:
        trial.result(0, Arithmetic.mul(trial.bits(2), trial.bits(3)));
        break;
      // brIf
      case OpsHandlers.BR_IF:
        trial.branch(Conditions.Branches.brIf((int) trial.bits(1), trial.word(2)));
        break;
      default:
        throw new IllegalArgumentException("no opcodes for form " + form);
    }
  }
}
