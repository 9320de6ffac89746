package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.Limits;
import java.util.List;

/** Allocates the memories and the tables of an instance, or says why that is not possible. What is imported is there already. */
final class Allocation {

  private Allocation() {}

  /** The memories, of which those defined here may have {@code maxPages} pages together. */
  static WasmMemory[] memories(Module module, Linker linked, int maxPages) {
    WasmMemory[] memories = linked.memories;
    PageBudget budget = new PageBudget(maxPages);
    for (int i = linked.importedMemories(); i < memories.length; i++) {
      Limits limits = module.memories().get(i).limits();
      if (!budget.take(limits.min())) {
        throw tooLarge("memory of " + limits.min() + " pages: more than the limit of " + maxPages, limits);
      }
      try {
        memories[i] = new WasmMemory((int) limits.min(), limits.max(), budget);
      } catch (OutOfMemoryError e) {
        throw tooLarge("memory of " + limits.min() + " pages: no room for it", limits);
      }
    }
    return memories;
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
