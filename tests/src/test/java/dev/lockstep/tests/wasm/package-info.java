/** Tests of the WebAssembly guest: its front half alone, and the programs it runs on every tier. */
package dev.lockstep.tests.wasm;
