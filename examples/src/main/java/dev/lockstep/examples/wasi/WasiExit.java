package dev.lockstep.examples.wasi;

/**
 * The guest ended its process. It passes through the guest's frames and reaches whoever called the guest; {@link
 * Wasi#run} turns it into its result. It has no stack trace. Immutable.
 */
public final class WasiExit extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  WasiExit(int status) {
    super("exit status ".concat(Integer.toUnsignedString(status)), null, false, false);
    this.status = status;
  }

  /** The status, an unsigned number; 0 is success. */
  public int status() {
    return status;
  }
}
