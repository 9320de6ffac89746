package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceGroup;
import dev.lockstep.processor.read.SourceSet;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Checks the classes that a set includes. That its package can name them javac has checked. */
final class GroupCheck {

  private final Problems problems;

  GroupCheck(Problems problems) {
    this.problems = problems;
  }

  void check(SourceSet set) {
    Set<TypeElement> seen = new HashSet<>();
    for (SourceGroup group : set.groups()) {
      TypeElement type = group.type();
      if (type == null) {
        report(Rule.NOT_A_GROUP, set, group, "%s is not a class; one annotated with @OpcodeGroup was expected; leave it out");
      } else if (!seen.add(type)) {
        report(Rule.INCLUDED_TWICE, set, group, "%s is included already; each class was expected once; leave it out here");
      } else if (!group.hasSource()) {
        report(
            Rule.NO_SOURCE,
            set,
            group,
            "%s comes from a class file; its source was expected, since code is generated from the bodies of opcodes; compile "
                + "it together with the set");
      } else if (type.equals(set.type())) {
        report(
            Rule.NOT_A_GROUP,
            set,
            group,
            "%s is the instruction set itself, which has its own opcodes anyway; a class annotated with @OpcodeGroup was "
                + "expected; leave it out");
      } else if (!group.isAnnotated()) {
        report(
            Rule.NOT_A_GROUP,
            set,
            group,
            "%s lacks the annotation @OpcodeGroup, by which a class shows that sets include it; annotate it, or, if it "
                + "is an instruction set itself, move what both share to a class annotated with @OpcodeGroup");
      } else {
        checkClass(set, type);
      }
    }
  }

  private void checkClass(SourceSet set, TypeElement type) {
    if (type.getKind() != ElementKind.CLASS) {
      problems.report(
          Rule.NOT_A_CLASS,
          type,
          "%s is not a class; compiled regions call opcodes as static methods of a class; declare them in one",
          type);
    }
    if (set.opcodes().stream().noneMatch(opcode -> opcode.method().getEnclosingElement().equals(type))) {
      problems.report(
          Rule.NO_OPCODES,
          type,
          "opcode group %s has no opcodes; at least one static method annotated with @Opcode was expected; declare one",
          type);
    }
  }

  private void report(Rule rule, SourceSet set, SourceGroup group, String message) {
    problems.report(rule, set.type(), set.annotation(), group.value(), message, group.named());
  }
}
