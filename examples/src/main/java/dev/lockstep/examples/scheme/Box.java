package dev.lockstep.examples.scheme;

/** What closures share of a variable that is assigned to. */
final class Box {

  Object value;

  Box(Object value) {
    this.value = value;
  }
}
