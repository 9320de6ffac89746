/**
 * A WebAssembly guest for Lockstep: core WebAssembly 2.0 without SIMD, plus tail calls.
 *
 * <p>The front half reads and checks a module: {@link dev.lockstep.examples.wasm.ModuleParser} turns bytes into a
 * {@link dev.lockstep.examples.wasm.Module}, {@link dev.lockstep.examples.wasm.Validator} checks it and hands every
 * live instruction to a {@link dev.lockstep.examples.wasm.BodySink} in the same pass; the one that counts is {@link
 * dev.lockstep.examples.wasm.Translator}, which emits code for the opcodes of {@link
 * dev.lockstep.examples.wasm.WasmOps}.
 *
 * <p>Embedders see a {@link dev.lockstep.examples.wasm.WasmModule} and its {@link
 * dev.lockstep.examples.wasm.WasmInstance instances}, which are the context of the opcodes.
 *
 * <p>Section numbers in this package refer to the WebAssembly Core Specification 2.0.
 */
package dev.lockstep.examples.wasm;
