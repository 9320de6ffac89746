package dev.lockstep.processor.check;

import dev.lockstep.processor.read.Annotations;
import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.spec.OpcodeGroup;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** Checks the annotated class as a whole. */
final class ClassCheck {

  /** In generated methods that call opcodes. */
  private static final Set<String> VARIABLES =
      Set.of("m", "slots", "code", "fp", "pc", "result", "form", "context", "trial");

  private final GeneratedNames generated;
  private final Problems problems;

  ClassCheck(GeneratedNames generated, Problems problems) {
    this.generated = generated;
    this.problems = problems;
  }

  void check(SourceSet set, PackageElement home) {
    if (set.type().getKind() != ElementKind.CLASS) {
      problems.report(
          Rule.NOT_A_CLASS,
          set.type(),
          "%s is not a class; compiled regions call opcodes as static methods of a class; declare them in one",
          set.type());
    }
    if (set.type().getNestingKind() != NestingKind.TOP_LEVEL) {
      problems.report(
          Rule.NESTED_SET,
          set.type(),
          "instruction set %s is nested in another type; a top-level class was expected; move it to a file of its own",
          set.type());
    }
    Annotations.find(set.type(), OpcodeGroup.class)
        .ifPresent(
            group ->
                problems.report(
                    Rule.NOT_A_GROUP,
                    set.type(),
                    group,
                    null,
                    "%s is an instruction set, and sets do not include one another; one of both annotations was expected; move "
                        + "what sets share to a class annotated with @OpcodeGroup only",
                    set.type()));
    if (set.opcodes().isEmpty() && set.groups().isEmpty()) {
      problems.report(
          Rule.NO_OPCODES,
          set.type(),
          "instruction set %s has no opcodes; at least one static method annotated with @Opcode was expected; declare one",
          set.name());
    }
    checkNames(set, home);
    checkVariables(set);
  }

  /** Where a name may be that of a variable or of a class, Java takes it for the variable. */
  private void checkVariables(SourceSet set) {
    for (TypeElement type : set.classes()) {
      if (VARIABLES.contains(Shapes.outermost(type))) {
        problems.report(
            Rule.NAME_CLASH,
            set.type(),
            "class %s has the name of a variable in generated code, which would hide it there; another name was expected; rename it, "
                + "with a capital letter in front",
            type);
      }
    }
  }

  private void checkNames(SourceSet set, PackageElement home) {
    AnnotationValue place = set.place("name");
    if (!SourceVersion.isIdentifier(set.name())) {
      problems.report(
          Rule.BAD_SET_NAME,
          set.type(),
          set.annotation(),
          place,
          "\"%s\" cannot be the start of class names; a Java identifier was expected; choose another name",
          set.name());
      return;
    }
    String other = generated.take(set.name(), set.type().getQualifiedName().toString());
    if (other != null) {
      problems.report(
          Rule.NAME_CLASH,
          set.type(),
          set.annotation(),
          place,
          "%s has the name %s too; a name of its own was expected, since classes and manual page are called by it; "
              + "choose another with name =",
          other,
          set.name());
    }
    String prefix = home.isUnnamed() ? "" : home.getQualifiedName() + ".";
    for (String suffix : GeneratedNames.SUFFIXES) {
      if (generated.isDeclared(prefix + set.name() + suffix)) {
        problems.report(
            Rule.NAME_CLASH,
            set.type(),
            set.annotation(),
            place,
            "class %s exists already; the name was expected to be free for a generated class; rename the class, or the "
                + "instruction set with name =, or do not compile it if it was generated before",
            set.name() + suffix);
      }
    }
  }
}
