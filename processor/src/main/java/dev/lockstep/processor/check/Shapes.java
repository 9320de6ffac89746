package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.runtime.Convention;
import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.Type;
import dev.lockstep.spec.Fuse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds all forms of an instruction set: of each opcode, in the order in which they are declared, the plain one, those that
 * {@link Fuse} derives, and those that the set declares, with the forms that these contain.
 */
final class Shapes {

  private final SourceSet set;
  private final FusionCheck fusions;
  private final Map<OpcodeModel, Map<String, Shape>> byOpcode = new LinkedHashMap<>();

  Shapes(SourceSet set, List<OpcodeModel> opcodes, Map<String, OpcodeModel> byMnemonic, FusionCheck fusions) {
    this.set = set;
    this.fusions = fusions;
    // Of two opcodes with one mnemonic, which is reported, forms are composed of the last.
    opcodes.stream()
        .filter(byMnemonic::containsValue)
        .forEach(opcode -> byOpcode.put(opcode, new LinkedHashMap<>()));
  }

  List<Shape> all() {
    byOpcode.keySet().forEach(this::derive);
    set.fusions().forEach(fusion -> fusions.check(fusion).ifPresent(this::addWithChildren));
    List<Shape> all = new ArrayList<>();
    byOpcode.values().forEach(shapes -> all.addAll(shapes.values()));
    return all;
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

  /** Numbers the forms and lays them out. */
  static List<FormModel> forms(List<Shape> shapes) {
    Names constants = new Names();
    Names handlers = new Names();
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
    Map<String, Integer> ids = new HashMap<>();
    shapes.forEach(shape -> ids.put(shape.name(), Convention.BUILT_INS + ids.size()));
    return shapes.stream().map(shape -> form(shape, ids, constantOf, handlerOf)).toList();
  }

  private static FormModel form(
      Shape shape, Map<String, Integer> ids, Map<String, String> constantOf, Map<String, String> handlerOf) {
    FormModel child = shape.child() == null ? null : form(shape.child(), ids, constantOf, handlerOf);
    String name = shape.name();
    return Layout.form(shape, ids.get(name), constantOf.get(name), handlerOf.get(name), child);
  }
}
