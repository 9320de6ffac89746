package dev.lockstep.runtime;

/** Lets compiled code call a function that has no compiled code, or whose code is in several regions. Immutable. */
final class UncompiledFunction extends Entry {

  UncompiledFunction(Function function) {
    linkTo(function);
  }
}
