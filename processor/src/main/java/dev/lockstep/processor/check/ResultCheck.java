package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceOpcode;
import dev.lockstep.runtime.Flow;
import dev.lockstep.spec.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks what an opcode's method returns, which depends on its control. */
final class ResultCheck {

  private final Elements elements;
  private final Types typeUtils;
  private final ValueTypes types;
  private final Problems problems;

  /** What the method returns, and what that means. */
  record Checked(Flow flow, List<OpcodeModel.Result> results, ValueType record) {}

  ResultCheck(ProcessingEnvironment environment, ValueTypes types, Problems problems) {
    elements = environment.getElementUtils();
    typeUtils = environment.getTypeUtils();
    this.types = types;
    this.problems = problems;
  }

  Checked check(SourceOpcode opcode) {
    TypeMirror returned = opcode.method().getReturnType();
    boolean isInt = returned.getKind() == TypeKind.INT;
    Flow flow =
        switch (opcode.control()) {
          case NEXT -> Flow.NEXT;
          case JUMP -> Flow.JUMP;
          case BRANCH -> Flow.BRANCH;
          case SWITCH -> Flow.SWITCH;
          case CALL -> isInt ? Flow.CALL_COMPUTED : Flow.CALL;
          case TAIL_CALL -> isInt ? Flow.TAIL_CALL_COMPUTED : Flow.TAIL_CALL;
          case RETURN -> Flow.RETURN;
          case TRAP -> Flow.TRAP;
          case SUSPEND -> Flow.SUSPEND;
        };
    boolean isRecord = flow == Flow.NEXT && types.isRecord(returned);
    List<OpcodeModel.Result> results = List.of();
    if (flow == Flow.NEXT) {
      results = isRecord ? components(opcode, (DeclaredType) returned) : single(opcode, returned);
    } else {
      checkControl(opcode, returned);
    }
    checkToLocal(opcode, results.size());
    if (opcode.raises() && !flow.fallsThrough() && !flow.isTailCall()) {
      problems.report(
          Rule.NOTHING_BEHIND,
          opcode.method(),
          "%s declares GuestException but its control is %s; what is raised is caught behind the instruction, where nothing runs "
              + "after this one; NEXT, BRANCH, CALL, TAIL_CALL or SUSPEND was expected; raise by an opcode in front of it",
          opcode.mnemonic(),
          opcode.control());
    }
    return new Checked(flow, results, isRecord ? types.of(returned).orElseThrow() : null);
  }

  private List<OpcodeModel.Result> single(SourceOpcode opcode, TypeMirror returned) {
    if (returned.getKind() == TypeKind.VOID) {
      return List.of();
    }
    Optional<ValueType> type = types.of(returned);
    if (type.isEmpty()) {
      problems.report(
          Rule.RESULT_TYPE,
          opcode.method(),
          "%s returns %s; nothing, int, long, float, double, boolean, a reference or a record of these was expected; use "
              + "int",
          opcode.mnemonic(),
          returned);
      return List.of();
    }
    checkAccess(opcode, returned);
    return List.of(new OpcodeModel.Result(type.get(), "", ""));
  }

  private List<OpcodeModel.Result> components(SourceOpcode opcode, DeclaredType record) {
    List<OpcodeModel.Result> results = new ArrayList<>();
    TypeElement declaration = (TypeElement) record.asElement();
    for (RecordComponentElement component : ElementFilter.recordComponentsIn(declaration.getEnclosedElements())) {
      TypeMirror type = ((ExecutableType) typeUtils.asMemberOf(record, component.getAccessor())).getReturnType();
      Optional<ValueType> value = types.of(type);
      if (value.isEmpty()) {
        problems.report(
            Rule.RESULT_TYPE,
            opcode.method(),
            "%s returns the record %s whose component %s has type %s; int, long, float, double, boolean or a reference was "
                + "expected; use int",
            opcode.mnemonic(),
            record,
            component,
            type);
      } else {
        String accessor = component.getAccessor().getSimpleName().toString();
        results.add(new OpcodeModel.Result(value.get(), accessor, types.descriptors().of(component.getAccessor())));
      }
    }
    checkAccess(opcode, record);
    return results;
  }

  private void checkAccess(SourceOpcode opcode, TypeMirror returned) {
    if (!types.isAccessible(returned)) {
      problems.report(
          Rule.INACCESSIBLE_TYPE,
          opcode.method(),
          "%s, which %s returns, cannot be named by the other classes of the package, so the opcode cannot be stencilled; "
              + "make it public, or package-private in the same package",
          returned,
          opcode.mnemonic());
    }
  }

  private void checkControl(SourceOpcode opcode, TypeMirror returned) {
    TypeKind kind = returned.getKind();
    String expected =
        switch (opcode.control()) {
          case JUMP, RETURN -> kind == TypeKind.VOID ? "" : "void";
          case BRANCH -> kind == TypeKind.BOOLEAN ? "" : "boolean, whether to branch,";
          case SWITCH -> kind == TypeKind.INT ? "" : "int, the index of the target,";
          case CALL, TAIL_CALL ->
              kind == TypeKind.VOID || kind == TypeKind.INT ? "" : "void, or int to pick the function by its index,";
          case SUSPEND -> kind == TypeKind.BOOLEAN ? "" : "boolean, whether to suspend the guest,";
          case TRAP -> isThrowable(returned) ? "" : "a RuntimeException or an Error";
          case NEXT -> "";
        };
    if (!expected.isEmpty()) {
      problems.report(
          Rule.WRONG_RETURN_TYPE,
          opcode.method(),
          "%s returns %s but its control is %s; %s was expected; change the return type or control",
          opcode.mnemonic(),
          returned,
          opcode.control(),
          expected);
    } else if (opcode.control() == Control.TRAP) {
      checkAccess(opcode, returned);
    }
  }

  private boolean isThrowable(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && (typeUtils.isAssignable(type, elements.getTypeElement("java.lang.RuntimeException").asType())
            || typeUtils.isAssignable(type, elements.getTypeElement("java.lang.Error").asType()));
  }

  private void checkToLocal(SourceOpcode opcode, int results) {
    if (opcode.toLocal() && (opcode.control() != Control.NEXT || results != 1)) {
      problems.report(
          Rule.NO_RESULT_TO_STORE,
          opcode.method(),
          opcode.annotation(),
          opcode.place("toLocal"),
          "%s has no single result to store in a local variable; toLocal needs one, and control NEXT; leave out toLocal",
          opcode.mnemonic());
    }
  }
}
