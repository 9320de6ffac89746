package dev.lockstep.examples.wasm;

/**
 * The last of the arguments of a call that leaves the instance.
 *
 * @param before the argument before, or null
 * @param value boxed
 */
record Argument(Object before, Object value) {}
