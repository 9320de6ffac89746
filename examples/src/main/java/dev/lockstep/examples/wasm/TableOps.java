package dev.lockstep.examples.wasm;

import dev.lockstep.spec.Context;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;

/** Reference and table instructions (sections 4.4.2 and 4.4.6). */
@OpcodeGroup
final class TableOps {

  private TableOps() {}

  // A null reference is a constant of the assembler.

  @Opcode(value = 0xd1, name = "ref.is_null", cold = true)
  static boolean refIsNull(Object reference) {
    return reference == null;
  }

  @Opcode(value = 0xd2, name = "ref.func", cold = true)
  static Object refFunc(@Context WasmInstance vm, @Immediate int function) {
    return vm.function(function);
  }

  @Opcode(value = 0x25, name = "table.get", cold = true)
  static Object tableGet(@Context WasmInstance vm, int element, @Immediate int table) {
    return vm.tables[table].get(element);
  }

  @Opcode(value = 0x26, name = "table.set", cold = true)
  static void tableSet(@Context WasmInstance vm, int element, Object value, @Immediate int table) {
    vm.tables[table].set(element, value);
  }

  @Opcode(value = 0xfc0c, name = "table.init", cold = true)
  static void tableInit(
      @Context WasmInstance vm, int to, int from, int count, @Immediate int segment, @Immediate int table) {
    vm.initTable(segment, table, to, from, count);
    vm.payForElements(count);
  }

  @Opcode(value = 0xfc0d, name = "elem.drop", cold = true)
  static void elemDrop(@Context WasmInstance vm, @Immediate int segment) {
    vm.dropElements(segment);
  }

  @Opcode(value = 0xfc0e, name = "table.copy", cold = true)
  static void tableCopy(
      @Context WasmInstance vm, int to, int from, int count, @Immediate int target, @Immediate int source) {
    vm.tables[target].copy(to, vm.tables[source], from, count);
    vm.payForElements(count);
  }

  /** The old size, or -1. */
  @Opcode(value = 0xfc0f, name = "table.grow", cold = true)
  static int tableGrow(@Context WasmInstance vm, Object value, int count, @Immediate int table) {
    int before = vm.tables[table].grow(count, value);
    if (before >= 0 && count != 0) {
      vm.payForElements(before + count);
    }
    return before;
  }

  @Opcode(value = 0xfc10, name = "table.size", cold = true)
  static int tableSize(@Context WasmInstance vm, @Immediate int table) {
    return vm.tables[table].size();
  }

  @Opcode(value = 0xfc11, name = "table.fill", cold = true)
  static void tableFill(@Context WasmInstance vm, int from, Object value, int count, @Immediate int table) {
    vm.tables[table].fill(from, value, count);
    vm.payForElements(count);
  }
}
