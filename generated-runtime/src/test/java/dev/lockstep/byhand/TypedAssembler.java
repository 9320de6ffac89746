package dev.lockstep.byhand;

import dev.lockstep.runtime.Assembler;

/** Assembles programs of {@link TypedOps}; opcodes are emitted by their index. Not thread-safe. */
public final class TypedAssembler extends Assembler<TypedAssembler> {

  /** An assembler of an empty program. */
  public TypedAssembler() {
    this(TypedOpcodes.TABLE);
  }

  /** One of a program for machines that raise or trap at the end of the stack, as the table says. */
  public TypedAssembler(TypedOpcodes table) {
    super(table);
  }
}
