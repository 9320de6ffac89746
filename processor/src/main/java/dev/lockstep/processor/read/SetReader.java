package dev.lockstep.processor.read;

import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.runtime.GuestException;
import dev.lockstep.spec.Context;
import dev.lockstep.spec.Control;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.InstructionSet;
import dev.lockstep.spec.Local;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;
import dev.lockstep.spec.StackOverflow;
import dev.lockstep.spec.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads an annotated type into a {@link SourceSet}. */
public final class SetReader {

  private final Elements elements;
  private final Types types;
  private final Bodies bodies;

  public SetReader(ProcessingEnvironment environment) {
    elements = environment.getElementUtils();
    types = environment.getTypeUtils();
    bodies = Bodies.of(environment);
  }

  public SourceSet read(TypeElement type) {
    AnnotationMirror annotation = Annotations.find(type, InstructionSet.class).orElseThrow();
    String given = Annotations.value(annotation, "name", String.class, "");
    List<SourceGroup> groups = groups(annotation);
    List<SourceOpcode> opcodes = new ArrayList<>();
    List<SourceOverflow> overflows = new ArrayList<>();
    for (TypeElement each : SourceSet.classes(type, groups)) {
      for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
        Annotations.find(method, Opcode.class).ifPresent(mirror -> opcodes.add(opcode(method, mirror)));
        if (Annotations.find(method, StackOverflow.class).isPresent()) {
          overflows.add(new SourceOverflow(method, parameters(method)));
        }
      }
    }
    return new SourceSet(
        type,
        annotation,
        given.isEmpty() ? type.getSimpleName().toString() : given,
        groups,
        opcodes,
        overflows,
        fusions(annotation, "fuse"),
        fusions(annotation, "hot"),
        fusions(annotation, "likely"),
        traps(annotation));
  }

  private List<SourceGroup> groups(AnnotationMirror annotation) {
    List<SourceGroup> groups = new ArrayList<>();
    for (AnnotationValue value : Annotations.list(annotation, "include")) {
      TypeMirror named = value.getValue() instanceof TypeMirror type ? type : null;
      TypeElement type = SourceGroup.element(named);
      groups.add(
          new SourceGroup(
              named,
              value,
              type != null && Annotations.find(type, OpcodeGroup.class).isPresent(),
              type != null && bodies.hasSource(type)));
    }
    return groups;
  }

  private SourceOpcode opcode(ExecutableElement method, AnnotationMirror annotation) {
    String name = Annotations.value(annotation, "name", String.class, "");
    String documentation = elements.getDocComment(method);
    boolean raises = method.getThrownTypes().stream().anyMatch(this::isRaised);
    boolean mayThrow = raises || bodies.mayThrow(method);
    return new SourceOpcode(
        method,
        annotation,
        Annotations.value(annotation, "value", Integer.class, Opcode.ASSIGNED),
        name.isEmpty() ? method.getSimpleName().toString() : name,
        Annotations.constant(annotation, "control", Control.class, Control.NEXT),
        fuses(annotation),
        Annotations.value(annotation, "cold", Boolean.class, false),
        Annotations.value(annotation, "toLocal", Boolean.class, false),
        parameters(method),
        mayThrow,
        raises,
        mayThrow ? null : bodies.simple(method),
        bodies.size(method),
        documentation == null ? "" : documentation);
  }

  private boolean isRaised(TypeMirror thrown) {
    TypeElement raised = elements.getTypeElement(GuestException.class.getName());
    return raised != null && types.isSubtype(thrown, raised.asType());
  }

  private static List<SourceOpcode.Parameter> parameters(ExecutableElement method) {
    return method.getParameters().stream().map(SetReader::parameter).toList();
  }

  private static SourceOpcode.Parameter parameter(VariableElement element) {
    List<Role> roles = new ArrayList<>();
    if (Annotations.find(element, Immediate.class).isPresent()) {
      roles.add(Role.IMMEDIATE);
    }
    if (Annotations.find(element, Local.class).isPresent()) {
      roles.add(Role.LOCAL);
    }
    if (Annotations.find(element, Target.class).isPresent()) {
      roles.add(Role.TARGET);
    }
    if (Annotations.find(element, Context.class).isPresent()) {
      roles.add(Role.CONTEXT);
    }
    return new SourceOpcode.Parameter(element, roles.isEmpty() ? List.of(Role.OPERAND) : roles);
  }

  private static Set<Fuse> fuses(AnnotationMirror annotation) {
    Set<Fuse> fuses = EnumSet.noneOf(Fuse.class);
    for (AnnotationValue value : Annotations.list(annotation, "fuse")) {
      if (value.getValue() instanceof VariableElement constant) {
        fuses.add(Fuse.valueOf(constant.getSimpleName().toString()));
      }
    }
    return fuses;
  }

  private static List<SourceSet.Fusion> fusions(AnnotationMirror annotation, String member) {
    List<SourceSet.Fusion> fusions = new ArrayList<>();
    for (AnnotationValue value : Annotations.list(annotation, member)) {
      if (value.getValue() instanceof String text) {
        fusions.add(new SourceSet.Fusion(text, value));
      }
    }
    return fusions;
  }

  private static List<SourceSet.TrapRule> traps(AnnotationMirror annotation) {
    List<SourceSet.TrapRule> traps = new ArrayList<>();
    for (AnnotationValue value : Annotations.list(annotation, "traps")) {
      if (value.getValue() instanceof AnnotationMirror rule) {
        TypeMirror exception = Annotations.value(rule, "on", TypeMirror.class, null);
        traps.add(new SourceSet.TrapRule(exception, Annotations.value(rule, "reason", String.class, ""), value));
      }
    }
    return traps;
  }
}
