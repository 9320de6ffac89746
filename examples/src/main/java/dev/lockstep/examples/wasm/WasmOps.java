package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Trap;
import dev.lockstep.spec.Context;
import dev.lockstep.spec.Control;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.InstructionSet;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.Target;
import dev.lockstep.spec.TrapRule;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * What each opcode of WebAssembly does, in the order of the opcodes (section 5.4). Parameters are the instance if
 * needed, then the operands from the bottom of the stack to the top, then the immediates. Opcodes that differ only in
 * the type they handle are one in the binary format; there the first variant has its number.
 *
 * <p>What compiled C code does seldom is cold: it is dispatched twice.
 *
 * <p>Methods are far below the 35 bytes of bytecode that HotSpot inlines without looking at a profile. The class is one
 * because an instruction set is; hence its length.
 */
@InstructionSet(
    name = "Wasm",
    fuse = {
      // Addresses
      "i32.add(_, i32.shl(_, #))",
      "i32.add(i32.shl(_, #), _)",
      "i32.add(i32.shl(_, #), #)",
      "i32.add(_, i32.and(_, #))",
      "i32.add(i32.and(_, #), #)",
      "i32.add(i32.mul(_, #), #)",
      "i32.add(i32.add(_, _), #)",
      "i32.add(_, i32.add(_, _))",
      "i32.add(i32.wrap_i64(_), #)",
      "i32.load(i32.add(_, _))",
      "i32.load(i32.add(_, #))",
      "i32.load(i32.add(_, i32.shl(_, #)))",
      "i32.load8_u(i32.add(_, _))",
      "i32.load8_u(i32.add(_, #))",
      "i32.load8_u(i32.add(i32.wrap_i64(_), #))",
      "f64.load(i32.add(_, _))",
      "f64.load(i32.add(_, #))",
      "f64.load(i32.add(_, i32.shl(_, #)))",
      "i32.store(i32.add(_, _), _)",
      "i32.store(i32.add(_, #), _)",
      "i32.store8(i32.add(_, _), _)",
      "i32.store8(i32.add(_, #), _)",
      "i32.store8(i32.add(_, #), #)",
      // Updates and copies of what is in memory
      "i32.add(i32.load(_), #)",
      "i32.add(i32.load(_), _)",
      "i32.store(_, i32.add(_, _))",
      "i32.store(_, i32.add(_, #))",
      "i32.store(_, i32.load(_))",
      "i32.store8(_, i32.load8_u(_))",
      "i32.store8(_, i32.load8_u(i32.add(_, #)))",
      "i64.store(_, i64.load(_))",
      "f64.store(_, f64.add(_, _))",
      "f64.store(_, f64.sub(_, _))",
      // Bit fields, hashes and ciphers
      "i32.and(i32.shr_u(_, #), #)",
      "i32.and(i32.load8_u(_), #)",
      "i32.xor(_, i32.rotl(_, #))",
      "i32.xor(_, i32.shr_u(_, #))",
      "i32.add(_, i32.xor(_, _))",
      "i64.xor(i64.shl(_, #), _)",
      "i64.add(_, i64.mul(_, #))",
      "i32.sub(#, _)",
      // Floating point
      "f64.add(f64.mul(_, _), _)",
      "f64.add(_, f64.mul(_, _))",
      "f64.add(_, f64.add(_, _))",
      "f64.add(_, f64.sub(_, _))",
      "f64.add(_, f64.load(_))",
      "f64.sub(_, f64.mul(_, _))",
      "f64.sub(_, f64.load(_))",
      "f64.mul(f64.add(_, _), _)",
      "f64.mul(f64.mul(_, _), _)",
      "f64.mul(_, f64.load(_))",
      // Conditions that have no inverse of their own
      "br_if(i32.eqz(i32.and(_, _)))",
      "br_if(i32.eqz(i32.and(_, #)))",
      "br_if(i32.eqz(i32.load(_)))",
      "br_if(i32.eqz(i32.load8_u(_)))",
      "br_if(i32.eqz(f64.eq(_, _)))",
      "br_if(i32.eqz(f64.ne(_, _)))",
      "br_if(i32.eqz(f64.lt(_, _)))",
      "br_if(i32.eqz(f64.lt(_, #)))",
      "br_if(i32.eqz(f64.gt(_, _)))",
      "br_if(i32.eqz(f64.gt(_, #)))",
      "br_if(i32.eqz(f64.le(_, _)))",
      "br_if(i32.eqz(f64.le(_, #)))",
      "br_if(i32.eqz(f64.ge(_, _)))",
      "br_if(i32.eqz(f64.ge(_, #)))",
      // Dispatch
      "br_table(i32.sub(_, #))",
      "br_table(i32.load8_u(_))",
      "call_indirect(i32.load(_))",
      // Sequences: those that a profile of the kernels, Lua and bzip2 puts first (see docs/benchmarks.md). Calls and results
      "br_if(i32.ge_s(_, #)); return",
      "i32.add(_, #); i32.add(i32.mul(_, #), #); i32.and(i32.shr_u(_, #), #); i32.load(i32.add(_, #)); call_indirect",
      "i32.add(i32.mul(_, #), #); i32.and(i32.shr_u(_, #), #); move.long; move.int; i32.load(i32.add(_, #)); "
          + "call_indirect",
      "i32.add; i32.gt_u(_, #); i32.sub(_, #); br_if; i32.add; return",
      "i32.shl(_, #); i64.extend_i32_s; i64.sub; return",
      "i32.sub(_, #); call",
      "i64.extend_i32_s; i64.add(_, i64.mul(_, #)); return",
      "i64.extend_i32_s; i64.add; return",
      "i64.extend_i32_s; i64.xor(i64.shl(_, #), _); i64.xor; return",
      "i64.sub(_, #); call",
      "move.long; return",
      // Floating point
      "br_if(i32.eqz(f64.le(_, #))); f64.mul(f64.add(_, _), _); f64.add; f64.add(_, f64.sub(_, _)); const.int; "
          + "i32.add(_, #)",
      "const.double; f64.mul; f64.div; f64.sub(_, f64.mul(_, _)); f64.store; f64.load",
      "const.int; f64.load; f64.mul(_, #); f64.add; const.int; f64.store",
      "f64.add(_, f64.sub(_, _)); f64.mul; f64.mul(f64.add(_, _), _); f64.add; f64.mul; f64.add",
      "f64.load(i32.add(_, #)); f64.load(i32.add(_, _)); f64.mul; f64.load; f64.mul(_, f64.load(_)); "
          + "f64.add(_, f64.add(_, _))",
      "f64.load; f64.load; i32.sub(_, #); f64.sub(_, f64.load(_)); f64.mul; i32.sub(_, #)",
      "f64.mul(f64.mul(_, _), _); f64.store(_, f64.sub(_, _)); f64.load; f64.mul(f64.mul(_, _), _); "
          + "f64.store(_, f64.sub(_, _))",
      "f64.mul; f64.mul; f64.add; br_if(f64.le(_, #)); move.int; br",
      "f64.mul; i32.sub(_, #); f64.sub(_, f64.load(_)); f64.add(_, f64.mul(_, _)); f64.add; f64.sqrt",
      "f64.sub(_, f64.load(_)); f64.mul",
      "i32.add(_, #); f64.load(i32.add(_, #)); f64.load(i32.add(_, #)); f64.load(i32.add(_, #)); "
          + "f64.load(i32.add(_, _))",
      "i32.add(_, #); i32.div_u(_, #); i32.mul(_, #); i32.sub; f64.convert_i32_s; f64.store",
      "i32.sub(_, #); f64.mul(f64.mul(_, _), _); f64.add(_, f64.load(_)); f64.store",
      // Hashes and ciphers
      "const.int; i32.load8_u; i32.shl; i32.xor(_, #); i32.or(_, #); i32.rem_s",
      "i32.add; i32.load(i32.add(_, #)); i32.rotl(_, #); i32.xor(_, i32.rotl(_, #)); i32.xor(_, i32.shr_u(_, #))",
      "i32.add; i32.rotl(_, #); i32.xor(_, i32.rotl(_, #)); i32.xor(_, i32.rotl(_, #)); i32.add; i32.add",
      "i32.and; i32.and; i32.xor; i32.rotl(_, #); i32.xor(_, i32.rotl(_, #)); i32.xor(_, i32.rotl(_, #))",
      "i32.xor(_, #); i32.and; i32.add(_, i32.add(_, _))",
      "i32.xor; move.int",
      "move.int; i32.sub(_, #); br_if; i64.xor",
      // Dispatch
      "i32.add(i32.and(_, #), #); i32.load8_u; br_table",
      "i32.and(_, #); i32.add(i32.shl(_, #), #); i32.load; br_table(i32.sub(_, #))",
      "move.int; i32.and(i32.shr_u(_, #), #); i32.add; i32.load8_u; br_table(i32.sub(_, #))",
      // Bytes
      "i32.add(_, #); i32.load8_u; i32.store8; move.int; br_if(i32.ne(_, _))",
      "i32.add(_, #); i32.store8(_, i32.load8_u(i32.add(_, #)))",
      "i32.add(_, #); i32.store8(_, i32.load8_u(i32.add(_, #))); i32.add(_, #); "
          + "i32.store8(_, i32.load8_u(i32.add(_, #))); i32.add(_, #); i32.store8(_, i32.load8_u(i32.add(_, #)))",
      "i32.add; i32.load8_u; i32.add; i32.load8_u; br_if(i32.eq(_, _)); i32.lt_u",
      "i32.load8_u(i32.add(i32.wrap_i64(_), #)); br_if(i32.eqz(_)); i32.add(_, #); i64.mul; "
          + "br_if(i64.ge_u(_, _)); move.int",
      "i32.load8_u; br_if(i32.ne(_, #))",
      "i32.load; i32.add(_, i32.add(_, _)); i32.load8_u; i32.sub; br_if; i32.add(_, i32.shl(_, #))",
      "i32.store8(_, #); i32.add; i64.add; br_if(i64.lt_u(_, _))",
      "i32.store8(_, #); i32.store8(i32.add(_, #), #); i32.store8(i32.add(_, #), #); "
          + "i32.store8(i32.add(_, #), #); i32.store8(i32.add(_, #), #); i32.store8(i32.add(_, #), #)",
      "i64.store(_, i64.load(_)); i32.store8(_, i32.load8_u(_))",
      // Loops and conditions
      "br_if(i32.eq(_, #)); br_if(i32.eq(_, #)); const.int; br",
      "br_if(i32.eq(_, _)); i32.add; i32.add(_, i32.shl(_, #)); i32.load; br_if(i32.and(_, #)); "
          + "i32.load(i32.add(_, #))",
      "const.int; br_if(i32.eqz(_))",
      "i32.add(_, #); br",
      "i32.add(_, #); i32.add; i32.add(_, #); i64.add(_, #); br_if(i64.ne(_, _))",
      "i32.add(_, #); i32.sub(_, #); br_if(i32.ne(_, #))",
      "i32.add(_, #); i32.sub(_, #); move.int; i32.add(_, i32.shl(_, #)); i32.load; br_if",
      "i32.add(_, i32.add(_, _)); i32.add; br_if(i32.ne(_, #)); i32.add; i32.add; i32.add",
      "i32.eq(_, #); i32.eqz(i32.and(_, #)); i32.or; i32.and(_, #); i32.shr_u(_, #); br_if(i32.ne(_, _))",
      "i32.load; br_if(i32.eqz(_))",
      "i32.load; br_if(i32.lt_s(_, _)); i32.sub(_, #); i32.add(i32.shl(_, #), #); move.int",
      "i32.store(_, i32.add(_, _)); i32.add(_, #); br_if(i32.ne(_, #)); const.int",
      "i32.sub(_, #); br_if",
      "i32.sub(_, #); i32.load; i32.sub(_, #); br_if(i32.lt_s(_, _)); i32.add(_, #); br_if(i32.lt_s(_, _))",
      "i64.sub(_, #); i32.load; i64.load32_u; br_if(i64.ge_u(_, _)); i32.load; i32.wrap_i64",
      "move.int; br_if(i32.eqz(_)); i32.sub(_, #); i32.and(_, #); br_if(i32.eqz(_))",
      "move.int; i32.add(_, #); br_if(i32.gt_u(_, #)); i32.mul(_, #)",
      "move.int; i32.load; i32.and(i32.shr_u(_, #), #); i32.add; br",
      "move.int; i32.store; br_if(i32.lt_s(_, #)); i32.sub(_, #); i32.add(_, i32.shl(_, #)); const.int",
      "move.long; i32.add(_, #); move.int; br_if(i32.ne(_, _)); i32.add(i32.mul(_, #), #); i32.and(i32.shr_u(_, #), #)",
      // Addresses, loads and stores
      "i32.add(_, #); i32.add(_, #)",
      "i32.add(_, #); i32.add; i32.load; i32.and(_, #); i32.store; i32.sub(_, #)",
      "i32.add(_, i32.shl(_, #)); i32.load",
      "i32.add(i32.shl(_, #), #); move.int",
      "i32.add; i32.load(i32.add(_, #)); i32.and(_, #); i32.sub(_, #); i32.store",
      "i32.add; i32.sub(_, #); i32.load(i32.add(_, #))",
      "i32.and(_, #); i32.or; i32.and(i32.shr_u(_, #), #); i32.shr_u(_, #); i32.or; i32.or",
      "i32.load(i32.add(_, _)); i32.add(_, #)",
      "i32.load; i32.load",
      "i32.load; i32.store(_, i32.load(_)); i32.store; i32.sub(_, #)",
      "i32.store; i32.add(_, #)",
      "i32.store; i32.store(i32.add(_, #), _)",
      "i32.store; i32.store; const.int; const.int",
      "i32.sub(_, #); i32.store",
      "move.int; i32.load(i32.add(_, #))",
      "move.int; move.int"
    },
    hot = {
      "{br,return,call,select.i32,global.set.i32}",
      "br_if{,(i32.eqz(_)),(i32.eq(_, #)),(i32.eq(_, _)),(i32.ne(_, #)),(i32.ne(_, _)),(i64.ne(_, #))}",
      "br_if{(i32.ge_s(_, #)),(i32.ge_s(_, _)),(i32.gt_s(_, _)),(i32.le_s(_, #)),(i32.le_s(_, _))}",
      "br_if{(i32.lt_s(_, #)),(i32.lt_s(_, _)),(i32.lt_u(_, #)),(i64.lt_u(_, _)),(i32.eqz(i32.and(_, #)))}",
      "br_table{,(i32.sub(_, #))}",
      "i32.load{,(i32.add(_, #)),(i32.add(_, _))}",
      "i32.{load16_u,gt_s,lt_s}",
      "i32.load8_u{,(i32.add(_, #)),(i32.add(i32.wrap_i64(_), #))}",
      "i32.store{,(_, i32.load(_)),(i32.add(_, #), _)}",
      "i32.store8{,(i32.add(_, #), #),(_, i32.load8_u(_))}",
      "i32.add{,(_, #),(i32.load(_), #),(i32.load(_), _),(_, i32.add(_, _)),(_, i32.shl(_, #))}",
      "i32.add{(i32.add(_, _), #),(i32.mul(_, #), #),(i32.shl(_, #), #)}",
      "i32.and{,(_, #),(i32.load8_u(_), #),(i32.shr_u(_, #), #)}",
      "i32.{mul,shr_s,shr_u}(_, #)",
      "i32.{or,shl,sub}{,(_, #)}",
      "i32.xor{(_, #),(_, i32.rotl(_, #)),(_, i32.shr_u(_, #))}",
      "i64.{load,load32_s,store,extend_i32_s}",
      "i64.add{,(_, #),(_, i64.mul(_, #))}",
      "i64.{and,mul}(_, #)",
      "i64.sub{,(_, #)}",
      "i64.xor{,(i64.shl(_, #), _)}",
      "f64.load",
      "f64.store{,(_, f64.sub(_, _))}",
      "f64.add{,(_, f64.mul(_, _))}",
      "f64.mul{(_, #),(f64.mul(_, _), _)}",
      "f64.sub{(_, f64.load(_)),(_, f64.mul(_, _))}"
    },
    traps = {
      @TrapRule(on = ArithmeticException.class, reason = "integer divide by zero"),
      @TrapRule(on = IndexOutOfBoundsException.class, reason = "out of bounds memory access")
    })
