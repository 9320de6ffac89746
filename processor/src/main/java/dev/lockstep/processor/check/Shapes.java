package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.runtime.Convention;
import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.Type;
import dev.lockstep.spec.Fuse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/**
 * Finds all forms of an instruction set: of each opcode, in the order in which they are declared, the plain one, those that
 * {@link Fuse} derives, and those that the set declares, with the forms that these contain; then the sequences.
 */
final class Shapes {

  private final SourceSet set;
  private final FusionCheck fusions;
  private final Map<OpcodeModel, Map<String, Shape>> byOpcode = new LinkedHashMap<>();
  private final Map<String, SequenceShape> sequences = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> hot = new HashSet<>();
  private final Map<String, Set<String>> likely = new HashMap<>();

  Shapes(SourceSet set, List<OpcodeModel> opcodes, Map<String, OpcodeModel> byMnemonic, FusionCheck fusions) {
    this.set = set;
    this.fusions = fusions;
    // Of two opcodes with one mnemonic, which is reported, forms are composed of the last.
    opcodes.stream()
        .filter(byMnemonic::containsValue)
        .forEach(opcode -> byOpcode.put(opcode, new LinkedHashMap<>()));
  }

  /** Finds the forms and sequences, then which forms are hot, and what often runs after what. */
  void find() {
    byOpcode.keySet().forEach(this::derive);
    for (SourceSet.Fusion fusion : set.fusions()) {
      for (SequenceShape declared : fusions.check(fusion)) {
        if (fusions.fuses(declared, fusion)) {
          add(declared);
        }
      }
    }
    byOpcode.values().forEach(shapes -> shapes.values().forEach(shape -> names.add(shape.name())));
    for (SourceSet.Fusion fusion : set.hot()) {
      fusions.check(fusion).forEach(shape -> addHot(shape, fusion));
    }
    for (SourceSet.Fusion fusion : set.likely()) {
      fusions.checkPairs(fusion).forEach(pair -> addLikely(pair, fusion));
    }
  }

  private void add(SequenceShape declared) {
    declared.steps().stream().map(StepShape::shape).filter(Objects::nonNull).forEach(this::addWithChildren);
    if (!declared.isSingle()) {
      sequences.putIfAbsent(declared.name(), declared);
    }
  }

  private void addHot(SequenceShape shape, SourceSet.Fusion fusion) {
    if (names.contains(shape.name())) {
      hot.add(shape.name());
    } else {
      fusions.reportNoSuchForm(shape, fusion);
    }
  }

  private void addLikely(List<SequenceShape> pair, SourceSet.Fusion fusion) {
    List<SequenceShape> missing = pair.stream().filter(shape -> !isHeld(shape)).distinct().toList();
    missing.forEach(shape -> fusions.reportNotHeld(shape, fusion));
    if (missing.isEmpty()) {
      likely.computeIfAbsent(pair.get(0).name(), first -> new HashSet<>()).add(pair.get(1).name());
    }
  }

  /** Whether the driver's loop has a case for it. */
  private boolean isHeld(SequenceShape shape) {
    String name = shape.name();
    return shape.isSingle()
        ? names.contains(name) && !isCold(name, shape.isCold())
        : sequences.containsKey(name) && !shape.isCold();
  }

  private void derive(OpcodeModel opcode) {
    add(Shape.plain(opcode));
    if (opcode.source().fuses().contains(Fuse.CONSTANT)) {
      add(Shape.constant(opcode));
    }
    List<ValueType> operands = opcode.operands();
    if (opcode.flow() == Flow.BRANCH && operands.size() == 1 && operands.get(0).guest() == Type.INT) {
      for (OpcodeModel condition : byOpcode.keySet()) {
        deriveBranch(opcode, condition);
      }
    }
  }

  private void deriveBranch(OpcodeModel branch, OpcodeModel condition) {
    if (condition.source().fuses().contains(Fuse.BRANCH)) {
      add(new Shape(branch, 0, 0, Shape.plain(condition)));
      if (condition.source().fuses().contains(Fuse.CONSTANT)) {
        add(new Shape(branch, 0, 0, Shape.constant(condition)));
      }
    }
  }

  /** The assembler fuses step by step, so what a form contains has to be a form too. */
  private void addWithChildren(Shape shape) {
    if (shape.child() != null) {
      addWithChildren(shape.child());
    }
    add(shape);
  }

  private void add(Shape shape) {
    byOpcode.get(shape.opcode()).putIfAbsent(shape.name(), shape);
  }

  private boolean isCold(String name, boolean isDeclaredCold) {
    return set.hot().isEmpty() ? isDeclaredCold : !hot.contains(name);
  }

  /** Numbers the forms and the sequences, lays them out, and makes a model of them and the rest. */
  SetModel model(String packageName, ValueType context, List<OpcodeModel> opcodes) {
    List<Shape> shapes = byOpcode.values().stream().flatMap(of -> of.values().stream()).toList();
    Names constants = new Names(set.classes().stream().map(Shapes::outermost).toArray(String[]::new));
    Names handlers = new Names("yield"); // Java has no unqualified call of that.
    Map<String, String> constantOf = new HashMap<>();
    Map<String, String> handlerOf = new HashMap<>();
    // Plain forms first: they have the better right to a name.
    for (boolean plain : new boolean[] {true, false}) {
      for (Shape shape : shapes) {
        if (shape.isPlain() == plain) {
          constantOf.put(shape.name(), constants.unique(shape.constantName(), "_"));
          handlerOf.put(shape.name(), handlers.unique(shape.methodName(), "_"));
        }
      }
    }
    Map<String, FormModel> forms = new LinkedHashMap<>();
    Map<String, Integer> ids = new HashMap<>();
    shapes.forEach(shape -> ids.put(shape.name(), Convention.BUILT_INS + ids.size()));
    shapes.forEach(shape -> forms.put(shape.name(), form(shape, ids, constantOf, handlerOf)));
    List<SequenceModel> models = new ArrayList<>();
    for (SequenceShape sequence : sequences.values()) {
      models.add(
          new SequenceModel(
              Convention.BUILT_INS + forms.size() + models.size(),
              sequence.name(),
              constants.unique(sequence.constantName(), "_"),
              handlers.unique(sequence.methodName(), "_"),
              sequence.steps().stream().map(step -> step(step, forms)).toList(),
              sequence.isCold()));
    }
    return new SetModel(set, packageName, context, opcodes, List.copyOf(forms.values()), models, likely);
  }

  /** With which name the source of another class of the package begins that of a class. */
  static String outermost(TypeElement type) {
    return type.getNestingKind().isNested() ? outermost((TypeElement) type.getEnclosingElement()) : type.getSimpleName().toString();
  }

  private static SequenceModel.Step step(StepShape step, Map<String, FormModel> forms) {
    return new SequenceModel.Step(step.shape() == null ? null : forms.get(step.name()), step.builtIn());
  }

  private FormModel form(
      Shape shape, Map<String, Integer> ids, Map<String, String> constantOf, Map<String, String> handlerOf) {
    FormModel child = shape.child() == null ? null : form(shape.child(), ids, constantOf, handlerOf);
    String name = shape.name();
    boolean cold = isCold(name, shape.isCold());
    return Layout.form(shape, ids.get(name), constantOf.get(name), handlerOf.get(name), cold, child);
  }
}
