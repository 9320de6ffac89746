package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.Export;
import dev.lockstep.examples.wasm.Module.ExternKind;
import java.util.List;

/** What functions are called in traps and listings: as in the name section, as exported, or by their index. */
final class FunctionNames {

  private FunctionNames() {}

  /** The names by index; not unique. */
  static String[] of(Module module) {
    String[] names = new String[module.functions().size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = module.functionNames().get(i);
    }
    List<Export> exports = module.exports();
    for (int i = 0; i < exports.size(); i++) {
      Export export = exports.get(i);
      if (export.kind() == ExternKind.FUNCTION && names[export.index()] == null) {
        names[export.index()] = export.name();
      }
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i] == null) {
        names[i] = "f".concat(Integer.toString(i));
      }
    }
    return names;
  }
}