final class WasmOps {

  private static final VarHandle I16 = littleEndian(short[].class);
  private static final VarHandle I32 = littleEndian(int[].class);
  private static final VarHandle I64 = littleEndian(long[].class);

  private static final Trap OVERFLOW = new Trap("integer overflow");
  private static final Trap INVALID_CONVERSION = new Trap("invalid conversion to integer");
  private static final Trap UNREACHABLE = new Trap("unreachable");

  private WasmOps() {}

  private static VarHandle littleEndian(Class<?> view) {
    return MethodHandles.byteArrayViewVarHandle(view, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The array index of a memory access: {@code address + offset}, both unsigned, or a negative number if that does not
   * fit into 31 bits. No memory is that large (see {@link WasmMemory#MAX_PAGES}), so the bounds check of the array
   * access itself is the only comparison. The sum of two numbers without sign bit shows its overflow as a sign bit; a
   * sign bit in one of the two is or-ed in. With a constant offset that leaves an addition, an and, and an or; with 0,
   * which HotSpot does not find out on its own, nothing: compiled {@code sha256} takes 0.86 of its time.
   */
  private static int effective(int address, int offset) {
    return offset == 0 ? address : address + offset | (address | offset) & Integer.MIN_VALUE;
  }

  private static Trap truncationTrap(double x) {
    return x != x ? INVALID_CONVERSION : OVERFLOW;
  }

  /** Truncates to an unsigned 64-bit number, the nearest there is; NaN gives 0. */
  private static long saturateUnsigned(double x) {
    // From 2^63 on the subtraction is exact, and from 2^64 on the cast saturates to what becomes all ones.
    return x >= 0x1p63 ? (long) (x - 0x1p63) ^ Long.MIN_VALUE : Math.max((long) x, 0);
  }

  // Control (section 4.4.8). Blocks and loops are labels of the assembler, and an if is a br_if: see Translator.

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

  // Parametric (section 4.4.4). Dropping is done by the assembler.

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

  // Globals (section 4.4.5). Locals are slots of the frame.

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

  // Table elements (section 4.4.6)

  @Opcode(value = 0x25, name = "table.get", cold = true)
  static Object tableGet(@Context WasmInstance vm, int element, @Immediate int table) {
    return vm.tables[table].get(element);
  }

  @Opcode(value = 0x26, name = "table.set", cold = true)
  static void tableSet(@Context WasmInstance vm, int element, Object value, @Immediate int table) {
    vm.tables[table].set(element, value);
  }

  // Memory (section 4.4.7)

  @Opcode(value = 0x28, name = "i32.load", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static int i32Load(@Context WasmInstance vm, int address, @Immediate int offset) {
    return (int) I32.get(vm.memory, effective(address, offset));
  }

  @Opcode(value = 0x29, name = "i64.load", fuse = Fuse.CONSTANT)
  static long i64Load(@Context WasmInstance vm, int address, @Immediate int offset) {
    return (long) I64.get(vm.memory, effective(address, offset));
  }

  @Opcode(value = 0x2a, name = "f32.load")
  static float f32Load(@Context WasmInstance vm, int address, @Immediate int offset) {
    return Float.intBitsToFloat((int) I32.get(vm.memory, effective(address, offset)));
  }

  @Opcode(value = 0x2b, name = "f64.load")
  static double f64Load(@Context WasmInstance vm, int address, @Immediate int offset) {
    return Double.longBitsToDouble((long) I64.get(vm.memory, effective(address, offset)));
  }

  @Opcode(value = 0x2c, name = "i32.load8_s")
  static int i32Load8S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return vm.memory[effective(address, offset)];
  }

  @Opcode(value = 0x2d, name = "i32.load8_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static int i32Load8U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return vm.memory[effective(address, offset)] & 0xff;
  }

  @Opcode(value = 0x2e, name = "i32.load16_s")
  static int i32Load16S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return (short) I16.get(vm.memory, effective(address, offset));
  }

  @Opcode(value = 0x2f, name = "i32.load16_u")
  static int i32Load16U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return (short) I16.get(vm.memory, effective(address, offset)) & 0xffff;
  }

  @Opcode(value = 0x30, name = "i64.load8_s", cold = true)
  static long i64Load8S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return vm.memory[effective(address, offset)];
  }

  @Opcode(value = 0x31, name = "i64.load8_u")
  static long i64Load8U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return vm.memory[effective(address, offset)] & 0xff;
  }

