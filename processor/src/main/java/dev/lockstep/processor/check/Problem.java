package dev.lockstep.processor.check;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Something that is wrong, and where: an element, or an annotation or an annotation's value on it. */
public record Problem(Rule rule, String message, Element element, AnnotationMirror annotation, AnnotationValue value) {

  public void printTo(Messager messager) {
    String text = "[" + rule.id() + "] " + message;
    if (annotation == null) {
      messager.printMessage(Diagnostic.Kind.ERROR, text, element);
    } else if (value == null) {
      messager.printMessage(Diagnostic.Kind.ERROR, text, element, annotation);
    } else {
      messager.printMessage(Diagnostic.Kind.ERROR, text, element, annotation, value);
    }
  }
}
