package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.ConstExpr;
import dev.lockstep.examples.wasm.Module.DataSegment;
import dev.lockstep.examples.wasm.Module.ElementSegment;
import dev.lockstep.examples.wasm.Module.Mode;
import java.util.List;

/**
 * Steps 9 to 17 of instantiation (section 4.5.4): globals, segments, the start function. A trap leaves what was done
 * before, which others may see in what they share.
 */
final class Initializer {

  private final WasmInstance instance;
  private final Module module;

  Initializer(WasmInstance instance) {
    this.instance = instance;
    module = instance.module().parsed();
  }

  void run() {
    initializeGlobals();
    for (int i = 0; i < instance.elements.length; i++) {
      instance.elements[i] = references(module.elements().get(i));
    }
    for (int i = 0; i < instance.elements.length; i++) {
      activateElements(i, module.elements().get(i));
    }
    for (int i = 0; i < module.data().size(); i++) {
      activateData(i, module.data().get(i));
    }
    if (module.start().isPresent()) {
      instance.enter(1, module.start().getAsInt());
    }
  }

  private void initializeGlobals() {
    for (int i = 0; i < instance.importedGlobals.length; i++) {
      // Mutable ones are read where they are, so that the copy of their value is of no use.
      WasmGlobal imported = instance.importedGlobals[i];
      instance.globals[i] = imported.numbers[imported.index];
      instance.globalReferences[i] = imported.references[imported.index];
    }
    List<ConstExpr> initializers = module.initializers();
    for (int i = 0; i < initializers.size(); i++) {
      int global = module.importedGlobals() + i;
      if (module.globals().get(global).type().isReference()) {
        instance.globalReferences[global] = ConstantEvaluator.reference(initializers.get(i), instance);
      } else {
        instance.globals[global] = ConstantEvaluator.number(initializers.get(i), instance);
      }
    }
  }

  private Object[] references(ElementSegment segment) {
    if (segment.mode() == Mode.DECLARATIVE) {
      return WasmInstance.DROPPED;
    }
    Object[] references = new Object[segment.items().size()];
    for (int i = 0; i < references.length; i++) {
      references[i] = ConstantEvaluator.reference(segment.items().get(i), instance);
    }
    return references;
  }

  private void activateElements(int index, ElementSegment segment) {
    if (segment.mode() == Mode.ACTIVE) {
      int to = (int) ConstantEvaluator.number(segment.start().orElseThrow(), instance);
      instance.initTable(index, segment.table(), to, 0, instance.elements[index].length);
      instance.dropElements(index);
    }
  }

  private void activateData(int index, DataSegment segment) {
    if (segment.mode() == Mode.ACTIVE) {
      int to = (int) ConstantEvaluator.number(segment.start().orElseThrow(), instance);
      instance.initMemory(index, instance.memories[segment.memory()], to, 0, segment.length());
      instance.dropData(index);
    }
  }
}
