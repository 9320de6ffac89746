package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceOpcode;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.processor.read.SourceSet;
import javax.annotation.processing.ProcessingEnvironment;
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
    TypeMirror first = null;
    for (SourceOpcode opcode : set.opcodes()) {
      for (SourceOpcode.Parameter parameter : opcode.parameters()) {
        if (!parameter.roles().contains(Role.CONTEXT)) {
          continue;
        }
        TypeMirror type = parameter.element().asType();
        if (first == null) {
          first = type;
        } else if (!typeUtils.isSameType(first, type)) {
          problems.report(
              Rule.CONTEXTS_DIFFER,
              parameter.element(),
              "context %s has type %s, that of an opcode before %s; one type was expected, since a machine has one context; "
                  + "use one type that holds both",
              parameter.element(),
              type,
              first);
        }
      }
    }
    return first == null ? null : types.of(first).orElse(null);
  }
}
