package dev.lockstep.processor.read;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Tells from a method's body whether it may throw, and how large it is, where the type has a source. */
interface Bodies {

  /** What a body of unknown size counts as. */
  int UNKNOWN_SIZE = 16;

  boolean mayThrow(ExecutableElement method);

  /** The body of a method that does not throw, as JVM code; {@code null} if it is not simple. */
  SimpleBody simple(ExecutableElement method);

  /** About how many bytes of JVM code the body takes once HotSpot has inlined what it calls of the same class. */
  int size(ExecutableElement method);

  /** Whether a type is compiled from source, so that its bodies can be seen. */
  boolean hasSource(TypeElement type);

  /** What is said of bodies that cannot be seen. */
  final class Unseen implements Bodies {
    @Override
    public boolean mayThrow(ExecutableElement method) {
      return true;
    }

    @Override
    public SimpleBody simple(ExecutableElement method) {
      return null;
    }

    @Override
    public int size(ExecutableElement method) {
      return UNKNOWN_SIZE;
    }

    @Override
    public boolean hasSource(TypeElement type) {
      return true;
    }
  }

  /** Where the compiler does not show bodies, every method may throw, and each stencil calls it. */
  static Bodies of(ProcessingEnvironment environment) {
    try {
      return new TreeBodies(environment);
    } catch (LinkageError | IllegalArgumentException e) {
      return new Unseen();
    }
  }
}
