package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Finds types in signatures that are generated from the set itself, which waits for no other. */
public final class OwnTypeCheck {

  private OwnTypeCheck() {}

  /** Whether there are none. */
  public static boolean check(SourceSet set, Consumer<Problem> sink) {
    Problems problems = new Problems(sink);
    Pattern own = Pattern.compile("\\b" + Pattern.quote(set.name()) + "(" + String.join("|", GeneratedNames.SUFFIXES) + ")\\b");
    set.methods().forEach(method -> check(method, own, problems));
    return problems.count() == 0;
  }

  private static void check(ExecutableElement method, Pattern own, Problems problems) {
    check(method, method.getReturnType(), own, problems);
    method.getParameters().forEach(parameter -> check(parameter, parameter.asType(), own, problems));
  }

  private static void check(Element place, TypeMirror type, Pattern own, Problems problems) {
    if (SourceSet.isUnknown(type) && own.matcher(type.toString()).find()) {
      problems.report(
          Rule.OWN_TYPE,
          place,
          "%s is generated from this set, which needs all types in signatures beforehand; another type was expected; use a class "
              + "that has a field of it",
          type);
    }
  }
}
