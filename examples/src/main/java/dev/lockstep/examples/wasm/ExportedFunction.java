package dev.lockstep.examples.wasm;

/**
 * A function that a module exports. Immutable.
 *
 * @param index the position in the function index space
 */
public record ExportedFunction(String name, int index, FuncType type) {}
