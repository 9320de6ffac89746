package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceOpcode;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.spec.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Checks the parameters of an opcode. */
final class ParameterCheck {

  /** As many as a bit set of constants has bits. */
  private static final int MAX_OPERANDS = 31;

  private final ValueTypes types;
  private final Problems problems;

  ParameterCheck(ValueTypes types, Problems problems) {
    this.types = types;
    this.problems = problems;
  }

  List<OpcodeModel.Parameter> check(SourceOpcode opcode) {
    List<OpcodeModel.Parameter> checked = new ArrayList<>();
    for (SourceOpcode.Parameter parameter : opcode.parameters()) {
      if (parameter.roles().size() > 1) {
        problems.report(
            Rule.CONFLICTING_ROLES,
            parameter.element(),
            "parameter %s has the annotations of %d roles; a value comes from one place; keep one of them",
            parameter.element(),
            parameter.roles().size());
      }
      check(parameter.element(), parameter.roles().get(0)).ifPresent(checked::add);
    }
    checkTargets(opcode);
    checkOperandCount(opcode, checked);
    return checked;
  }

  /** The model of one parameter; nothing if no guest value has its type. */
  Optional<OpcodeModel.Parameter> check(VariableElement element, Role role) {
    String name = element.getSimpleName().toString();
    TypeMirror type = element.asType();
    if (role == Role.TARGET) {
      return Optional.of(new OpcodeModel.Parameter(name, role, null));
    }
    Optional<ValueType> value = types.of(type);
    if (role == Role.CONTEXT && type.getKind() != TypeKind.DECLARED && type.getKind() != TypeKind.ARRAY) {
      problems.report(
          Rule.CONTEXT_TYPE,
          element,
          "context %s has type %s; all opcodes share one object; use a class or an array",
          name,
          type);
    } else if (role != Role.CONTEXT && value.isEmpty()) {
      problems.report(
          Rule.PARAMETER_TYPE,
          element,
          "parameter %s has type %s; int, long, float, double, boolean or a reference was expected; use int",
          name,
          type);
    } else if (!types.isAccessible(type)) {
      problems.report(
          Rule.INACCESSIBLE_TYPE,
          element,
          "%s, the type of %s, cannot be named by the other classes of the package, so the opcode cannot be stencilled; make "
              + "it public, or package-private in the same package",
          type,
          name);
    }
    return value.map(found -> new OpcodeModel.Parameter(name, role, found));
  }

  private void checkTargets(SourceOpcode opcode) {
    boolean expected =
        opcode.control() == Control.JUMP || opcode.control() == Control.BRANCH || opcode.control() == Control.SWITCH;
    int found = 0;
    for (SourceOpcode.Parameter parameter : opcode.parameters()) {
      if (!parameter.roles().contains(Role.TARGET)) {
        continue;
      }
      found++;
      if (!expected) {
        problems.report(
            Rule.TARGET_UNEXPECTED,
            parameter.element(),
            "%s has a target but its control is %s; only JUMP, BRANCH and SWITCH go to one; leave out @Target or change "
                + "control",
            opcode.mnemonic(),
            opcode.control());
      } else if (found > 1) {
        problems.report(
            Rule.SEVERAL_TARGETS,
            parameter.element(),
            "%s has more than one @Target; one parameter stands for all targets; keep the first",
            opcode.mnemonic());
      } else if (parameter.element().asType().getKind() != TypeKind.INT) {
        problems.report(
            Rule.TARGET_NOT_INT,
            parameter.element(),
            "target %s has type %s; an int was expected, the pc or the number of targets; declare an int",
            parameter.element(),
            parameter.element().asType());
      }
    }
    if (expected && found == 0) {
      problems.report(
          Rule.TARGET_MISSING,
          opcode.method(),
          "%s has no target but its control is %s; an int parameter annotated with @Target was expected; add one",
          opcode.mnemonic(),
          opcode.control());
    }
  }

  private void checkOperandCount(SourceOpcode opcode, List<OpcodeModel.Parameter> checked) {
    long operands = checked.stream().filter(parameter -> parameter.role() == Role.OPERAND).count();
    if (operands > MAX_OPERANDS) {
      problems.report(
          Rule.TOO_MANY_OPERANDS,
          opcode.method(),
          "%s pops %d operands; at most %d was expected; split the opcode",
          opcode.mnemonic(),
          operands,
          MAX_OPERANDS);
    }
  }
}
