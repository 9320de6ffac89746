package dev.lockstep.examples.wasm;

/**
 * A function that a module imports. Immutable.
 *
 * @param module the name of the module that it is looked for in
 */
public record ImportedFunction(String module, String name, FuncType type) {}
