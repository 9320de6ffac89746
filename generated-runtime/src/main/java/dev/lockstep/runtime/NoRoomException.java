package dev.lockstep.runtime;

/** A program has no room for what {@link Assembler#extend} is to add to it: see {@link Assembler#reserve}. */
public final class NoRoomException extends AssemblyException {

  private static final long serialVersionUID = 1;

  NoRoomException(String message) {
    super(message);
  }
}
