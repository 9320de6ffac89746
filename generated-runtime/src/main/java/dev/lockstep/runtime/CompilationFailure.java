package dev.lockstep.runtime;

/**
 * What went wrong while something was compiled in the background: an error of the region compiler, or of a JVM that refuses a
 * class; or, also while the guest waited, that the JVM had no memory for a class, after which no function of any program is begun for
 * ten seconds. The function is interpreted from then on.
 *
 * @param pc where the region that was not made would have been entered
 */
public record CompilationFailure(Function function, int pc, Throwable cause) {}
