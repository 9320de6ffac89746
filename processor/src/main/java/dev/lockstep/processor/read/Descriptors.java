package dev.lockstep.processor.read;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Types and methods as class files name them (JVMS 4.2 and 4.3). */
public final class Descriptors {

  private final Elements elements;
  private final Types types;

  public Descriptors(ProcessingEnvironment environment) {
    elements = environment.getElementUtils();
    types = environment.getTypeUtils();
  }

  /** The descriptor of a type's erasure. */
  public String of(TypeMirror type) {
    TypeMirror erased = types.erasure(type);
    return switch (erased.getKind()) {
      case BOOLEAN -> "Z";
      case BYTE -> "B";
      case SHORT -> "S";
      case CHAR -> "C";
      case INT -> "I";
      case LONG -> "J";
      case FLOAT -> "F";
      case DOUBLE -> "D";
      case VOID -> "V";
      case ARRAY -> "[" + of(((ArrayType) erased).getComponentType());
      default -> "L" + internalName((TypeElement) types.asElement(erased)) + ";";
    };
  }

  public String of(ExecutableElement method) {
    StringBuilder text = new StringBuilder("(");
    method.getParameters().forEach(parameter -> text.append(of(parameter.asType())));
    return text.append(')').append(of(method.getReturnType())).toString();
  }

  public String internalName(TypeElement type) {
    return elements.getBinaryName(type).toString().replace('.', '/');
  }
}
