package dev.lockstep.byhand;

import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Program;

/** A guest thread of {@link TinyOps}. Not thread-safe. */
public final class TinyMachine extends Machine {

  final long[] context;

  /** A machine with the default stack limit. */
  public TinyMachine(Program program, long[] context) {
    this(program, context, DEFAULT_STACK_LIMIT);
  }

  /** A machine whose stack holds at most {@code stackLimit} slots. */
  public TinyMachine(Program program, long[] context, int stackLimit) {
    super(program, TinyOpcodes.TABLE, stackLimit);
    this.context = context;
  }

  @Override
  protected int run(int pc) {
    return TinyDriver.run(this, pc);
  }

  @Override
  protected int warmUp(int pc) {
    return TinyDriver.warmUp(this, pc);
  }
}
