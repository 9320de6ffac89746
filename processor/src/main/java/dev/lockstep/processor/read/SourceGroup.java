package dev.lockstep.processor.read;

import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * An element of {@code include}.
 *
 * @param named the type; {@code null} if there is none of the name, or not yet
 * @param value where it is named
 * @param isAnnotated whether it has the annotation {@code @OpcodeGroup}
 * @param hasSource whether it is compiled from source
 */
public record SourceGroup(TypeMirror named, AnnotationValue value, boolean isAnnotated, boolean hasSource) {

  /** The class; {@code null} if a type of another kind is named. */
  public TypeElement type() {
    return element(named);
  }

  static TypeElement element(TypeMirror named) {
    return named instanceof DeclaredType declared ? (TypeElement) declared.asElement() : null;
  }
}
