// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Program;

/** A guest thread of {@link Ops}. Not thread-safe. */
public final class OpsMachine extends Machine {

  final StringBuilder context;

  /** A machine with the default stack limit. */
  public OpsMachine(Program program, StringBuilder context) {
    this(program, context, DEFAULT_STACK_LIMIT);
  }

  /** A machine whose stack holds at most {@code stackLimit} slots. */
  public OpsMachine(Program program, StringBuilder context, int stackLimit) {
    super(program, OpsOpcodes.TABLE, stackLimit);
    this.context = context;
  }

  @Override
  protected int run(int pc) {
    return OpsDriver.run(this, pc);
  }

  @Override
  protected int warmUp(int pc) {
    return OpsDriver.warmUp(this, pc);
  }

  @Override
  protected Object stackOverflow() {
    return Ops.tooDeep(context);
  }
}
