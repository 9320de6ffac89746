package dev.lockstep.examples.scheme;

/** Text that is no program, or an error that a program did not catch. The message is for whoever wrote the program. */
public final class SchemeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SchemeException(String message) {
    super(message);
  }

  SchemeException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Of a form that was read on the given line. */
  static SchemeException at(int line, String message) {
    return new SchemeException(line == 0 ? message : "line " + line + ": " + message);
  }
}
