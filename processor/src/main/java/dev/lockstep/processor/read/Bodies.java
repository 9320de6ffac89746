package dev.lockstep.processor.read;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;

/** Tells from a method's body whether it may throw. */
interface Bodies {

  boolean mayThrow(ExecutableElement method);

  /** Where the compiler does not show bodies, every method may throw: it costs its stencils one store. */
  static Bodies of(ProcessingEnvironment environment) {
    try {
      return new TreeBodies(environment);
    } catch (LinkageError | IllegalArgumentException e) {
      return method -> true;
    }
  }
}
