/**
 * WASI preview 1 ({@code wasi_snapshot_preview1}) for the WebAssembly guest: what a command program compiled against
 * wasi-libc imports, as host functions.
 *
 * <p>{@link dev.lockstep.examples.wasi.Wasi} is the process that a guest sees. A call goes from {@link
 * dev.lockstep.examples.wasi.SystemCall}, which knows names and types, to the calls on {@link
 * dev.lockstep.examples.wasi.DescriptorCalls descriptors}, {@link dev.lockstep.examples.wasi.PathCalls paths} and the
 * {@link dev.lockstep.examples.wasi.ProcessCalls process}. Whatever fails throws an {@link java.io.IOException}, which
 * becomes an {@link dev.lockstep.examples.wasi.Errno} in one place.
 *
 * <p>A guest reaches files only through directories that the embedder opened for it. {@link
 * dev.lockstep.examples.wasi.PathResolver} keeps paths inside of them; it says what that does not cover.
 *
 * <p>Like the code of the guest, this code keeps away from lambdas and string concatenation in what every program runs,
 * since their first use takes longer than a small program.
 */
package dev.lockstep.examples.wasi;
