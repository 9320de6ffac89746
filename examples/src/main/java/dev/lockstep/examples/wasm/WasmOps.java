package dev.lockstep.examples.wasm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What each value opcode of WebAssembly does, in the order of the opcodes (section 5.4). Parameters are the
 * instance if needed, then the operands from the bottom of the stack to the top, then the immediates.
 *
 * <p>An {@link ArithmeticException} stands for the trap "integer divide by zero" and an {@link
 * IndexOutOfBoundsException} for "out of bounds memory access". Other traps are thrown by {@link #trap}.
 *
 * <p>Methods are far below the 35 bytes of bytecode that HotSpot inlines without looking at a profile. The class is one
 * because an instruction set is; hence its length.
 */
final class WasmOps {

  private static final VarHandle I16 = littleEndian(short[].class);
  private static final VarHandle I32 = littleEndian(int[].class);
  private static final VarHandle I64 = littleEndian(long[].class);
  private static final VarHandle F32 = littleEndian(float[].class);
  private static final VarHandle F64 = littleEndian(double[].class);

  private static final String OVERFLOW = "integer overflow";

  private WasmOps() {}

  private static VarHandle littleEndian(Class<?> view) {
    return MethodHandles.byteArrayViewVarHandle(view, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The array index of a memory access: {@code address + offset}, both unsigned, or a negative number if that does not
   * fit into 31 bits. No memory is that large (see {@link WasmMemory#MAX_PAGES}), so the bounds check of the array
   * access itself is the only comparison. The sum of two numbers without sign bit shows its overflow as a sign bit; a
   * sign bit in one of the two is or-ed in. With a constant offset that leaves an addition, an and, and an or.
   */
  private static int effective(int address, int offset) {
    return address + offset | (address | offset) & Integer.MIN_VALUE;
  }

  static RuntimeException trap(String reason) {
    return new IllegalStateException(reason);
  }

  private static RuntimeException truncationTrap(double x) {
    return trap(x != x ? "invalid conversion to integer" : OVERFLOW);
  }

  /** Truncates to an unsigned 64-bit number, the nearest there is; NaN gives 0. */
  private static long saturateUnsigned(double x) {
    // From 2^63 on the subtraction is exact, and from 2^64 on the cast saturates to what becomes all ones.
    return x >= 0x1p63 ? (long) (x - 0x1p63) ^ Long.MIN_VALUE : Math.max((long) x, 0);
  }

  // Globals (section 4.4.5). The type picks the variant; the opcodes are 0x23 and 0x24 for all.

  // @Opcode(0x23, "global.get.i32")
  static int globalGetI32(WasmInstance vm, int index) {
    return (int) vm.globals[index];
  }

  // @Opcode(0x23, "global.get.i64")
  static long globalGetI64(WasmInstance vm, int index) {
    return vm.globals[index];
  }

  // @Opcode(0x23, "global.get.f32")
  static float globalGetF32(WasmInstance vm, int index) {
    return Float.intBitsToFloat((int) vm.globals[index]);
  }

  // @Opcode(0x23, "global.get.f64")
  static double globalGetF64(WasmInstance vm, int index) {
    return Double.longBitsToDouble(vm.globals[index]);
  }

  // @Opcode(0x23, "global.get.ref")
  static Object globalGetRef(WasmInstance vm, int index) {
    return vm.globalReferences[index];
  }

  // @Opcode(0x24, "global.set.i32")
  static void globalSetI32(WasmInstance vm, int value, int index) {
    vm.globals[index] = value;
  }

  // @Opcode(0x24, "global.set.i64")
  static void globalSetI64(WasmInstance vm, long value, int index) {
    vm.globals[index] = value;
  }

  // @Opcode(0x24, "global.set.f32")
  static void globalSetF32(WasmInstance vm, float value, int index) {
    vm.globals[index] = Float.floatToRawIntBits(value);
  }

  // @Opcode(0x24, "global.set.f64")
  static void globalSetF64(WasmInstance vm, double value, int index) {
    vm.globals[index] = Double.doubleToRawLongBits(value);
  }

  // @Opcode(0x24, "global.set.ref")
  static void globalSetRef(WasmInstance vm, Object value, int index) {
    vm.globalReferences[index] = value;
  }

  // Memory (section 4.4.7)

  // @Opcode(0x28, "i32.load")
  static int i32Load(WasmInstance vm, int address, int offset) {
    return (int) I32.get(vm.memory, effective(address, offset));
  }

  // @Opcode(0x29, "i64.load")
  static long i64Load(WasmInstance vm, int address, int offset) {
    return (long) I64.get(vm.memory, effective(address, offset));
  }

  // @Opcode(0x2a, "f32.load")
  static float f32Load(WasmInstance vm, int address, int offset) {
    return (float) F32.get(vm.memory, effective(address, offset));
  }

  // @Opcode(0x2b, "f64.load")
  static double f64Load(WasmInstance vm, int address, int offset) {
    return (double) F64.get(vm.memory, effective(address, offset));
  }

  // @Opcode(0x2c, "i32.load8_s")
  static int i32Load8S(WasmInstance vm, int address, int offset) {
    return vm.memory[effective(address, offset)];
  }

  // @Opcode(0x2d, "i32.load8_u")
  static int i32Load8U(WasmInstance vm, int address, int offset) {
    return vm.memory[effective(address, offset)] & 0xff;
  }

  // @Opcode(0x2e, "i32.load16_s")
  static int i32Load16S(WasmInstance vm, int address, int offset) {
    return (short) I16.get(vm.memory, effective(address, offset));
  }

  // @Opcode(0x2f, "i32.load16_u")
  static int i32Load16U(WasmInstance vm, int address, int offset) {
    return (short) I16.get(vm.memory, effective(address, offset)) & 0xffff;
  }

  // @Opcode(0x30, "i64.load8_s")
  static long i64Load8S(WasmInstance vm, int address, int offset) {
    return vm.memory[effective(address, offset)];
  }

  // @Opcode(0x31, "i64.load8_u")
  static long i64Load8U(WasmInstance vm, int address, int offset) {
    return vm.memory[effective(address, offset)] & 0xff;
  }

  // @Opcode(0x32, "i64.load16_s")
  static long i64Load16S(WasmInstance vm, int address, int offset) {
    return (short) I16.get(vm.memory, effective(address, offset));
  }

  // @Opcode(0x33, "i64.load16_u")
  static long i64Load16U(WasmInstance vm, int address, int offset) {
    return (short) I16.get(vm.memory, effective(address, offset)) & 0xffff;
  }

  // @Opcode(0x34, "i64.load32_s")
  static long i64Load32S(WasmInstance vm, int address, int offset) {
    return (int) I32.get(vm.memory, effective(address, offset));
  }

  // @Opcode(0x35, "i64.load32_u")
  static long i64Load32U(WasmInstance vm, int address, int offset) {
    return (int) I32.get(vm.memory, effective(address, offset)) & 0xffff_ffffL;
  }

  // @Opcode(0x36, "i32.store")
  static void i32Store(WasmInstance vm, int address, int value, int offset) {
    I32.set(vm.memory, effective(address, offset), value);
  }

  // @Opcode(0x37, "i64.store")
  static void i64Store(WasmInstance vm, int address, long value, int offset) {
    I64.set(vm.memory, effective(address, offset), value);
  }

  // @Opcode(0x38, "f32.store")
  static void f32Store(WasmInstance vm, int address, float value, int offset) {
    F32.set(vm.memory, effective(address, offset), value);
  }

  // @Opcode(0x39, "f64.store")
  static void f64Store(WasmInstance vm, int address, double value, int offset) {
    F64.set(vm.memory, effective(address, offset), value);
  }

  // @Opcode(0x3a, "i32.store8")
  static void i32Store8(WasmInstance vm, int address, int value, int offset) {
    vm.memory[effective(address, offset)] = (byte) value;
  }

  // @Opcode(0x3b, "i32.store16")
  static void i32Store16(WasmInstance vm, int address, int value, int offset) {
    I16.set(vm.memory, effective(address, offset), (short) value);
  }

  // @Opcode(0x3c, "i64.store8")
  static void i64Store8(WasmInstance vm, int address, long value, int offset) {
    vm.memory[effective(address, offset)] = (byte) value;
  }

  // @Opcode(0x3d, "i64.store16")
  static void i64Store16(WasmInstance vm, int address, long value, int offset) {
    I16.set(vm.memory, effective(address, offset), (short) value);
  }

  // @Opcode(0x3e, "i64.store32")
  static void i64Store32(WasmInstance vm, int address, long value, int offset) {
    I32.set(vm.memory, effective(address, offset), (int) value);
  }

  // @Opcode(0x3f, "memory.size")
  static int memorySize(WasmInstance vm) {
    return vm.memory.length / WasmMemory.PAGE_SIZE;
  }

  /** The old size in pages, or -1. */
  // @Opcode(0x40, "memory.grow")
  static int memoryGrow(WasmInstance vm, int pages) {
    return vm.linearMemory.grow(pages);
  }

  // i32 comparisons (section 4.3.2)

  // @Opcode(0x45, "i32.eqz")
  static boolean i32Eqz(int x) {
    return x == 0;
  }

  // @Opcode(0x46, "i32.eq")
  static boolean i32Eq(int x, int y) {
    return x == y;
  }

  // @Opcode(0x47, "i32.ne")
  static boolean i32Ne(int x, int y) {
    return x != y;
  }

  // @Opcode(0x48, "i32.lt_s")
  static boolean i32LtS(int x, int y) {
    return x < y;
  }

  // @Opcode(0x49, "i32.lt_u")
  static boolean i32LtU(int x, int y) {
    return Integer.compareUnsigned(x, y) < 0;
  }

  // @Opcode(0x4a, "i32.gt_s")
  static boolean i32GtS(int x, int y) {
    return x > y;
  }

  // @Opcode(0x4b, "i32.gt_u")
  static boolean i32GtU(int x, int y) {
    return Integer.compareUnsigned(x, y) > 0;
  }

  // @Opcode(0x4c, "i32.le_s")
  static boolean i32LeS(int x, int y) {
    return x <= y;
  }

  // @Opcode(0x4d, "i32.le_u")
  static boolean i32LeU(int x, int y) {
    return Integer.compareUnsigned(x, y) <= 0;
  }

  // @Opcode(0x4e, "i32.ge_s")
  static boolean i32GeS(int x, int y) {
    return x >= y;
  }

  // @Opcode(0x4f, "i32.ge_u")
  static boolean i32GeU(int x, int y) {
    return Integer.compareUnsigned(x, y) >= 0;
  }

  // i64 comparisons (section 4.3.2)

  // @Opcode(0x50, "i64.eqz")
  static boolean i64Eqz(long x) {
    return x == 0;
  }

  // @Opcode(0x51, "i64.eq")
  static boolean i64Eq(long x, long y) {
    return x == y;
  }

  // @Opcode(0x52, "i64.ne")
  static boolean i64Ne(long x, long y) {
    return x != y;
  }

  // @Opcode(0x53, "i64.lt_s")
  static boolean i64LtS(long x, long y) {
    return x < y;
  }

  // @Opcode(0x54, "i64.lt_u")
  static boolean i64LtU(long x, long y) {
    return Long.compareUnsigned(x, y) < 0;
  }

  // @Opcode(0x55, "i64.gt_s")
  static boolean i64GtS(long x, long y) {
    return x > y;
  }

  // @Opcode(0x56, "i64.gt_u")
  static boolean i64GtU(long x, long y) {
    return Long.compareUnsigned(x, y) > 0;
  }

  // @Opcode(0x57, "i64.le_s")
  static boolean i64LeS(long x, long y) {
    return x <= y;
  }

  // @Opcode(0x58, "i64.le_u")
  static boolean i64LeU(long x, long y) {
    return Long.compareUnsigned(x, y) <= 0;
  }

  // @Opcode(0x59, "i64.ge_s")
  static boolean i64GeS(long x, long y) {
    return x >= y;
  }

  // @Opcode(0x5a, "i64.ge_u")
  static boolean i64GeU(long x, long y) {
    return Long.compareUnsigned(x, y) >= 0;
  }

  // f32 comparisons (section 4.3.3): Java compares NaN as the specification does.

  // @Opcode(0x5b, "f32.eq")
  static boolean f32Eq(float x, float y) {
    return x == y;
  }

  // @Opcode(0x5c, "f32.ne")
  static boolean f32Ne(float x, float y) {
    return x != y;
  }

  // @Opcode(0x5d, "f32.lt")
  static boolean f32Lt(float x, float y) {
    return x < y;
  }

  // @Opcode(0x5e, "f32.gt")
  static boolean f32Gt(float x, float y) {
    return x > y;
  }

  // @Opcode(0x5f, "f32.le")
  static boolean f32Le(float x, float y) {
    return x <= y;
  }

  // @Opcode(0x60, "f32.ge")
  static boolean f32Ge(float x, float y) {
    return x >= y;
  }

  // f64 comparisons (section 4.3.3): Java compares NaN as the specification does.

  // @Opcode(0x61, "f64.eq")
  static boolean f64Eq(double x, double y) {
    return x == y;
  }

  // @Opcode(0x62, "f64.ne")
  static boolean f64Ne(double x, double y) {
    return x != y;
  }

  // @Opcode(0x63, "f64.lt")
  static boolean f64Lt(double x, double y) {
    return x < y;
  }

  // @Opcode(0x64, "f64.gt")
  static boolean f64Gt(double x, double y) {
    return x > y;
  }

  // @Opcode(0x65, "f64.le")
  static boolean f64Le(double x, double y) {
    return x <= y;
  }

  // @Opcode(0x66, "f64.ge")
  static boolean f64Ge(double x, double y) {
    return x >= y;
  }

  // i32 arithmetic (section 4.3.2). Java masks shift counts as the specification does.

  // @Opcode(0x67, "i32.clz")
  static int i32Clz(int x) {
    return Integer.numberOfLeadingZeros(x);
  }

  // @Opcode(0x68, "i32.ctz")
  static int i32Ctz(int x) {
    return Integer.numberOfTrailingZeros(x);
  }

  // @Opcode(0x69, "i32.popcnt")
  static int i32Popcnt(int x) {
    return Integer.bitCount(x);
  }

  // @Opcode(0x6a, "i32.add")
  static int i32Add(int x, int y) {
    return x + y;
  }

  // @Opcode(0x6b, "i32.sub")
  static int i32Sub(int x, int y) {
    return x - y;
  }

  // @Opcode(0x6c, "i32.mul")
  static int i32Mul(int x, int y) {
    return x * y;
  }

  /** Java wraps the one quotient that overflows, where the specification traps. */
  // @Opcode(0x6d, "i32.div_s")
  static int i32DivS(int x, int y) {
    if (x == Integer.MIN_VALUE && y == -1) {
      throw trap(OVERFLOW);
    }
    return x / y;
  }

  // @Opcode(0x6e, "i32.div_u")
  static int i32DivU(int x, int y) {
    return Integer.divideUnsigned(x, y);
  }

  /** The remainder of the least number by -1 is 0 in Java too. */
  // @Opcode(0x6f, "i32.rem_s")
  static int i32RemS(int x, int y) {
    return x % y;
  }

  // @Opcode(0x70, "i32.rem_u")
  static int i32RemU(int x, int y) {
    return Integer.remainderUnsigned(x, y);
  }

  // @Opcode(0x71, "i32.and")
  static int i32And(int x, int y) {
    return x & y;
  }

  // @Opcode(0x72, "i32.or")
  static int i32Or(int x, int y) {
    return x | y;
  }

  // @Opcode(0x73, "i32.xor")
  static int i32Xor(int x, int y) {
    return x ^ y;
  }

  // @Opcode(0x74, "i32.shl")
  static int i32Shl(int x, int y) {
    return x << y;
  }

  // @Opcode(0x75, "i32.shr_s")
  static int i32ShrS(int x, int y) {
    return x >> y;
  }

  // @Opcode(0x76, "i32.shr_u")
  static int i32ShrU(int x, int y) {
    return x >>> y;
  }

  // @Opcode(0x77, "i32.rotl")
  static int i32Rotl(int x, int y) {
    return Integer.rotateLeft(x, y);
  }

  // @Opcode(0x78, "i32.rotr")
  static int i32Rotr(int x, int y) {
    return Integer.rotateRight(x, y);
  }

  // i64 arithmetic (section 4.3.2). Java masks shift counts as the specification does.

  // @Opcode(0x79, "i64.clz")
  static long i64Clz(long x) {
    return Long.numberOfLeadingZeros(x);
  }

  // @Opcode(0x7a, "i64.ctz")
  static long i64Ctz(long x) {
    return Long.numberOfTrailingZeros(x);
  }

  // @Opcode(0x7b, "i64.popcnt")
  static long i64Popcnt(long x) {
    return Long.bitCount(x);
  }

  // @Opcode(0x7c, "i64.add")
  static long i64Add(long x, long y) {
    return x + y;
  }

  // @Opcode(0x7d, "i64.sub")
  static long i64Sub(long x, long y) {
    return x - y;
  }

  // @Opcode(0x7e, "i64.mul")
  static long i64Mul(long x, long y) {
    return x * y;
  }

  /** Java wraps the one quotient that overflows, where the specification traps. */
  // @Opcode(0x7f, "i64.div_s")
  static long i64DivS(long x, long y) {
    if (x == Long.MIN_VALUE && y == -1) {
      throw trap(OVERFLOW);
    }
    return x / y;
  }

  // @Opcode(0x80, "i64.div_u")
  static long i64DivU(long x, long y) {
    return Long.divideUnsigned(x, y);
  }

  /** The remainder of the least number by -1 is 0 in Java too. */
  // @Opcode(0x81, "i64.rem_s")
  static long i64RemS(long x, long y) {
    return x % y;
  }

  // @Opcode(0x82, "i64.rem_u")
  static long i64RemU(long x, long y) {
    return Long.remainderUnsigned(x, y);
  }

  // @Opcode(0x83, "i64.and")
  static long i64And(long x, long y) {
    return x & y;
  }

  // @Opcode(0x84, "i64.or")
  static long i64Or(long x, long y) {
    return x | y;
  }

  // @Opcode(0x85, "i64.xor")
  static long i64Xor(long x, long y) {
    return x ^ y;
  }

  // @Opcode(0x86, "i64.shl")
  static long i64Shl(long x, long y) {
    return x << y;
  }

  // @Opcode(0x87, "i64.shr_s")
  static long i64ShrS(long x, long y) {
    return x >> y;
  }

  // @Opcode(0x88, "i64.shr_u")
  static long i64ShrU(long x, long y) {
    return x >>> y;
  }

  // @Opcode(0x89, "i64.rotl")
  static long i64Rotl(long x, long y) {
    return Long.rotateLeft(x, (int) y);
  }

  // @Opcode(0x8a, "i64.rotr")
  static long i64Rotr(long x, long y) {
    return Long.rotateRight(x, (int) y);
  }

  // f32 arithmetic (section 4.3.3)

  /** By bits: on JDK 17 Math.abs clears the sign of a NaN in compiled code but not in the interpreter. */
  // @Opcode(0x8b, "f32.abs")
  static float f32Abs(float x) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) & Integer.MAX_VALUE);
  }

  /** HotSpot flips the sign bit in every tier, of a NaN too; Java itself leaves the sign of a NaN open. */
  // @Opcode(0x8c, "f32.neg")
  static float f32Neg(float x) {
    return -x;
  }

  /** Rounding in double is exact, and widening makes a signalling NaN quiet. */
  // @Opcode(0x8d, "f32.ceil")
  static float f32Ceil(float x) {
    return (float) Math.ceil(x);
  }

  // @Opcode(0x8e, "f32.floor")
  static float f32Floor(float x) {
    return (float) Math.floor(x);
  }

  /** Keeps the sign of zero: ceil(-0.5) is -0.0 and floor(-0.0) is -0.0. */
  // @Opcode(0x8f, "f32.trunc")
  static float f32Trunc(float x) {
    return (float) (x < 0 ? Math.ceil(x) : Math.floor(x));
  }

  /** Ties to even, as rint does. */
  // @Opcode(0x90, "f32.nearest")
  static float f32Nearest(float x) {
    return (float) Math.rint(x);
  }

  /** Exact: double has over twice the bits of float, so rounding twice is as rounding once. */
  // @Opcode(0x91, "f32.sqrt")
  static float f32Sqrt(float x) {
    return (float) Math.sqrt(x);
  }

  // @Opcode(0x92, "f32.add")
  static float f32Add(float x, float y) {
    return x + y;
  }

  // @Opcode(0x93, "f32.sub")
  static float f32Sub(float x, float y) {
    return x - y;
  }

  // @Opcode(0x94, "f32.mul")
  static float f32Mul(float x, float y) {
    return x * y;
  }

  // @Opcode(0x95, "f32.div")
  static float f32Div(float x, float y) {
    return x / y;
  }

  /** Java orders -0.0 below 0.0 here too. The addition makes a signalling NaN quiet, which Math.min may not. */
  // @Opcode(0x96, "f32.min")
  static float f32Min(float x, float y) {
    return x != x || y != y ? x + y : Math.min(x, y);
  }

  // @Opcode(0x97, "f32.max")
  static float f32Max(float x, float y) {
    return x != x || y != y ? x + y : Math.max(x, y);
  }

  /** By bits: Math.copySign may take any NaN for positive. */
  // @Opcode(0x98, "f32.copysign")
  static float f32Copysign(float x, float y) {
    int magnitude = Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
    int sign = Float.floatToRawIntBits(y) & Integer.MIN_VALUE;
    return Float.intBitsToFloat(magnitude | sign);
  }

  // f64 arithmetic (section 4.3.3)

  /** By bits: on JDK 17 Math.abs clears the sign of a NaN in compiled code but not in the interpreter. */
  // @Opcode(0x99, "f64.abs")
  static double f64Abs(double x) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & Long.MAX_VALUE);
  }

  /** HotSpot flips the sign bit in every tier, of a NaN too; Java itself leaves the sign of a NaN open. */
  // @Opcode(0x9a, "f64.neg")
  static double f64Neg(double x) {
    return -x;
  }

  /** The addition makes a signalling NaN quiet, which the library method may return as it is. */
  // @Opcode(0x9b, "f64.ceil")
  static double f64Ceil(double x) {
    return x != x ? x + x : Math.ceil(x);
  }

  // @Opcode(0x9c, "f64.floor")
  static double f64Floor(double x) {
    return x != x ? x + x : Math.floor(x);
  }

  /** Keeps the sign of zero: ceil(-0.5) is -0.0 and floor(-0.0) is -0.0. */
  // @Opcode(0x9d, "f64.trunc")
  static double f64Trunc(double x) {
    return x != x ? x + x : x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  /** Ties to even, as rint does. */
  // @Opcode(0x9e, "f64.nearest")
  static double f64Nearest(double x) {
    return x != x ? x + x : Math.rint(x);
  }

  // @Opcode(0x9f, "f64.sqrt")
  static double f64Sqrt(double x) {
    return Math.sqrt(x);
  }

  // @Opcode(0xa0, "f64.add")
  static double f64Add(double x, double y) {
    return x + y;
  }

  // @Opcode(0xa1, "f64.sub")
  static double f64Sub(double x, double y) {
    return x - y;
  }

  // @Opcode(0xa2, "f64.mul")
  static double f64Mul(double x, double y) {
    return x * y;
  }

  // @Opcode(0xa3, "f64.div")
  static double f64Div(double x, double y) {
    return x / y;
  }

  /** Java orders -0.0 below 0.0 here too. The addition makes a signalling NaN quiet, which Math.min may not. */
  // @Opcode(0xa4, "f64.min")
  static double f64Min(double x, double y) {
    return x != x || y != y ? x + y : Math.min(x, y);
  }

  // @Opcode(0xa5, "f64.max")
  static double f64Max(double x, double y) {
    return x != x || y != y ? x + y : Math.max(x, y);
  }

  /** By bits: Math.copySign may take any NaN for positive. */
  // @Opcode(0xa6, "f64.copysign")
  static double f64Copysign(double x, double y) {
    long magnitude = Double.doubleToRawLongBits(x) & Long.MAX_VALUE;
    long sign = Double.doubleToRawLongBits(y) & Long.MIN_VALUE;
    return Double.longBitsToDouble(magnitude | sign);
  }

  // Conversions (section 4.3.4). In the range checks a NaN fails every comparison.

  // @Opcode(0xa7, "i32.wrap_i64")
  static int i32WrapI64(long x) {
    return (int) x;
  }

  /** There is no float between -2^31 - 1 and -2^31. */
  // @Opcode(0xa8, "i32.trunc_f32_s")
  static int i32TruncF32S(float x) {
    if (x >= -0x1p31f && x < 0x1p31f) {
      return (int) x;
    }
    throw truncationTrap(x);
  }

  // @Opcode(0xa9, "i32.trunc_f32_u")
  static int i32TruncF32U(float x) {
    if (x > -1 && x < 0x1p32f) {
      return (int) (long) x;
    }
    throw truncationTrap(x);
  }

  // @Opcode(0xaa, "i32.trunc_f64_s")
  static int i32TruncF64S(double x) {
    if (x > -0x1p31 - 1 && x < 0x1p31) {
      return (int) x;
    }
    throw truncationTrap(x);
  }

  // @Opcode(0xab, "i32.trunc_f64_u")
  static int i32TruncF64U(double x) {
    if (x > -1 && x < 0x1p32) {
      return (int) (long) x;
    }
    throw truncationTrap(x);
  }

  // @Opcode(0xac, "i64.extend_i32_s")
  static long i64ExtendI32S(int x) {
    return x;
  }

  // @Opcode(0xad, "i64.extend_i32_u")
  static long i64ExtendI32U(int x) {
    return x & 0xffff_ffffL;
  }

  // @Opcode(0xae, "i64.trunc_f32_s")
  static long i64TruncF32S(float x) {
    if (x >= -0x1p63f && x < 0x1p63f) {
      return (long) x;
    }
    throw truncationTrap(x);
  }

  // @Opcode(0xaf, "i64.trunc_f32_u")
  static long i64TruncF32U(float x) {
    if (x > -1 && x < 0x1p64f) {
      return saturateUnsigned(x);
    }
    throw truncationTrap(x);
  }

  // @Opcode(0xb0, "i64.trunc_f64_s")
  static long i64TruncF64S(double x) {
    if (x >= -0x1p63 && x < 0x1p63) {
      return (long) x;
    }
    throw truncationTrap(x);
  }

  // @Opcode(0xb1, "i64.trunc_f64_u")
  static long i64TruncF64U(double x) {
    if (x > -1 && x < 0x1p64) {
      return saturateUnsigned(x);
    }
    throw truncationTrap(x);
  }

  // @Opcode(0xb2, "f32.convert_i32_s")
  static float f32ConvertI32S(int x) {
    return x;
  }

  // @Opcode(0xb3, "f32.convert_i32_u")
  static float f32ConvertI32U(int x) {
    return x & 0xffff_ffffL;
  }

  // @Opcode(0xb4, "f32.convert_i64_s")
  static float f32ConvertI64S(long x) {
    return x;
  }

  /** Halves what does not fit a signed number; the bit shifted out is kept so that it still breaks a tie. */
  // @Opcode(0xb5, "f32.convert_i64_u")
  static float f32ConvertI64U(long x) {
    return x >= 0 ? (float) x : (float) (x >>> 1 | x & 1) * 2;
  }

  // @Opcode(0xb6, "f32.demote_f64")
  static float f32DemoteF64(double x) {
    return (float) x;
  }

  // @Opcode(0xb7, "f64.convert_i32_s")
  static double f64ConvertI32S(int x) {
    return x;
  }

  // @Opcode(0xb8, "f64.convert_i32_u")
  static double f64ConvertI32U(int x) {
    return x & 0xffff_ffffL;
  }

  // @Opcode(0xb9, "f64.convert_i64_s")
  static double f64ConvertI64S(long x) {
    return x;
  }

  // @Opcode(0xba, "f64.convert_i64_u")
  static double f64ConvertI64U(long x) {
    return x >= 0 ? (double) x : (double) (x >>> 1 | x & 1) * 2;
  }

  // @Opcode(0xbb, "f64.promote_f32")
  static double f64PromoteF32(float x) {
    return x;
  }

  // @Opcode(0xbc, "i32.reinterpret_f32")
  static int i32ReinterpretF32(float x) {
    return Float.floatToRawIntBits(x);
  }

  // @Opcode(0xbd, "i64.reinterpret_f64")
  static long i64ReinterpretF64(double x) {
    return Double.doubleToRawLongBits(x);
  }

  // @Opcode(0xbe, "f32.reinterpret_i32")
  static float f32ReinterpretI32(int x) {
    return Float.intBitsToFloat(x);
  }

  // @Opcode(0xbf, "f64.reinterpret_i64")
  static double f64ReinterpretI64(long x) {
    return Double.longBitsToDouble(x);
  }

  // Sign extension (section 4.3.2, extendN_s)

  // @Opcode(0xc0, "i32.extend8_s")
  static int i32Extend8S(int x) {
    return (byte) x;
  }

  // @Opcode(0xc1, "i32.extend16_s")
  static int i32Extend16S(int x) {
    return (short) x;
  }

  // @Opcode(0xc2, "i64.extend8_s")
  static long i64Extend8S(long x) {
    return (byte) x;
  }

  // @Opcode(0xc3, "i64.extend16_s")
  static long i64Extend16S(long x) {
    return (short) x;
  }

  // @Opcode(0xc4, "i64.extend32_s")
  static long i64Extend32S(long x) {
    return (int) x;
  }

  // Saturating truncation (section 4.3.4, trunc_sat): casts saturate in Java, and turn NaN into 0.

  // @Opcode(0xfc00, "i32.trunc_sat_f32_s")
  static int i32TruncSatF32S(float x) {
    return (int) x;
  }

  // @Opcode(0xfc01, "i32.trunc_sat_f32_u")
  static int i32TruncSatF32U(float x) {
    return (int) Math.min(Math.max((long) x, 0), 0xffff_ffffL);
  }

  // @Opcode(0xfc02, "i32.trunc_sat_f64_s")
  static int i32TruncSatF64S(double x) {
    return (int) x;
  }

  // @Opcode(0xfc03, "i32.trunc_sat_f64_u")
  static int i32TruncSatF64U(double x) {
    return (int) Math.min(Math.max((long) x, 0), 0xffff_ffffL);
  }

  // @Opcode(0xfc04, "i64.trunc_sat_f32_s")
  static long i64TruncSatF32S(float x) {
    return (long) x;
  }

  // @Opcode(0xfc05, "i64.trunc_sat_f32_u")
  static long i64TruncSatF32U(float x) {
    return saturateUnsigned(x);
  }

  // @Opcode(0xfc06, "i64.trunc_sat_f64_s")
  static long i64TruncSatF64S(double x) {
    return (long) x;
  }

  // @Opcode(0xfc07, "i64.trunc_sat_f64_u")
  static long i64TruncSatF64U(double x) {
    return saturateUnsigned(x);
  }
}
