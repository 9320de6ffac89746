package dev.lockstep.processor.check;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks that a method can be called by handlers and compiled regions. */
final class MethodCheck {

  private final Elements elements;
  private final Types types;
  private final ValueTypes values;
  private final Problems problems;

  MethodCheck(ProcessingEnvironment environment, ValueTypes values, Problems problems) {
    elements = environment.getElementUtils();
    types = environment.getTypeUtils();
    this.values = values;
    this.problems = problems;
  }

  void check(ExecutableElement method) {
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      problems.report(
          Rule.NOT_STATIC,
          method,
          "method %s is not static; there is no object to call it on; make it static and pass state through a "
              + "@Context parameter",
          method);
    }
    if (method.getModifiers().contains(Modifier.PRIVATE)) {
      problems.report(
          Rule.PRIVATE_METHOD,
          method,
          "method %s is private; generated classes of the package call it; make it package-private",
          method);
    } else if (!values.isAccessible(method)) {
      problems.report(
          Rule.NOT_PUBLIC,
          method,
          "method %s is not public, and the instruction set in another package; generated classes of that package call "
              + "it; make it public",
          method);
    }
    if (!method.getTypeParameters().isEmpty()) {
      problems.report(
          Rule.GENERIC_METHOD,
          method,
          "method %s is generic; a guest value has one type; use Object",
          method);
    }
    if (method.isVarArgs()) {
      problems.report(
          Rule.VARARGS_METHOD,
          method.getParameters().get(method.getParameters().size() - 1),
          "method %s takes a variable number of arguments; it is called with a fixed number; declare an array",
          method);
    }
    for (TypeMirror thrown : method.getThrownTypes()) {
      if (!isUnchecked(thrown)) {
        problems.report(
            Rule.CHECKED_EXCEPTION,
            method,
            "method %s declares the checked exception %s; handlers declare none; throw a Trap or another "
                + "RuntimeException",
            method,
            thrown);
      }
    }
  }

  private boolean isUnchecked(TypeMirror thrown) {
    return types.isAssignable(thrown, elements.getTypeElement("java.lang.RuntimeException").asType())
        || types.isAssignable(thrown, elements.getTypeElement("java.lang.Error").asType());
  }
}
