package dev.lockstep.runtime;

/**
 * Thrown by an opcode's method to raise a reference in the guest, as {@link Assembler#raise} does. The method has to declare it, so
 * that the assembler knows; thrown by one that does not it becomes an {@link IllegalStateException}. Has no stack trace, and may be
 * thrown any number of times.
 */
public class GuestException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Object value;

  /** One that raises {@code value}, which may be {@code null}. */
  public GuestException(Object value) {
    super(null, null, false, false);
    this.value = value;
  }

  /** What is raised. */
  public final Object value() {
    return value;
  }

  @Override
  public String getMessage() {
    return "raised " + value;
  }
}
