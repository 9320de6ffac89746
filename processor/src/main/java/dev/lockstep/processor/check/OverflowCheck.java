package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceOpcode;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.processor.read.SourceOverflow;
import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.runtime.Type;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;

/** Checks the method that makes what the guest raises at the end of its stack. */
final class OverflowCheck {

  private final MethodCheck methods;
  private final ParameterCheck parameters;
  private final ValueTypes types;
  private final Problems problems;

  OverflowCheck(ProcessingEnvironment environment, ValueTypes types, Problems problems) {
    methods = new MethodCheck(environment, types, problems);
    parameters = new ParameterCheck(types, problems);
    this.types = types;
    this.problems = problems;
  }

  void check(SourceSet set) {
    List<SourceOverflow> overflows = set.overflows();
    overflows.forEach(this::check);
    overflows.stream()
        .skip(1)
        .forEach(
            further ->
                problems.report(
                    Rule.SEVERAL_STACK_OVERFLOWS,
                    further.method(),
                    "%s has the annotation @StackOverflow, and so has %s; one method was expected, as one thing is raised; keep one",
                    further.method(),
                    overflows.get(0).method()));
  }

  private void check(SourceOverflow overflow) {
    methods.check(overflow.method());
    if (types.of(overflow.method().getReturnType()).filter(type -> type.guest() == Type.REFERENCE).isEmpty()) {
      problems.report(
          Rule.STACK_OVERFLOW,
          overflow.method(),
          "%s returns %s; a reference was expected, which the guest raises; return an Object",
          overflow.method(),
          overflow.method().getReturnType());
    }
    for (SourceOpcode.Parameter parameter : overflow.parameters()) {
      if (parameter.roles().equals(List.of(Role.CONTEXT))) {
        parameters.check(parameter.element(), Role.CONTEXT);
      } else {
        problems.report(
            Rule.STACK_OVERFLOW,
            parameter.element(),
            "parameter %s of %s is not the context; no instruction has a value for it; leave it out, or annotate it with @Context",
            parameter.element(),
            overflow.method());
      }
    }
  }
}
