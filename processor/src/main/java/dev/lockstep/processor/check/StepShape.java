package dev.lockstep.processor.check;

import dev.lockstep.runtime.Flow;

/** A step of a declared sequence: {@code shape}, or {@code builtIn} if that is {@code null}. */
record StepShape(Shape shape, BuiltIn builtIn) {

  String name() {
    return shape == null ? builtIn.text() : shape.name();
  }

  Flow flow() {
    return shape == null ? builtIn.flow() : shape.opcode().flow();
  }

  boolean isCold() {
    return shape != null && shape.isCold();
  }

  String constantName() {
    return shape == null ? builtIn.name() : shape.constantName();
  }

  String methodName() {
    return shape == null ? Names.forMethod(builtIn.text(), builtIn.handler()) : shape.methodName();
  }
}
