package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.Limits;
import java.util.List;

/** Allocates the memory and the tables of an instance, or says why that is not possible. */
final class Allocation {

  private Allocation() {}

  /** Memory 0; null if the module has none. */
  static WasmMemory memory(Module module) {
    if (module.memories().isEmpty()) {
      return null;
    }
    Limits limits = module.memories().get(0).limits();
    if (limits.min() > WasmMemory.MAX_PAGES) {
      throw tooLarge("memory of " + limits.min() + " pages: more than the limit of " + WasmMemory.MAX_PAGES, limits);
    }
    try {
      return new WasmMemory((int) limits.min(), max(limits));
    } catch (OutOfMemoryError e) {
      throw tooLarge("memory of " + limits.min() + " pages: no room for it", limits);
    }
  }

  static WasmTable[] tables(Module module) {
    List<Module.TableType> types = module.tables();
    WasmTable[] tables = new WasmTable[types.size()];
    long total = 0;
    for (int i = 0; i < tables.length; i++) {
      Limits limits = types.get(i).limits();
      total += limits.min();
      // For all tables together: a declaration of five bytes would otherwise allocate as much as one is allowed to.
      if (total > WasmTable.MAX_SIZE) {
        throw tooLarge("tables of " + total + " elements: more than the limit of " + WasmTable.MAX_SIZE, limits);
      }
      try {
        tables[i] = new WasmTable((int) limits.min(), max(limits));
      } catch (OutOfMemoryError e) {
        throw tooLarge("table of " + limits.min() + " elements: no room for it", limits);
      }
    }
    return tables;
  }

  private static long max(Limits limits) {
    return limits.max() == Limits.UNBOUNDED ? Long.MAX_VALUE : limits.max();
  }

  private static WasmException tooLarge(String what, Limits limits) {
    return WasmException.invalid(limits.offset(), what);
  }
}
