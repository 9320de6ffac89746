// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Assembler;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Signature;

/** Assembles programs of {@link Ops}. Not thread-safe. */
public final class OpsAssembler extends Assembler<OpsAssembler> {

  /** An assembler of an empty program. */
  public OpsAssembler() {
    super(OpsOpcodes.TABLE);
  }

  /** {@code go}: {@code ->}. See {@link Ops#go}. */
  public OpsAssembler go(Label target) {
    return super.branch(OpsOpcodes.GO, target);
  }

  /** {@code table}: {@code int ->}. See {@link Ops#table}. */
  public OpsAssembler table(int low, Label... targets_) {
    return super.multiway(OpsOpcodes.TABLE_2, targets_, low);
  }

  /** {@code call}: {@code arguments -> results}. See {@link Ops#call}. */
  public OpsAssembler call(Function callee) {
    return super.call(OpsOpcodes.CALL, callee);
  }

  /** {@code callIndirect}: {@code arguments int -> results}. See {@link Ops#callIndirect}. */
  public OpsAssembler callIndirect(Signature signature) {
    return super.callComputed(OpsOpcodes.CALL_INDIRECT, signature);
  }

  /** {@code tail}: {@code arguments ->}. See {@link Ops#tail}. */
  public OpsAssembler tail(Function callee) {
    return super.call(OpsOpcodes.TAIL, callee);
  }

  /** {@code tailIndirect}: {@code arguments int ->}. See {@link Ops#tailIndirect}. */
  public OpsAssembler tailIndirect(Signature signature) {
    return super.callComputed(OpsOpcodes.TAIL_INDIRECT, signature);
  }

  /** {@code return}: {@code results ->}. See {@link Ops#ret}. */
  public OpsAssembler ret() {
    return super.op(OpsOpcodes.RETURN);
  }

  /** {@code fail}: {@code ->}. See {@link Ops#fail}. */
  public OpsAssembler fail() {
    return super.op(OpsOpcodes.FAIL);
  }

  /** {@code pause}: {@code int ->}. See {@link Ops#pause}. */
  public OpsAssembler pause() {
    return super.op(OpsOpcodes.PAUSE);
  }
}