  @Opcode(value = 0x32, name = "i64.load16_s", cold = true)
  static long i64Load16S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return (short) I16.get(vm.memory, effective(address, offset));
  }

  @Opcode(value = 0x33, name = "i64.load16_u")
  static long i64Load16U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return (short) I16.get(vm.memory, effective(address, offset)) & 0xffff;
  }

  @Opcode(value = 0x34, name = "i64.load32_s")
  static long i64Load32S(@Context WasmInstance vm, int address, @Immediate int offset) {
    return (int) I32.get(vm.memory, effective(address, offset));
  }

  @Opcode(value = 0x35, name = "i64.load32_u")
  static long i64Load32U(@Context WasmInstance vm, int address, @Immediate int offset) {
    return (int) I32.get(vm.memory, effective(address, offset)) & 0xffff_ffffL;
  }

  @Opcode(value = 0x36, name = "i32.store", fuse = Fuse.CONSTANT)
  static void i32Store(@Context WasmInstance vm, int address, int value, @Immediate int offset) {
    I32.set(vm.memory, effective(address, offset), value);
  }

  @Opcode(value = 0x37, name = "i64.store", fuse = Fuse.CONSTANT)
  static void i64Store(@Context WasmInstance vm, int address, long value, @Immediate int offset) {
    I64.set(vm.memory, effective(address, offset), value);
  }

  @Opcode(value = 0x38, name = "f32.store")
  static void f32Store(@Context WasmInstance vm, int address, float value, @Immediate int offset) {
    I32.set(vm.memory, effective(address, offset), Float.floatToRawIntBits(value));
  }

  @Opcode(value = 0x39, name = "f64.store")
  static void f64Store(@Context WasmInstance vm, int address, double value, @Immediate int offset) {
    I64.set(vm.memory, effective(address, offset), Double.doubleToRawLongBits(value));
  }

  @Opcode(value = 0x3a, name = "i32.store8", fuse = Fuse.CONSTANT)
  static void i32Store8(@Context WasmInstance vm, int address, int value, @Immediate int offset) {
    vm.memory[effective(address, offset)] = (byte) value;
  }

  @Opcode(value = 0x3b, name = "i32.store16", fuse = Fuse.CONSTANT)
  static void i32Store16(@Context WasmInstance vm, int address, int value, @Immediate int offset) {
    I16.set(vm.memory, effective(address, offset), (short) value);
  }

  @Opcode(value = 0x3c, name = "i64.store8")
  static void i64Store8(@Context WasmInstance vm, int address, long value, @Immediate int offset) {
    vm.memory[effective(address, offset)] = (byte) value;
  }

  @Opcode(value = 0x3d, name = "i64.store16", cold = true)
  static void i64Store16(@Context WasmInstance vm, int address, long value, @Immediate int offset) {
    I16.set(vm.memory, effective(address, offset), (short) value);
  }

  @Opcode(value = 0x3e, name = "i64.store32")
  static void i64Store32(@Context WasmInstance vm, int address, long value, @Immediate int offset) {
    I32.set(vm.memory, effective(address, offset), (int) value);
  }

  @Opcode(value = 0x3f, name = "memory.size", cold = true)
  static int memorySize(@Context WasmInstance vm) {
    return vm.memory.length / WasmMemory.PAGE_SIZE;
  }

  /** The old size in pages, or -1. */
  @Opcode(value = 0x40, name = "memory.grow", cold = true)
  static int memoryGrow(@Context WasmInstance vm, int pages) {
    return vm.growMemory(0, pages);
  }

  // i32 comparisons (section 4.3.2)

  @Opcode(value = 0x45, name = "i32.eqz", fuse = Fuse.BRANCH)
  static boolean i32Eqz(int x) {
    return x == 0;
  }

  @Opcode(value = 0x46, name = "i32.eq", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32Eq(int x, int y) {
    return x == y;
  }

  @Opcode(value = 0x47, name = "i32.ne", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32Ne(int x, int y) {
    return x != y;
  }

  @Opcode(value = 0x48, name = "i32.lt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LtS(int x, int y) {
    return x < y;
  }

  @Opcode(value = 0x49, name = "i32.lt_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LtU(int x, int y) {
    return Integer.compareUnsigned(x, y) < 0;
  }

  @Opcode(value = 0x4a, name = "i32.gt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GtS(int x, int y) {
    return x > y;
  }

  @Opcode(value = 0x4b, name = "i32.gt_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GtU(int x, int y) {
    return Integer.compareUnsigned(x, y) > 0;
  }

  @Opcode(value = 0x4c, name = "i32.le_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LeS(int x, int y) {
    return x <= y;
  }

  @Opcode(value = 0x4d, name = "i32.le_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LeU(int x, int y) {
    return Integer.compareUnsigned(x, y) <= 0;
  }

  @Opcode(value = 0x4e, name = "i32.ge_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GeS(int x, int y) {
    return x >= y;
  }

  @Opcode(value = 0x4f, name = "i32.ge_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GeU(int x, int y) {
    return Integer.compareUnsigned(x, y) >= 0;
  }

  // i64 comparisons (section 4.3.2)

  @Opcode(value = 0x50, name = "i64.eqz", fuse = Fuse.BRANCH)
  static boolean i64Eqz(long x) {
    return x == 0;
  }

  @Opcode(value = 0x51, name = "i64.eq", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64Eq(long x, long y) {
    return x == y;
  }

  @Opcode(value = 0x52, name = "i64.ne", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64Ne(long x, long y) {
    return x != y;
  }

  @Opcode(value = 0x53, name = "i64.lt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64LtS(long x, long y) {
    return x < y;
  }

  @Opcode(value = 0x54, name = "i64.lt_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64LtU(long x, long y) {
    return Long.compareUnsigned(x, y) < 0;
  }

  @Opcode(value = 0x55, name = "i64.gt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64GtS(long x, long y) {
    return x > y;
  }

  @Opcode(value = 0x56, name = "i64.gt_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64GtU(long x, long y) {
    return Long.compareUnsigned(x, y) > 0;
  }

  @Opcode(value = 0x57, name = "i64.le_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64LeS(long x, long y) {
    return x <= y;
  }

  @Opcode(value = 0x58, name = "i64.le_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64LeU(long x, long y) {
    return Long.compareUnsigned(x, y) <= 0;
  }

  @Opcode(value = 0x59, name = "i64.ge_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64GeS(long x, long y) {
    return x >= y;
  }

  @Opcode(value = 0x5a, name = "i64.ge_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64GeU(long x, long y) {
    return Long.compareUnsigned(x, y) >= 0;
  }

  // f32 comparisons (section 4.3.3): Java compares NaN as the specification does.

  @Opcode(value = 0x5b, name = "f32.eq", cold = true)
  static boolean f32Eq(float x, float y) {
    return x == y;
  }

  @Opcode(value = 0x5c, name = "f32.ne", cold = true)
  static boolean f32Ne(float x, float y) {
    return x != y;
  }

  @Opcode(value = 0x5d, name = "f32.lt", cold = true)
  static boolean f32Lt(float x, float y) {
    return x < y;
  }

  @Opcode(value = 0x5e, name = "f32.gt", cold = true)
  static boolean f32Gt(float x, float y) {
    return x > y;
  }

  @Opcode(value = 0x5f, name = "f32.le", cold = true)
  static boolean f32Le(float x, float y) {
    return x <= y;
  }

  @Opcode(value = 0x60, name = "f32.ge", cold = true)
  static boolean f32Ge(float x, float y) {
    return x >= y;
  }

  // f64 comparisons (section 4.3.3): Java compares NaN as the specification does.

  @Opcode(value = 0x61, name = "f64.eq", fuse = Fuse.BRANCH)
  static boolean f64Eq(double x, double y) {
    return x == y;
  }

  @Opcode(value = 0x62, name = "f64.ne", fuse = Fuse.BRANCH)
  static boolean f64Ne(double x, double y) {
    return x != y;
  }

  @Opcode(value = 0x63, name = "f64.lt", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Lt(double x, double y) {
    return x < y;
  }

  @Opcode(value = 0x64, name = "f64.gt", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Gt(double x, double y) {
    return x > y;
  }

  @Opcode(value = 0x65, name = "f64.le", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Le(double x, double y) {
    return x <= y;
  }

  @Opcode(value = 0x66, name = "f64.ge", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Ge(double x, double y) {
    return x >= y;
  }

  // i32 arithmetic (section 4.3.2). Java masks shift counts as the specification does.

  @Opcode(value = 0x67, name = "i32.clz", cold = true)
  static int i32Clz(int x) {
    return Integer.numberOfLeadingZeros(x);
  }

  @Opcode(value = 0x68, name = "i32.ctz", cold = true)
  static int i32Ctz(int x) {
    return Integer.numberOfTrailingZeros(x);
  }

  @Opcode(value = 0x69, name = "i32.popcnt", cold = true)
  static int i32Popcnt(int x) {
    return Integer.bitCount(x);
  }

  @Opcode(value = 0x6a, name = "i32.add", fuse = Fuse.CONSTANT)
  static int i32Add(int x, int y) {
    return x + y;
  }

  @Opcode(value = 0x6b, name = "i32.sub", fuse = Fuse.CONSTANT)
  static int i32Sub(int x, int y) {
    return x - y;
  }

  @Opcode(value = 0x6c, name = "i32.mul", fuse = Fuse.CONSTANT)
  static int i32Mul(int x, int y) {
    return x * y;
  }

  /** Java wraps the one quotient that overflows, where the specification traps. */
  @Opcode(value = 0x6d, name = "i32.div_s", fuse = Fuse.CONSTANT)
  static int i32DivS(int x, int y) {
    if (x == Integer.MIN_VALUE && y == -1) {
      throw OVERFLOW;
    }
    return x / y;
  }

  @Opcode(value = 0x6e, name = "i32.div_u", fuse = Fuse.CONSTANT)
  static int i32DivU(int x, int y) {
    return Integer.divideUnsigned(x, y);
  }

  /** The remainder of the least number by -1 is 0 in Java too. */
  @Opcode(value = 0x6f, name = "i32.rem_s", fuse = Fuse.CONSTANT)
  static int i32RemS(int x, int y) {
    return x % y;
  }

  @Opcode(value = 0x70, name = "i32.rem_u", fuse = Fuse.CONSTANT)
  static int i32RemU(int x, int y) {
    return Integer.remainderUnsigned(x, y);
  }

  @Opcode(value = 0x71, name = "i32.and", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static int i32And(int x, int y) {
    return x & y;
  }

  @Opcode(value = 0x72, name = "i32.or", fuse = Fuse.CONSTANT)
  static int i32Or(int x, int y) {
    return x | y;
  }

  @Opcode(value = 0x73, name = "i32.xor", fuse = Fuse.CONSTANT)
  static int i32Xor(int x, int y) {
    return x ^ y;
  }

  @Opcode(value = 0x74, name = "i32.shl", fuse = Fuse.CONSTANT)
  static int i32Shl(int x, int y) {
    return x << y;
  }

  @Opcode(value = 0x75, name = "i32.shr_s", fuse = Fuse.CONSTANT)
  static int i32ShrS(int x, int y) {
    return x >> y;
  }

  @Opcode(value = 0x76, name = "i32.shr_u", fuse = Fuse.CONSTANT)
  static int i32ShrU(int x, int y) {
    return x >>> y;
  }

  @Opcode(value = 0x77, name = "i32.rotl", fuse = Fuse.CONSTANT)
  static int i32Rotl(int x, int y) {
    return Integer.rotateLeft(x, y);
  }

  @Opcode(value = 0x78, name = "i32.rotr", cold = true)
  static int i32Rotr(int x, int y) {
    return Integer.rotateRight(x, y);
  }

  // i64 arithmetic (section 4.3.2). Java masks shift counts as the specification does.

  @Opcode(value = 0x79, name = "i64.clz", cold = true)
  static long i64Clz(long x) {
    return Long.numberOfLeadingZeros(x);
  }

  @Opcode(value = 0x7a, name = "i64.ctz", cold = true)
  static long i64Ctz(long x) {
    return Long.numberOfTrailingZeros(x);
  }

  @Opcode(value = 0x7b, name = "i64.popcnt", cold = true)
  static long i64Popcnt(long x) {
    return Long.bitCount(x);
  }

  @Opcode(value = 0x7c, name = "i64.add", fuse = Fuse.CONSTANT)
  static long i64Add(long x, long y) {
    return x + y;
  }

  @Opcode(value = 0x7d, name = "i64.sub", fuse = Fuse.CONSTANT)
  static long i64Sub(long x, long y) {
    return x - y;
  }

  @Opcode(value = 0x7e, name = "i64.mul", fuse = Fuse.CONSTANT)
  static long i64Mul(long x, long y) {
    return x * y;
  }

  /** Java wraps the one quotient that overflows, where the specification traps. */
  @Opcode(value = 0x7f, name = "i64.div_s", fuse = Fuse.CONSTANT)
  static long i64DivS(long x, long y) {
    if (x == Long.MIN_VALUE && y == -1) {
      throw OVERFLOW;
    }
    return x / y;
  }

  @Opcode(value = 0x80, name = "i64.div_u", fuse = Fuse.CONSTANT)
  static long i64DivU(long x, long y) {
    return Long.divideUnsigned(x, y);
  }

  /** The remainder of the least number by -1 is 0 in Java too. */
  @Opcode(value = 0x81, name = "i64.rem_s", fuse = Fuse.CONSTANT)
  static long i64RemS(long x, long y) {
    return x % y;
  }

  @Opcode(value = 0x82, name = "i64.rem_u", fuse = Fuse.CONSTANT)
  static long i64RemU(long x, long y) {
    return Long.remainderUnsigned(x, y);
  }

  @Opcode(value = 0x83, name = "i64.and", fuse = Fuse.CONSTANT)
  static long i64And(long x, long y) {
    return x & y;
  }

  @Opcode(value = 0x84, name = "i64.or", fuse = Fuse.CONSTANT)
  static long i64Or(long x, long y) {
    return x | y;
  }

  @Opcode(value = 0x85, name = "i64.xor", fuse = Fuse.CONSTANT)
  static long i64Xor(long x, long y) {
    return x ^ y;
  }

  @Opcode(value = 0x86, name = "i64.shl", fuse = Fuse.CONSTANT)
  static long i64Shl(long x, long y) {
    return x << y;
  }

  @Opcode(value = 0x87, name = "i64.shr_s", fuse = Fuse.CONSTANT)
  static long i64ShrS(long x, long y) {
    return x >> y;
  }

  @Opcode(value = 0x88, name = "i64.shr_u", fuse = Fuse.CONSTANT)
  static long i64ShrU(long x, long y) {
    return x >>> y;
  }

  @Opcode(value = 0x89, name = "i64.rotl", fuse = Fuse.CONSTANT)
  static long i64Rotl(long x, long y) {
    return Long.rotateLeft(x, (int) y);
  }

  @Opcode(value = 0x8a, name = "i64.rotr", cold = true)
  static long i64Rotr(long x, long y) {
    return Long.rotateRight(x, (int) y);
  }

  // f32 arithmetic (section 4.3.3)

  /** By bits: on JDK 17 Math.abs clears the sign of a NaN in compiled code but not in the interpreter. */
  @Opcode(value = 0x8b, name = "f32.abs", cold = true)
  static float f32Abs(float x) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) & Integer.MAX_VALUE);
  }

  /** HotSpot flips the sign bit in every tier, of a NaN too; Java itself leaves the sign of a NaN open. */
  @Opcode(value = 0x8c, name = "f32.neg", cold = true)
  static float f32Neg(float x) {
    return -x;
  }

  /** Rounding in double is exact, and widening makes a signalling NaN quiet. */
  @Opcode(value = 0x8d, name = "f32.ceil", cold = true)
  static float f32Ceil(float x) {
    return (float) Math.ceil(x);
  }

  @Opcode(value = 0x8e, name = "f32.floor", cold = true)
  static float f32Floor(float x) {
    return (float) Math.floor(x);
  }

  /** Keeps the sign of zero: ceil(-0.5) is -0.0 and floor(-0.0) is -0.0. */
  @Opcode(value = 0x8f, name = "f32.trunc", cold = true)
  static float f32Trunc(float x) {
    return (float) (x < 0 ? Math.ceil(x) : Math.floor(x));
  }

  /** Ties to even, as rint does. */
  @Opcode(value = 0x90, name = "f32.nearest", cold = true)
  static float f32Nearest(float x) {
    return (float) Math.rint(x);
  }

  /** Exact: double has over twice the bits of float, so rounding twice is as rounding once. */
  @Opcode(value = 0x91, name = "f32.sqrt", cold = true)
  static float f32Sqrt(float x) {
    return (float) Math.sqrt(x);
  }

  @Opcode(value = 0x92, name = "f32.add")
  static float f32Add(float x, float y) {
    return x + y;
  }

  @Opcode(value = 0x93, name = "f32.sub", cold = true)
  static float f32Sub(float x, float y) {
    return x - y;
  }

  @Opcode(value = 0x94, name = "f32.mul")
  static float f32Mul(float x, float y) {
    return x * y;
  }

  @Opcode(value = 0x95, name = "f32.div", cold = true)
  static float f32Div(float x, float y) {
    return x / y;
  }

  /** Java orders -0.0 below 0.0 here too. The addition makes a signalling NaN quiet, which Math.min may not. */
  @Opcode(value = 0x96, name = "f32.min", cold = true)
  static float f32Min(float x, float y) {
    return x != x || y != y ? x + y : Math.min(x, y);
  }

  @Opcode(value = 0x97, name = "f32.max", cold = true)
  static float f32Max(float x, float y) {
    return x != x || y != y ? x + y : Math.max(x, y);
  }

  /** By bits: Math.copySign may take any NaN for positive. */
  @Opcode(value = 0x98, name = "f32.copysign", cold = true)
  static float f32Copysign(float x, float y) {
    int magnitude = Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
    int sign = Float.floatToRawIntBits(y) & Integer.MIN_VALUE;
    return Float.intBitsToFloat(magnitude | sign);
  }

  // f64 arithmetic (section 4.3.3)

  /** By bits: on JDK 17 Math.abs clears the sign of a NaN in compiled code but not in the interpreter. */
  @Opcode(value = 0x99, name = "f64.abs")
  static double f64Abs(double x) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & Long.MAX_VALUE);
  }

  /** HotSpot flips the sign bit in every tier, of a NaN too; Java itself leaves the sign of a NaN open. */
  @Opcode(value = 0x9a, name = "f64.neg")
  static double f64Neg(double x) {
    return -x;
  }

  /** The addition makes a signalling NaN quiet, which the library method may return as it is. */
  @Opcode(value = 0x9b, name = "f64.ceil", cold = true)
  static double f64Ceil(double x) {
    return x != x ? x + x : Math.ceil(x);
  }

  @Opcode(value = 0x9c, name = "f64.floor", cold = true)
  static double f64Floor(double x) {
    return x != x ? x + x : Math.floor(x);
  }

  /** Keeps the sign of zero: ceil(-0.5) is -0.0 and floor(-0.0) is -0.0. */
  @Opcode(value = 0x9d, name = "f64.trunc", cold = true)
  static double f64Trunc(double x) {
    return x != x ? x + x : x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  /** Ties to even, as rint does. */
  @Opcode(value = 0x9e, name = "f64.nearest", cold = true)
  static double f64Nearest(double x) {
    return x != x ? x + x : Math.rint(x);
  }

  @Opcode(value = 0x9f, name = "f64.sqrt")
  static double f64Sqrt(double x) {
    return Math.sqrt(x);
  }

  @Opcode(value = 0xa0, name = "f64.add", fuse = Fuse.CONSTANT)
  static double f64Add(double x, double y) {
    return x + y;
  }

  @Opcode(value = 0xa1, name = "f64.sub", fuse = Fuse.CONSTANT)
  static double f64Sub(double x, double y) {
    return x - y;
  }

  @Opcode(value = 0xa2, name = "f64.mul", fuse = Fuse.CONSTANT)
  static double f64Mul(double x, double y) {
    return x * y;
  }

  @Opcode(value = 0xa3, name = "f64.div")
  static double f64Div(double x, double y) {
    return x / y;
  }

  /** Java orders -0.0 below 0.0 here too. The addition makes a signalling NaN quiet, which Math.min may not. */
  @Opcode(value = 0xa4, name = "f64.min", cold = true)
  static double f64Min(double x, double y) {
    return x != x || y != y ? x + y : Math.min(x, y);
  }

  @Opcode(value = 0xa5, name = "f64.max", cold = true)
  static double f64Max(double x, double y) {
    return x != x || y != y ? x + y : Math.max(x, y);
  }

  /** By bits: Math.copySign may take any NaN for positive. */
  @Opcode(value = 0xa6, name = "f64.copysign", cold = true)
  static double f64Copysign(double x, double y) {
    long magnitude = Double.doubleToRawLongBits(x) & Long.MAX_VALUE;
    long sign = Double.doubleToRawLongBits(y) & Long.MIN_VALUE;
    return Double.longBitsToDouble(magnitude | sign);
  }

  // Conversions (section 4.3.4). In the range checks a NaN fails every comparison.

  @Opcode(value = 0xa7, name = "i32.wrap_i64")
  static int i32WrapI64(long x) {
    return (int) x;
  }

  /** There is no float between -2^31 - 1 and -2^31. */
  @Opcode(value = 0xa8, name = "i32.trunc_f32_s", cold = true)
  static int i32TruncF32S(float x) {
    if (x >= -0x1p31f && x < 0x1p31f) {
      return (int) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xa9, name = "i32.trunc_f32_u", cold = true)
  static int i32TruncF32U(float x) {
    if (x > -1 && x < 0x1p32f) {
      return (int) (long) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xaa, name = "i32.trunc_f64_s")
  static int i32TruncF64S(double x) {
    if (x > -0x1p31 - 1 && x < 0x1p31) {
      return (int) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xab, name = "i32.trunc_f64_u", cold = true)
  static int i32TruncF64U(double x) {
    if (x > -1 && x < 0x1p32) {
      return (int) (long) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xac, name = "i64.extend_i32_s")
  static long i64ExtendI32S(int x) {
    return x;
  }

  @Opcode(value = 0xad, name = "i64.extend_i32_u")
  static long i64ExtendI32U(int x) {
    return x & 0xffff_ffffL;
  }

  @Opcode(value = 0xae, name = "i64.trunc_f32_s", cold = true)
  static long i64TruncF32S(float x) {
    if (x >= -0x1p63f && x < 0x1p63f) {
      return (long) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xaf, name = "i64.trunc_f32_u", cold = true)
  static long i64TruncF32U(float x) {
    if (x > -1 && x < 0x1p64f) {
      return saturateUnsigned(x);
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xb0, name = "i64.trunc_f64_s", cold = true)
  static long i64TruncF64S(double x) {
    if (x >= -0x1p63 && x < 0x1p63) {
      return (long) x;
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xb1, name = "i64.trunc_f64_u", cold = true)
  static long i64TruncF64U(double x) {
    if (x > -1 && x < 0x1p64) {
      return saturateUnsigned(x);
    }
    throw truncationTrap(x);
  }

  @Opcode(value = 0xb2, name = "f32.convert_i32_s", cold = true)
  static float f32ConvertI32S(int x) {
    return x;
  }

  @Opcode(value = 0xb3, name = "f32.convert_i32_u", cold = true)
  static float f32ConvertI32U(int x) {
    return x & 0xffff_ffffL;
  }

  @Opcode(value = 0xb4, name = "f32.convert_i64_s", cold = true)
  static float f32ConvertI64S(long x) {
    return x;
  }

  /** Halves what does not fit a signed number; the bit shifted out is kept so that it still breaks a tie. */
  @Opcode(value = 0xb5, name = "f32.convert_i64_u", cold = true)
  static float f32ConvertI64U(long x) {
    return x >= 0 ? (float) x : (float) (x >>> 1 | x & 1) * 2;
  }

  @Opcode(value = 0xb6, name = "f32.demote_f64", cold = true)
  static float f32DemoteF64(double x) {
    return (float) x;
  }

  @Opcode(value = 0xb7, name = "f64.convert_i32_s")
  static double f64ConvertI32S(int x) {
    return x;
  }

  @Opcode(value = 0xb8, name = "f64.convert_i32_u")
  static double f64ConvertI32U(int x) {
    return x & 0xffff_ffffL;
  }

  @Opcode(value = 0xb9, name = "f64.convert_i64_s")
  static double f64ConvertI64S(long x) {
    return x;
  }

  @Opcode(value = 0xba, name = "f64.convert_i64_u", cold = true)
  static double f64ConvertI64U(long x) {
    return x >= 0 ? (double) x : (double) (x >>> 1 | x & 1) * 2;
  }

  @Opcode(value = 0xbb, name = "f64.promote_f32", cold = true)
  static double f64PromoteF32(float x) {
    return x;
  }

  @Opcode(value = 0xbc, name = "i32.reinterpret_f32", cold = true)
  static int i32ReinterpretF32(float x) {
    return Float.floatToRawIntBits(x);
  }

  @Opcode(value = 0xbd, name = "i64.reinterpret_f64")
  static long i64ReinterpretF64(double x) {
    return Double.doubleToRawLongBits(x);
  }

  @Opcode(value = 0xbe, name = "f32.reinterpret_i32", cold = true)
  static float f32ReinterpretI32(int x) {
    return Float.intBitsToFloat(x);
  }

  @Opcode(value = 0xbf, name = "f64.reinterpret_i64")
  static double f64ReinterpretI64(long x) {
    return Double.longBitsToDouble(x);
  }

  // Sign extension (section 4.3.2, extendN_s)

  @Opcode(value = 0xc0, name = "i32.extend8_s", cold = true)
  static int i32Extend8S(int x) {
    return (byte) x;
  }

  @Opcode(value = 0xc1, name = "i32.extend16_s", cold = true)
  static int i32Extend16S(int x) {
    return (short) x;
  }

  @Opcode(value = 0xc2, name = "i64.extend8_s", cold = true)
  static long i64Extend8S(long x) {
    return (byte) x;
  }

  @Opcode(value = 0xc3, name = "i64.extend16_s", cold = true)
  static long i64Extend16S(long x) {
    return (short) x;
  }

  @Opcode(value = 0xc4, name = "i64.extend32_s", cold = true)
  static long i64Extend32S(long x) {
    return (int) x;
  }

  // References (section 4.4.2). A null reference is a constant of the assembler.

  @Opcode(value = 0xd1, name = "ref.is_null", cold = true)
  static boolean refIsNull(Object reference) {
    return reference == null;
  }

  @Opcode(value = 0xd2, name = "ref.func", cold = true)
  static Object refFunc(@Context WasmInstance vm, @Immediate int function) {
    return vm.function(function);
  }

  // Saturating truncation (section 4.3.4, trunc_sat): casts saturate in Java, and turn NaN into 0.

  @Opcode(value = 0xfc00, name = "i32.trunc_sat_f32_s", cold = true)
  static int i32TruncSatF32S(float x) {
    return (int) x;
  }

  @Opcode(value = 0xfc01, name = "i32.trunc_sat_f32_u", cold = true)
  static int i32TruncSatF32U(float x) {
    return (int) Math.min(Math.max((long) x, 0), 0xffff_ffffL);
  }

  @Opcode(value = 0xfc02, name = "i32.trunc_sat_f64_s", cold = true)
  static int i32TruncSatF64S(double x) {
    return (int) x;
  }

  @Opcode(value = 0xfc03, name = "i32.trunc_sat_f64_u", cold = true)
  static int i32TruncSatF64U(double x) {
    return (int) Math.min(Math.max((long) x, 0), 0xffff_ffffL);
  }

  @Opcode(value = 0xfc04, name = "i64.trunc_sat_f32_s", cold = true)
  static long i64TruncSatF32S(float x) {
    return (long) x;
  }

  @Opcode(value = 0xfc05, name = "i64.trunc_sat_f32_u", cold = true)
  static long i64TruncSatF32U(float x) {
    return saturateUnsigned(x);
  }

  @Opcode(value = 0xfc06, name = "i64.trunc_sat_f64_s", cold = true)
  static long i64TruncSatF64S(double x) {
    return (long) x;
  }

  @Opcode(value = 0xfc07, name = "i64.trunc_sat_f64_u", cold = true)
  static long i64TruncSatF64U(double x) {
    return saturateUnsigned(x);
  }

  // Bulk memory (section 4.4.7). All bounds are checked before anything is written, and for a count of 0 too.

  @Opcode(value = 0xfc08, name = "memory.init", cold = true)
  static void memoryInit(@Context WasmInstance vm, int to, int from, int count, @Immediate int segment) {
    vm.initMemory(segment, vm.memory, to, from, count);
    vm.payForBytes(count);
  }

  @Opcode(value = 0xfc09, name = "data.drop", cold = true)
  static void dataDrop(@Context WasmInstance vm, @Immediate int segment) {
    vm.dropData(segment);
  }

  /** Java copies overlapping ranges as the specification does, and refuses negative numbers: no memory is so large. */
  @Opcode(value = 0xfc0a, name = "memory.copy", cold = true)
  static void memoryCopy(@Context WasmInstance vm, int to, int from, int count) {
    System.arraycopy(vm.memory, from, vm.memory, to, count);
    vm.payForBytes(count);
  }

  @Opcode(value = 0xfc0b, name = "memory.fill", cold = true)
  static void memoryFill(@Context WasmInstance vm, int from, int value, int count) {
    Objects.checkFromIndexSize(from, count, vm.memory.length);
    Arrays.fill(vm.memory, from, from + count, (byte) value);
    vm.payForBytes(count);
  }

  // Tables (section 4.4.6)

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

  // Memories other than the first one, which few modules have: raw bits, for OtherMemories to convert.

  @Opcode(name = "other.load8", cold = true)
  static long otherLoad8(@Context WasmInstance vm, int address, @Immediate int memory, @Immediate int offset) {
    return vm.memories[memory].readByte(effective(address, offset)) & 0xff;
  }

  @Opcode(name = "other.load16", cold = true)
  static long otherLoad16(@Context WasmInstance vm, int address, @Immediate int memory, @Immediate int offset) {
    return vm.memories[memory].readShort(effective(address, offset)) & 0xffff;
  }

  @Opcode(name = "other.load32", cold = true)
  static long otherLoad32(@Context WasmInstance vm, int address, @Immediate int memory, @Immediate int offset) {
    return vm.memories[memory].readInt(effective(address, offset)) & 0xffff_ffffL;
  }

  @Opcode(name = "other.load64", cold = true)
  static long otherLoad64(@Context WasmInstance vm, int address, @Immediate int memory, @Immediate int offset) {
    return vm.memories[memory].readLong(effective(address, offset));
  }

  @Opcode(name = "other.store8", cold = true)
  static void otherStore8(
      @Context WasmInstance vm, int address, long value, @Immediate int memory, @Immediate int offset) {
    vm.memories[memory].writeByte(effective(address, offset), (byte) value);
  }

  @Opcode(name = "other.store16", cold = true)
  static void otherStore16(
      @Context WasmInstance vm, int address, long value, @Immediate int memory, @Immediate int offset) {
    vm.memories[memory].writeShort(effective(address, offset), (short) value);
  }

  @Opcode(name = "other.store32", cold = true)
  static void otherStore32(
      @Context WasmInstance vm, int address, long value, @Immediate int memory, @Immediate int offset) {
    vm.memories[memory].writeInt(effective(address, offset), (int) value);
  }

  @Opcode(name = "other.store64", cold = true)
  static void otherStore64(
      @Context WasmInstance vm, int address, long value, @Immediate int memory, @Immediate int offset) {
    vm.memories[memory].writeLong(effective(address, offset), value);
  }

  @Opcode(name = "other.size", cold = true)
  static int otherSize(@Context WasmInstance vm, @Immediate int memory) {
    return vm.memories[memory].pages();
  }

  @Opcode(name = "other.grow", cold = true)
  static int otherGrow(@Context WasmInstance vm, int pages, @Immediate int memory) {
    return vm.growMemory(memory, pages);
  }

  @Opcode(name = "other.fill", cold = true)
  static void otherFill(@Context WasmInstance vm, int from, int value, int count, @Immediate int memory) {
    vm.memories[memory].fill(from, (byte) value, count);
    vm.payForBytes(count);
  }

  @Opcode(name = "other.copy", cold = true)
  static void otherCopy(
      @Context WasmInstance vm, int to, int from, int count, @Immediate int target, @Immediate int source) {
    vm.memories[target].copy(to, vm.memories[source], from, count);
    vm.payForBytes(count);
  }

  @Opcode(name = "other.init", cold = true)
  static void otherInit(
      @Context WasmInstance vm, int to, int from, int count, @Immediate int segment, @Immediate int memory) {
    vm.initMemory(segment, vm.memories[memory].bytes(), to, from, count);
    vm.payForBytes(count);
  }

  // Calls that leave the instance: what stubs consist of (see Stubs). Values travel boxed; they are on the
  // operand stack, as a list of arguments and an array of results, so that nothing is kept elsewhere in between.

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
