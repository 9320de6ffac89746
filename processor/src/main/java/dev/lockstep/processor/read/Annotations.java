package dev.lockstep.processor.read;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * Reads annotations through their mirrors: those know where in the source they stand, and do not throw when a value does
 * not compile.
 */
public final class Annotations {

  private Annotations() {}

  public static Optional<AnnotationMirror> find(Element element, Class<? extends Annotation> type) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement found = (TypeElement) mirror.getAnnotationType().asElement();
      if (found.getQualifiedName().contentEquals(type.getName())) {
        return Optional.of(mirror);
      }
    }
    return Optional.empty();
  }

  /** The value that is written in the source, or {@code null}. */
  static AnnotationValue explicit(AnnotationMirror mirror, String member) {
    Map<? extends ExecutableElement, ? extends AnnotationValue> values = mirror.getElementValues();
    for (ExecutableElement method : values.keySet()) {
      if (method.getSimpleName().contentEquals(member)) {
        return values.get(method);
      }
    }
    return null;
  }

  /** The value of a member, or {@code otherwise} if it has none of that type, since it does not compile. */
  static <T> T value(AnnotationMirror mirror, String member, Class<T> type, T otherwise) {
    AnnotationValue written = explicit(mirror, member);
    Object value = written == null ? defaultValue(mirror, member) : written.getValue();
    return type.isInstance(value) ? type.cast(value) : otherwise;
  }

  static <E extends Enum<E>> E constant(AnnotationMirror mirror, String member, Class<E> type, E otherwise) {
    VariableElement value = value(mirror, member, VariableElement.class, null);
    return value == null ? otherwise : Enum.valueOf(type, value.getSimpleName().toString());
  }

  static List<? extends AnnotationValue> list(AnnotationMirror mirror, String member) {
    AnnotationValue written = explicit(mirror, member);
    if (written == null || !(written.getValue() instanceof List<?> values)) {
      return List.of();
    }
    return values.stream().filter(AnnotationValue.class::isInstance).map(AnnotationValue.class::cast).toList();
  }

  private static Object defaultValue(AnnotationMirror mirror, String member) {
    Element type = mirror.getAnnotationType().asElement();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (method.getSimpleName().contentEquals(member) && method.getDefaultValue() != null) {
        return method.getDefaultValue().getValue();
      }
    }
    return null;
  }
}
