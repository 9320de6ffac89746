package dev.lockstep.runtime;

/**
 * What the guest raises. It takes that out of the driver's loop, which goes on at the handler if there is one, or waits until
 * compiled frames have moved to the heap.
 */
final class Raised extends RuntimeException {

  private static final long serialVersionUID = 1;

  final transient Object value;

  /** Where the opcode is. */
  final int pc;

  Raised(Object value, int pc) {
    super(null, null, false, false);
    this.value = value;
    this.pc = pc;
  }
}
