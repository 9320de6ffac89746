package dev.lockstep.runtime;

import java.util.List;

/**
 * What has been compiled of one program so far.
 *
 * @param regions how many regions have been made
 * @param instructions how many guest instructions are in them, an instruction in two regions counting twice
 * @param bytes the size of their class files together
 * @param regionsHeld how many of them have not been discarded
 * @param bytesHeld the size of the class files of those
 * @param planMicros the microseconds spent on control flow, liveness and cutting
 * @param emitMicros the microseconds spent on copying stencils
 * @param defineMicros the microseconds the JVM took to define the classes
 * @param failures what went wrong in the background, at most one a function; in place, only that there was no memory
 */
public record CompilationStatistics(
    int regions,
    long instructions,
    long bytes,
    int regionsHeld,
    long bytesHeld,
    long planMicros,
    long emitMicros,
    long defineMicros,
    List<CompilationFailure> failures) {

  static CompilationStatistics nothingBut(List<CompilationFailure> failures) {
    return new CompilationStatistics(0, 0, 0, 0, 0, 0, 0, 0, failures);
  }
}
