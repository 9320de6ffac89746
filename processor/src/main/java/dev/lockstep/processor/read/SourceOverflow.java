package dev.lockstep.processor.read;

import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** A method annotated with {@code @StackOverflow}. */
public record SourceOverflow(ExecutableElement method, List<SourceOpcode.Parameter> parameters) {

  public SourceOverflow {
    parameters = List.copyOf(parameters);
  }
}
