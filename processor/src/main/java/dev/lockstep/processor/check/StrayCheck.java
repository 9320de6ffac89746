package dev.lockstep.processor.check;

import dev.lockstep.processor.read.Annotations;
import dev.lockstep.spec.Context;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.InstructionSet;
import dev.lockstep.spec.Local;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;
import dev.lockstep.spec.StackOverflow;
import dev.lockstep.spec.Target;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;

/** Finds annotations that nothing reads: most likely another is missing. */
public final class StrayCheck {

  private static final List<Class<? extends Annotation>> ROLES =
      List.of(Immediate.class, Local.class, Target.class, Context.class);

  private StrayCheck() {}

  public static void check(RoundEnvironment round, Consumer<Problem> sink) {
    Problems problems = new Problems(sink);
    checkMethods(round, Opcode.class, problems);
    checkMethods(round, StackOverflow.class, problems);
    for (Class<? extends Annotation> role : ROLES) {
      for (Element parameter : round.getElementsAnnotatedWith(role)) {
        Element method = parameter.getEnclosingElement();
        if (Annotations.find(method, Opcode.class).isEmpty() && Annotations.find(method, StackOverflow.class).isEmpty()) {
          problems.report(
              Rule.STRAY_PARAMETER,
              parameter,
              "parameter %s has the annotation @%s but its method is not an opcode; annotate the method with @Opcode",
              parameter,
              role.getSimpleName());
        }
      }
    }
  }

  private static void checkMethods(RoundEnvironment round, Class<? extends Annotation> annotation, Problems problems) {
    for (Element method : round.getElementsAnnotatedWith(annotation)) {
      Element owner = method.getEnclosingElement();
      if (Annotations.find(owner, InstructionSet.class).isEmpty() && Annotations.find(owner, OpcodeGroup.class).isEmpty()) {
        problems.report(
            Rule.STRAY_OPCODE,
            method,
            "method %s has the annotation @%s but is not in an instruction set; its class was expected to have the annotation "
                + "@InstructionSet, or @OpcodeGroup for sets to include it; add it",
            method,
            annotation.getSimpleName());
      }
    }
  }
}
