package dev.lockstep.processor.read;

import dev.lockstep.spec.Control;
import dev.lockstep.spec.Fuse;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * A method annotated with {@code @Opcode}.
 *
 * @param mayThrow whether an exception may come out of the body, as far as it can be seen
 * @param raises whether the method declares that it may raise something in the guest
 * @param body the body as JVM code; {@code null} if it is not simple
 * @param size about how many bytes of JVM code the body takes
 * @param documentation the text of the Javadoc comment, empty if there is none
 */
public record SourceOpcode(
    ExecutableElement method,
    AnnotationMirror annotation,
    int number,
    String mnemonic,
    Control control,
    Set<Fuse> fuses,
    boolean cold,
    boolean toLocal,
    List<Parameter> parameters,
    boolean mayThrow,
    boolean raises,
    SimpleBody body,
    int size,
    String documentation) {

  /** What a parameter stands for. */
  public enum Role {
    OPERAND,
    IMMEDIATE,
    LOCAL,
    TARGET,
    CONTEXT
  }

  /** A parameter and the roles that its annotations give it; without one it is an operand. */
  public record Parameter(VariableElement element, List<Role> roles) {

    public Parameter {
      roles = List.copyOf(roles);
    }
  }

  public SourceOpcode {
    fuses = Set.copyOf(fuses);
    parameters = List.copyOf(parameters);
  }

  /** Where a member of the annotation is given a value; {@code null} if it is not. */
  public AnnotationValue place(String member) {
    return Annotations.explicit(annotation, member);
  }
}
