package dev.lockstep.examples.scheme;

/** A closure: code, and the values of the variables that it has from around it, or boxes with them. */
final class Procedure {

  final Code code;
  final Object[] captured;

  Procedure(Code code, int captured) {
    this.code = code;
    this.captured = new Object[captured];
  }

  @Override
  public String toString() {
    return "#<procedure " + code.name + ">";
  }
}
