package dev.lockstep.examples.wasi;

import java.io.IOException;

/** A system call fails with the given number. */
final class ErrnoException extends IOException {

  private static final long serialVersionUID = 1;

  private final Errno errno;

  ErrnoException(Errno errno) {
    super(errno.name());
    this.errno = errno;
  }

  Errno errno() {
    return errno;
  }

  /** Guests probe for what is not there all the time, and nobody looks at the trace. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
