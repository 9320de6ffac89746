package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.ExternType;
import dev.lockstep.examples.wasm.Module.Function;
import dev.lockstep.examples.wasm.Module.GlobalType;
import dev.lockstep.examples.wasm.Module.Import;
import dev.lockstep.examples.wasm.Module.Limits;
import dev.lockstep.examples.wasm.Module.MemoryType;
import dev.lockstep.examples.wasm.Module.TableType;
import java.util.List;

/** Finds what a module imports and checks that it fits (section 4.5.1, external typing). */
final class Linker {

  /** What was found, by kind and in the order of the index spaces. */
  final WasmFunction[] functions;

  final WasmTable[] tables;
  final WasmMemory[] memories;
  final WasmGlobal[] globals;

  private final Module module;
  private int functionCount;
  private int tableCount;
  private int memoryCount;
  private int globalCount;

  /**
   * Links; nothing is allocated or changed before all imports have been checked.
   *
   * @throws WasmException if something is missing or does not fit
   */
  Linker(Module module, Imports imports) {
    this.module = module;
    functions = new WasmFunction[module.importedFunctions()];
    tables = new WasmTable[module.tables().size()];
    memories = new WasmMemory[module.memories().size()];
    globals = new WasmGlobal[module.importedGlobals()];
    List<Import> wanted = module.imports();
    for (int i = 0; i < wanted.size(); i++) {
      link(wanted.get(i), imports.find(wanted.get(i).module(), wanted.get(i).name()));
    }
  }

  /** How many tables are imported; the others of {@link #tables} are null. */
  int importedTables() {
    return tableCount;
  }

  /** How many memories are imported; the others of {@link #memories} are null. */
  int importedMemories() {
    return memoryCount;
  }

  private void link(Import wanted, Object found) {
    if (found == null) {
      throw WasmException.unlinkable("unknown import " + wanted.module() + "." + wanted.name());
    }
    ExternType type = wanted.type();
    boolean fits;
    if (type instanceof Function function) {
      fits = found instanceof WasmFunction f && f.type().equals(module.types().get(function.typeIndex()));
      functions[functionCount++] = fits ? (WasmFunction) found : null;
    } else if (type instanceof TableType table) {
      fits = found instanceof WasmTable t && t.type() == table.element()
          && fits(table.limits(), t.size(), t.declaredMax());
      tables[tableCount++] = fits ? (WasmTable) found : null;
    } else if (type instanceof MemoryType memory) {
      fits = found instanceof WasmMemory m && fits(memory.limits(), m.pages(), m.declaredMax());
      memories[memoryCount++] = fits ? (WasmMemory) found : null;
    } else {
      GlobalType global = (GlobalType) type;
      fits = found instanceof WasmGlobal g && g.type() == global.type() && g.isMutable() == global.mutable();
      globals[globalCount++] = fits ? (WasmGlobal) found : null;
    }
    if (!fits) {
      throw WasmException.unlinkable(
          "incompatible import type of " + wanted.module() + "." + wanted.name() + ": it is " + describe(found));
    }
  }

  /** Section 3.2.1 of the import's side: what is there now must do, and it must not grow beyond what is expected. */
  private static boolean fits(Limits wanted, long size, long max) {
    return size >= wanted.min()
        && (wanted.max() == Limits.UNBOUNDED || max != Limits.UNBOUNDED && max <= wanted.max());
  }

  private static String describe(Object found) {
    if (found instanceof WasmFunction function) {
      return "a function " + function.type();
    } else if (found instanceof WasmTable table) {
      return "a table of " + table.size() + ' ' + table.type() + max(table.declaredMax());
    } else if (found instanceof WasmMemory memory) {
      return "a memory of " + memory.pages() + " pages" + max(memory.declaredMax());
    }
    WasmGlobal global = (WasmGlobal) found;
    return (global.isMutable() ? "a mutable global " : "an immutable global ") + global.type();
  }

  private static String max(long max) {
    return max == Limits.UNBOUNDED ? "" : ", at most " + max;
  }
}
