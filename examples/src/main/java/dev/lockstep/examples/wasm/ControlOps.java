package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Trap;
import dev.lockstep.spec.Context;
import dev.lockstep.spec.Control;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;
import dev.lockstep.spec.Target;

/**
 * Control and parametric instructions (sections 4.4.8 and 4.4.4). Blocks and loops are labels of the assembler, and an if is a
 * {@code br_if}: see {@link Translator}.
 */
@OpcodeGroup
final class ControlOps {

  private static final Trap UNREACHABLE = new Trap("unreachable");

  private ControlOps() {}

  @Opcode(value = 0x00, control = Control.TRAP)
  static Trap unreachable() {
    return UNREACHABLE;
  }

  @Opcode(value = 0x0c, control = Control.JUMP)
  static void br(@Target int label) {}

  @Opcode(value = 0x0d, name = "br_if", control = Control.BRANCH)
  static boolean brIf(boolean condition, @Target int label) {
    return condition;
  }

  @Opcode(value = 0x0e, name = "br_table", control = Control.SWITCH)
  static int brTable(int index, @Target int labels) {
    return index;
  }

  @Opcode(value = 0x0f, name = "return", control = Control.RETURN)
  static void ret() {}

  @Opcode(value = 0x10, control = Control.CALL)
  static void call() {}

  @Opcode(value = 0x11, name = "call_indirect", control = Control.CALL)
  static int callIndirect(@Context WasmInstance vm, int element, @Immediate int table, @Immediate int type) {
    return vm.callee(table, element, type);
  }

  @Opcode(value = 0x12, name = "return_call", control = Control.TAIL_CALL)
  static void returnCall() {}

  @Opcode(value = 0x13, name = "return_call_indirect", control = Control.TAIL_CALL)
  static int returnCallIndirect(@Context WasmInstance vm, int element, @Immediate int table, @Immediate int type) {
    return vm.callee(table, element, type);
  }

  // Dropping is done by the assembler.

  @Opcode(value = 0x1b, name = "select.i32")
  static int selectI32(int x, int y, boolean condition) {
    return condition ? x : y;
  }

  @Opcode(name = "select.i64")
  static long selectI64(long x, long y, boolean condition) {
    return condition ? x : y;
  }

  @Opcode(name = "select.f32", cold = true)
  static float selectF32(float x, float y, boolean condition) {
    return condition ? x : y;
  }

  @Opcode(name = "select.f64")
  static double selectF64(double x, double y, boolean condition) {
    return condition ? x : y;
  }

  @Opcode(value = 0x1c, name = "select.ref", cold = true)
  static Object selectRef(Object x, Object y, boolean condition) {
    return condition ? x : y;
  }
}
