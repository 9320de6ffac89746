package dev.lockstep.byhand;

import dev.lockstep.runtime.Assembler;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;

/** Assembles programs of {@link TinyOps}. Not thread-safe. */
public final class TinyAssembler extends Assembler<TinyAssembler> {

  /** An assembler of an empty program. */
  public TinyAssembler() {
    super(TinyOpcodes.TABLE);
  }

  /** {@code add}: {@code int int -> int}. See {@link TinyOps#add}. */
  public TinyAssembler add() {
    return super.op(TinyOpcodes.ADD);
  }

  /** {@code lt}: {@code int int -> int}. See {@link TinyOps#lt}. */
  public TinyAssembler lt() {
    return super.op(TinyOpcodes.LT);
  }

  /** {@code peek}: {@code int -> long}. See {@link TinyOps#peek}. */
  public TinyAssembler peek(int offset) {
    return super.op(TinyOpcodes.PEEK, offset);
  }

  /** {@code br_if}: {@code int ->}. See {@link TinyOps#brIf}. */
  public TinyAssembler brIf(Label target) {
    return super.branch(TinyOpcodes.BR_IF, target);
  }

  /** {@code call}: {@code arguments -> results}. See {@link TinyOps#call}. */
  public TinyAssembler call(Function callee) {
    return super.call(TinyOpcodes.CALL, callee);
  }

  /** {@code return}: {@code results ->}. See {@link TinyOps#ret}. */
  public TinyAssembler ret() {
    return super.op(TinyOpcodes.RETURN);
  }
}
