package dev.lockstep.examples.wasm;

import dev.lockstep.spec.Context;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;

/** Variable instructions (section 4.4.5): those on globals, since locals are slots of the frame. */
@OpcodeGroup
final class VariableOps {

  private VariableOps() {}

  @Opcode(value = 0x23, name = "global.get.i32")
  static int globalGetI32(@Context WasmInstance vm, @Immediate int index) {
    return (int) vm.globals[index];
  }

  @Opcode(name = "global.get.i64")
  static long globalGetI64(@Context WasmInstance vm, @Immediate int index) {
    return vm.globals[index];
  }

  @Opcode(name = "global.get.f32", cold = true)
  static float globalGetF32(@Context WasmInstance vm, @Immediate int index) {
    return Float.intBitsToFloat((int) vm.globals[index]);
  }

  @Opcode(name = "global.get.f64", cold = true)
  static double globalGetF64(@Context WasmInstance vm, @Immediate int index) {
    return Double.longBitsToDouble(vm.globals[index]);
  }

  @Opcode(name = "global.get.ref", cold = true)
  static Object globalGetRef(@Context WasmInstance vm, @Immediate int index) {
    return vm.globalReferences[index];
  }

  @Opcode(value = 0x24, name = "global.set.i32")
  static void globalSetI32(@Context WasmInstance vm, int value, @Immediate int index) {
    vm.globals[index] = value;
  }

  @Opcode(name = "global.set.i64")
  static void globalSetI64(@Context WasmInstance vm, long value, @Immediate int index) {
    vm.globals[index] = value;
  }

  @Opcode(name = "global.set.f32", cold = true)
  static void globalSetF32(@Context WasmInstance vm, float value, @Immediate int index) {
    vm.globals[index] = Float.floatToRawIntBits(value);
  }

  @Opcode(name = "global.set.f64", cold = true)
  static void globalSetF64(@Context WasmInstance vm, double value, @Immediate int index) {
    vm.globals[index] = Double.doubleToRawLongBits(value);
  }

  @Opcode(name = "global.set.ref", cold = true)
  static void globalSetRef(@Context WasmInstance vm, Object value, @Immediate int index) {
    vm.globalReferences[index] = value;
  }

  // Mutable globals of other instances, whose values are elsewhere

  @Opcode(name = "imported.get.i32", cold = true)
  static int importedGetI32(@Context WasmInstance vm, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    return (int) global.numbers[global.index];
  }

  @Opcode(name = "imported.get.i64", cold = true)
  static long importedGetI64(@Context WasmInstance vm, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    return global.numbers[global.index];
  }

  @Opcode(name = "imported.get.f32", cold = true)
  static float importedGetF32(@Context WasmInstance vm, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    return Float.intBitsToFloat((int) global.numbers[global.index]);
  }

  @Opcode(name = "imported.get.f64", cold = true)
  static double importedGetF64(@Context WasmInstance vm, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    return Double.longBitsToDouble(global.numbers[global.index]);
  }

  @Opcode(name = "imported.get.ref", cold = true)
  static Object importedGetRef(@Context WasmInstance vm, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    return global.references[global.index];
  }

  @Opcode(name = "imported.set.i32", cold = true)
  static void importedSetI32(@Context WasmInstance vm, int value, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    global.numbers[global.index] = value;
  }

  @Opcode(name = "imported.set.i64", cold = true)
  static void importedSetI64(@Context WasmInstance vm, long value, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    global.numbers[global.index] = value;
  }

  @Opcode(name = "imported.set.f32", cold = true)
  static void importedSetF32(@Context WasmInstance vm, float value, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    global.numbers[global.index] = Float.floatToRawIntBits(value);
  }

  @Opcode(name = "imported.set.f64", cold = true)
  static void importedSetF64(@Context WasmInstance vm, double value, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    global.numbers[global.index] = Double.doubleToRawLongBits(value);
  }

  @Opcode(name = "imported.set.ref", cold = true)
  static void importedSetRef(@Context WasmInstance vm, Object value, @Immediate int index) {
    WasmGlobal global = vm.importedGlobals[index];
    global.references[global.index] = value;
  }
}
