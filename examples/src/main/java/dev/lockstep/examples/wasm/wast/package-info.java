/**
 * Runs test suites of WebAssembly that were converted from text by {@code wast2json}: a file of commands in JSON next to
 * the modules it names.
 */
package dev.lockstep.examples.wasm.wast;
