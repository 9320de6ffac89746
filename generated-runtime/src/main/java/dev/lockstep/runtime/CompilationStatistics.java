package dev.lockstep.runtime;

/**
 * What has been compiled of one program so far.
 *
 * @param regions how many regions have been made
 * @param bytes the size of their class files together
 * @param planMicros the microseconds spent on control flow, liveness and cutting
 * @param emitMicros the microseconds spent on copying stencils
 * @param defineMicros the microseconds the JVM took to define the classes
 */
public record CompilationStatistics(int regions, long bytes, long planMicros, long emitMicros, long defineMicros) {

  static final CompilationStatistics NONE = new CompilationStatistics(0, 0, 0, 0, 0);
}
