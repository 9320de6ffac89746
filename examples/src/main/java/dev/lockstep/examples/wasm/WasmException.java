package dev.lockstep.examples.wasm;

import java.util.Objects;

/**
 * A module was refused. The message is one line and begins with the words the reference interpreter uses for the same
 * fault. Immutable, so safe to share between threads.
 */
public final class WasmException extends RuntimeException {

  /** The stage that refused the module, in the order in which the specification runs them. */
  public enum Kind {
    /** The bytes are not a module (binary format, section 5). */
    MALFORMED,
    /** The module breaks a validation rule (section 3) or a documented limit of this engine. */
    INVALID,
    /** The imports do not fit (section 4.5.4). */
    UNLINKABLE
  }

  private final Kind kind;
  private final int offset;

  WasmException(Kind kind, int offset, String reason) {
    super(reason + " (at byte " + offset + ")");
    this.kind = Objects.requireNonNull(kind);
    this.offset = offset;
  }

  private WasmException(Kind kind, String reason) {
    super(reason);
    this.kind = kind;
    this.offset = 0;
  }

  static WasmException malformed(int offset, String reason) {
    return new WasmException(Kind.MALFORMED, offset, reason);
  }

  static WasmException invalid(int offset, String reason) {
    return new WasmException(Kind.INVALID, offset, reason);
  }

  static WasmException unlinkable(String reason) {
    return new WasmException(Kind.UNLINKABLE, reason);
  }

  /** The stage that refused the module. */
  public Kind kind() {
    return kind;
  }

  /** The position of the fault in bytes from the start of the file; 0 for an import. */
  public int offset() {
    return offset;
  }
}
