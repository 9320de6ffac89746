package dev.lockstep.byhand;

import dev.lockstep.runtime.Conformance;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Trial;

/** Compares handlers and compiled regions of {@link TinyOps} with its methods. Not thread-safe. */
public final class TinyConformance extends Conformance<long[]> {

  /** A comparison of all opcodes. */
  public TinyConformance() {
    super(TinyOpcodes.TABLE);
  }

  @Override
  protected Machine machine(Program program, long[] context) {
    return new TinyMachine(program, context);
  }

  @Override
  protected void call(int form, long[] context, Trial trial) {
    switch (form) {
      // add
      case TinyHandlers.ADD:
        trial.result(0, TinyOps.add((int) trial.bits(2), (int) trial.bits(3)));
        break;
      // add(_, #)
      case TinyHandlers.ADD_CONST:
        trial.result(0, TinyOps.add((int) trial.bits(2), (int) trial.bits(3)));
        break;
      // lt
      case TinyHandlers.LT:
        trial.result(0, TinyOps.lt((int) trial.bits(2), (int) trial.bits(3)) ? 1 : 0);
        break;
      // lt(_, #)
      case TinyHandlers.LT_CONST:
        trial.result(0, TinyOps.lt((int) trial.bits(2), (int) trial.bits(3)) ? 1 : 0);
        break;
      // peek
      case TinyHandlers.PEEK:
        trial.result(0, TinyOps.peek(context, (int) trial.bits(2), (int) trial.bits(3)));
        break;
      // br_if
      case TinyHandlers.BR_IF:
        trial.branch(TinyOps.brIf((int) trial.bits(1), trial.word(2)));
        break;
      // br_if(lt(_, _))
      case TinyHandlers.BR_IF_LT:
        trial.branch(TinyOps.brIf(TinyOps.lt((int) trial.bits(1), (int) trial.bits(2)) ? 1 : 0,
            trial.word(3)));
        break;
      // br_if(lt(_, #))
      case TinyHandlers.BR_IF_LT_CONST:
        trial.branch(TinyOps.brIf(TinyOps.lt((int) trial.bits(1), (int) trial.bits(2)) ? 1 : 0,
            trial.word(3)));
        break;
      // call
      case TinyHandlers.CALL:
        TinyOps.call();
        break;
      // return
      case TinyHandlers.RETURN:
        TinyOps.ret();
        break;
      default:
        throw new IllegalArgumentException("no opcodes for form " + form);
    }
  }
}
