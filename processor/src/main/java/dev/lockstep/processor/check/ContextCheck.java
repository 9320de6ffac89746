package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceOpcode;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.processor.read.SourceSet;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Checks that all opcodes of a set take the same context. */
final class ContextCheck {

  private final Types typeUtils;
  private final ValueTypes types;
  private final Problems problems;

  ContextCheck(ProcessingEnvironment environment, ValueTypes types, Problems problems) {
    typeUtils = environment.getTypeUtils();
    this.types = types;
    this.problems = problems;
  }

  /** The type of the context; {@code null} if the set has none. */
  ValueType check(SourceSet set) {
    List<VariableElement> contexts =
        set.parameters()
            .filter(parameter -> parameter.roles().contains(Role.CONTEXT))
            .map(SourceOpcode.Parameter::element)
            .toList();
    TypeMirror first = contexts.isEmpty() ? null : contexts.get(0).asType();
    for (VariableElement context : contexts) {
      if (!typeUtils.isSameType(first, context.asType())) {
        problems.report(
            Rule.CONTEXTS_DIFFER,
            context,
            "context %s has type %s, that of a method before %s; one type was expected, since a machine has one context; "
                + "use one type that holds both",
            context,
            context.asType(),
            first);
      }
    }
    return first == null ? null : types.of(first).orElse(null);
  }
}
