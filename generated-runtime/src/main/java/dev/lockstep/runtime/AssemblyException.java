package dev.lockstep.runtime;

/** The caller of an assembler asked for code that would not be valid. The message names the function and the opcode. */
public class AssemblyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  AssemblyException(String message) {
    super(message);
  }

  AssemblyException(String message, AssemblyException before) {
    super(message, before);
  }
}
