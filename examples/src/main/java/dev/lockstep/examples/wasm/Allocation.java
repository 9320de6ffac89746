package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.Limits;
import java.util.List;

/** Allocates the memory and the tables of an instance, or says why that is not possible. What is imported is there already. */
final class Allocation {

  private Allocation() {}

  /** Memory 0; null if the module has none. */
  static WasmMemory memory(Module module, Linker linked, int maxPages) {
    if (module.memories().isEmpty()) {
      return null;
    }
    if (linked.memories[0] != null) {
      return linked.memories[0];
    }
    Limits limits = module.memories().get(0).limits();
    if (limits.min() > maxPages) {
      throw tooLarge("memory of " + limits.min() + " pages: more than the limit of " + maxPages, limits);
    }
    try {
      return new WasmMemory((int) limits.min(), limits.max(), maxPages);
    } catch (OutOfMemoryError e) {
      throw tooLarge("memory of " + limits.min() + " pages: no room for it", limits);
    }
  }

  static WasmTable[] tables(Module module, Linker linked) {
    List<Module.TableType> types = module.tables();
    WasmTable[] tables = linked.tables;
    long total = 0;
    for (int i = linked.importedTables(); i < tables.length; i++) {
      Limits limits = types.get(i).limits();
      total += limits.min();
      // For all tables together: a declaration of five bytes would otherwise allocate as much as one is allowed to.
      if (total > WasmTable.MAX_SIZE) {
        throw tooLarge("tables of " + total + " elements: more than the limit of " + WasmTable.MAX_SIZE, limits);
      }
      try {
        tables[i] = new WasmTable(types.get(i).element(), (int) limits.min(), limits.max());
      } catch (OutOfMemoryError e) {
        throw tooLarge("table of " + limits.min() + " elements: no room for it", limits);
      }
    }
    return tables;
  }

  private static WasmException tooLarge(String what, Limits limits) {
    return WasmException.invalid(limits.offset(), what);
  }
}
