/** The commands of {@code examples/run} that run and show WebAssembly modules. */
package dev.lockstep.examples.command;
