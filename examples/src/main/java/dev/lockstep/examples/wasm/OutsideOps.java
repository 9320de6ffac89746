package dev.lockstep.examples.wasm;

import dev.lockstep.spec.Context;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;

/**
 * Calls that leave the instance: what stubs consist of (see {@link Stubs}). Values travel boxed; they are on the operand stack,
 * as a list of arguments and an array of results, so that nothing is kept elsewhere in between.
 */
@OpcodeGroup
final class OutsideOps {

  private OutsideOps() {}

  @Opcode(name = "outside.import", cold = true)
  static Object outsideImport(@Context WasmInstance vm, @Immediate int function) {
    return vm.function(function);
  }

  /** Whom an indirect call of this instance has found. */
  @Opcode(name = "outside.callee", cold = true)
  static Object outsideCallee(@Context WasmInstance vm) {
    return vm.takeForeignCallee();
  }

  @Opcode(name = "outside.argument.i32", cold = true)
  static Object outsideArgumentI32(Object before, int value) {
    return new Argument(before, value);
  }

  @Opcode(name = "outside.argument.i64", cold = true)
  static Object outsideArgumentI64(Object before, long value) {
    return new Argument(before, value);
  }

  @Opcode(name = "outside.argument.f32", cold = true)
  static Object outsideArgumentF32(Object before, float value) {
    return new Argument(before, value);
  }

  @Opcode(name = "outside.argument.f64", cold = true)
  static Object outsideArgumentF64(Object before, double value) {
    return new Argument(before, value);
  }

  @Opcode(name = "outside.argument.ref", cold = true)
  static Object outsideArgumentRef(Object before, Object value) {
    return new Argument(before, value);
  }

  @Opcode(name = "outside.call", cold = true)
  static Object outsideCall(@Context WasmInstance vm, Object callee, Object arguments) {
    return vm.callForeign((WasmFunction) callee, (Argument) arguments);
  }

  @Opcode(name = "outside.result.i32", cold = true)
  static int outsideResultI32(Object results, @Immediate int index) {
    return (Integer) ((Object[]) results)[index];
  }

  @Opcode(name = "outside.result.i64", cold = true)
  static long outsideResultI64(Object results, @Immediate int index) {
    return (Long) ((Object[]) results)[index];
  }

  @Opcode(name = "outside.result.f32", cold = true)
  static float outsideResultF32(Object results, @Immediate int index) {
    return (Float) ((Object[]) results)[index];
  }

  @Opcode(name = "outside.result.f64", cold = true)
  static double outsideResultF64(Object results, @Immediate int index) {
    return (Double) ((Object[]) results)[index];
  }

  @Opcode(name = "outside.result.ref", cold = true)
  static Object outsideResultRef(Object results, @Immediate int index) {
    return ((Object[]) results)[index];
  }
}
