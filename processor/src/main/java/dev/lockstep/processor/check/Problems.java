package dev.lockstep.processor.check;

import java.util.function.Consumer;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/** Takes the problems found in one instruction set. */
final class Problems {

  private final Consumer<Problem> sink;
  private int count;

  Problems(Consumer<Problem> sink) {
    this.sink = sink;
  }

  /** Reports a problem with an element; the message says what is wrong; what was expected; what to do. */
  void report(Rule rule, Element element, String message, Object... arguments) {
    report(rule, element, null, null, message, arguments);
  }

  /** Reports a problem with the value of an annotation, or with the annotation if {@code value} is {@code null}. */
  void report(
      Rule rule, Element element, AnnotationMirror annotation, AnnotationValue value, String message, Object... arguments) {
    count++;
    sink.accept(new Problem(rule, String.format(message, arguments), element, annotation, value));
  }

  int count() {
    return count;
  }
}
