package dev.lockstep.processor.check;

import java.util.List;
import java.util.stream.Collectors;

/** A declared form: a sequence, or a single one. */
record SequenceShape(List<StepShape> steps) {

  SequenceShape {
    steps = List.copyOf(steps);
  }

  boolean isSingle() {
    return steps.size() == 1;
  }

  /** The names of the steps, the same for equal sequences only. */
  String name() {
    return steps.stream().map(StepShape::name).collect(Collectors.joining("; "));
  }

  boolean isCold() {
    return steps.stream().anyMatch(StepShape::isCold);
  }

  /** The name for constants, such as {@code ADD_CONST_THEN_JUMP}. */
  String constantName() {
    return steps.stream().map(StepShape::constantName).collect(Collectors.joining("_THEN_"));
  }

  /** The name for methods, such as {@code addConstThenJump}. */
  String methodName() {
    StringBuilder name = new StringBuilder(steps.get(0).methodName());
    steps.stream().skip(1).forEach(step -> name.append("Then").append(Names.capitalised(step.methodName())));
    return name.toString();
  }
}
