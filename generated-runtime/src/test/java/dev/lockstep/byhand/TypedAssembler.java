package dev.lockstep.byhand;

import dev.lockstep.runtime.Assembler;

/** Assembles programs of {@link TypedOps}; opcodes are emitted by their index. Not thread-safe. */
public final class TypedAssembler extends Assembler<TypedAssembler> {

  /** An assembler of an empty program. */
  public TypedAssembler() {
    super(TypedOpcodes.TABLE);
  }
}
