package dev.lockstep.processor.read;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/**
 * A type annotated with {@code @InstructionSet}.
 *
 * @param opcodes its own and those of the groups
 * @param overflows the methods that say what is raised at the end of the stack, of which there should be at most one
 */
public record SourceSet(
    TypeElement type,
    AnnotationMirror annotation,
    String name,
    List<SourceGroup> groups,
    List<SourceOpcode> opcodes,
    List<SourceOverflow> overflows,
    List<Fusion> fusions,
    List<Fusion> hot,
    List<Fusion> likely,
    List<TrapRule> traps) {

  /** One element of {@code fuse}, {@code hot} or {@code likely}; {@code value} is where it stands. */
  public record Fusion(String text, AnnotationValue value) {}

  /** One element of {@code traps}; {@code value} is where it stands; {@code exception} is {@code null} if there is none, or not yet. */
  public record TrapRule(TypeMirror exception, String reason, AnnotationValue value) {}

  public SourceSet {
    groups = List.copyOf(groups);
    opcodes = List.copyOf(opcodes);
    overflows = List.copyOf(overflows);
    fusions = List.copyOf(fusions);
    hot = List.copyOf(hot);
    likely = List.copyOf(likely);
    traps = List.copyOf(traps);
  }

  /** Where a member of the annotation is given a value; {@code null} if it is not. */
  public AnnotationValue place(String member) {
    return Annotations.explicit(annotation, member);
  }

  /** The annotated class and those that it includes. */
  public List<TypeElement> classes() {
    return classes(type, groups);
  }

  static List<TypeElement> classes(TypeElement type, List<SourceGroup> groups) {
    return Stream.concat(Stream.of(type), groups.stream().map(SourceGroup::type).filter(Objects::nonNull)).distinct().toList();
  }

  /** The methods of opcodes and of what is raised at the end of the stack. */
  public Stream<ExecutableElement> methods() {
    return Stream.concat(opcodes.stream().map(SourceOpcode::method), overflows.stream().map(SourceOverflow::method));
  }

  /** Whether {@code include} or a signature names a type that does not exist, or not yet. */
  public boolean hasUnknownTypes() {
    return groups.stream().anyMatch(group -> group.named() == null)
        || traps.stream().anyMatch(rule -> rule.exception() == null)
        || methods()
            .anyMatch(
                method ->
                    isUnknown(method.getReturnType())
                        || method.getParameters().stream().anyMatch(parameter -> isUnknown(parameter.asType())));
  }

  /** All parameters of its methods, with what they stand for. */
  public Stream<SourceOpcode.Parameter> parameters() {
    return Stream.concat(
        opcodes.stream().flatMap(opcode -> opcode.parameters().stream()),
        overflows.stream().flatMap(overflow -> overflow.parameters().stream()));
  }

  /** Whether a type, or one that it is made of, does not exist, or not yet. */
  public static boolean isUnknown(TypeMirror type) {
    return switch (type.getKind()) {
      case ERROR -> true;
      case ARRAY -> isUnknown(((ArrayType) type).getComponentType());
      case DECLARED ->
          ((DeclaredType) type).getTypeArguments().stream().anyMatch(SourceSet::isUnknown)
              || ElementFilter.recordComponentsIn(((DeclaredType) type).asElement().getEnclosedElements()).stream()
                  .anyMatch(component -> component.asType().getKind() == TypeKind.ERROR);
      case WILDCARD ->
          Stream.of(((WildcardType) type).getExtendsBound(), ((WildcardType) type).getSuperBound())
              .anyMatch(bound -> bound != null && isUnknown(bound));
      default -> false;
    };
  }
}
