package dev.lockstep.examples.scheme;

/** A variable of the whole program. */
final class Global {

  final Symbol name;

  /** {@code null} as long as it is not defined. */
  Object value;

  /** Whether it names a primitive still, so that calls of it become the opcode. */
  boolean isPrimitive;

  Global(Symbol name) {
    this.name = name;
  }

  Global copy() {
    Global copy = new Global(name);
    copy.value = value;
    copy.isPrimitive = isPrimitive;
    return copy;
  }
}
