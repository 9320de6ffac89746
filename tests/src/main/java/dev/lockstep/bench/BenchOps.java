package dev.lockstep.bench;

import dev.lockstep.spec.Context;
import dev.lockstep.spec.Control;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Immediate;
import dev.lockstep.spec.InstructionSet;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.Target;
import dev.lockstep.spec.TrapRule;

/**
 * The opcodes of the bench guest, apart from the stack operations that every assembler has ({@code
 * local.get}, {@code local.set}, {@code local.tee}, {@code drop} and the constants), which make
 * them 88.
 */
@InstructionSet(
    name = "Bench",
    fuse = BenchForms.FUSED,
    hot = BenchForms.HOT,
    likely = BenchForms.LIKELY,
    traps = {
      @TrapRule(on = ArithmeticException.class, reason = "division by zero"),
      @TrapRule(on = IndexOutOfBoundsException.class, reason = "no such cell")
    })
final class BenchOps {
  private BenchOps() {}

  @Opcode(value = 0, name = "trap", control = Control.TRAP)
  static RuntimeException trap() {
    return new IllegalStateException("trap");
  }

  @Opcode(value = 1, name = "jump", control = Control.JUMP)
  static void jump(@Target int target) {}

  @Opcode(value = 2, name = "br_if", control = Control.BRANCH)
  static boolean brIf(boolean condition, @Target int target) {
    return condition;
  }

  @Opcode(value = 3, name = "br_unless", control = Control.BRANCH)
  static boolean brUnless(boolean condition, @Target int target) {
    return !condition;
  }

  /** The last target is the default. */
  @Opcode(value = 4, name = "switch", control = Control.SWITCH)
  static int switchOn(int index, @Target int targets) {
    return index;
  }

  @Opcode(value = 5, name = "call", control = Control.CALL)
  static void call() {}

  @Opcode(value = 6, name = "return", control = Control.RETURN)
  static void ret() {}

  @Opcode(value = 14, name = "i32.select")
  static int i32Select(int a, int b, boolean c) {
    return c ? a : b;
  }

  @Opcode(value = 15, name = "i64.select")
  static long i64Select(long a, long b, boolean c) {
    return c ? a : b;
  }

  @Opcode(value = 16, name = "f64.select")
  static double f64Select(double a, double b, boolean c) {
    return c ? a : b;
  }

  @Opcode(value = 17, name = "i32.global.get")
  static int i32GlobalGet(@Context BenchMemory memory, @Immediate int global) {
    return (int) memory.globals[global];
  }

  @Opcode(value = 18, name = "i32.global.set")
  static void i32GlobalSet(@Context BenchMemory memory, int a, @Immediate int global) {
    memory.globals[global] = a;
  }

  @Opcode(value = 19, name = "i64.global.get")
  static long i64GlobalGet(@Context BenchMemory memory, @Immediate int global) {
    return memory.globals[global];
  }

  @Opcode(value = 20, name = "i64.global.set")
  static void i64GlobalSet(@Context BenchMemory memory, long a, @Immediate int global) {
    memory.globals[global] = a;
  }

  @Opcode(value = 21, name = "i32.load")
  static int i32Load(@Context BenchMemory memory, int a) {
    return memory.words[a];
  }

  @Opcode(value = 22, name = "i32.store", fuse = Fuse.CONSTANT)
  static void i32Store(@Context BenchMemory memory, int a, int b) {
    memory.words[a] = b;
  }

  @Opcode(value = 23, name = "i32.load8_u", fuse = Fuse.BRANCH)
  static int i32Load8U(@Context BenchMemory memory, int a) {
    return memory.bytes[a] & 0xff;
  }

  @Opcode(value = 24, name = "i32.store8", fuse = Fuse.CONSTANT)
  static void i32Store8(@Context BenchMemory memory, int a, int b) {
    memory.bytes[a] = (byte) b;
  }

  @Opcode(value = 25, name = "f64.load")
  static double f64Load(@Context BenchMemory memory, int a) {
    return memory.doubles[a];
  }

  @Opcode(value = 26, name = "f64.store")
  static void f64Store(@Context BenchMemory memory, int a, double b) {
    memory.doubles[a] = b;
  }

  @Opcode(value = 27, name = "i32.add", fuse = Fuse.CONSTANT)
  static int i32Add(int a, int b) {
    return a + b;
  }

  @Opcode(value = 28, name = "i32.sub", fuse = Fuse.CONSTANT)
  static int i32Sub(int a, int b) {
    return a - b;
  }

  @Opcode(value = 29, name = "i32.mul", fuse = Fuse.CONSTANT)
  static int i32Mul(int a, int b) {
    return a * b;
  }

  @Opcode(value = 30, name = "i32.div_s", fuse = Fuse.CONSTANT)
  static int i32DivS(int a, int b) {
    return a / b;
  }

  @Opcode(value = 31, name = "i32.rem_s", fuse = Fuse.CONSTANT)
  static int i32RemS(int a, int b) {
    return a % b;
  }

  @Opcode(value = 32, name = "i32.and", fuse = Fuse.CONSTANT)
  static int i32And(int a, int b) {
    return a & b;
  }

  @Opcode(value = 33, name = "i32.or", fuse = Fuse.CONSTANT)
  static int i32Or(int a, int b) {
    return a | b;
  }

  @Opcode(value = 34, name = "i32.xor", fuse = Fuse.CONSTANT)
  static int i32Xor(int a, int b) {
    return a ^ b;
  }

  @Opcode(value = 35, name = "i32.shl", fuse = Fuse.CONSTANT)
  static int i32Shl(int a, int b) {
    return a << b;
  }

  @Opcode(value = 36, name = "i32.shr_s", fuse = Fuse.CONSTANT)
  static int i32ShrS(int a, int b) {
    return a >> b;
  }

  @Opcode(value = 37, name = "i32.shr_u", fuse = Fuse.CONSTANT)
  static int i32ShrU(int a, int b) {
    return a >>> b;
  }

  @Opcode(value = 38, name = "i32.rotl", fuse = Fuse.CONSTANT)
  static int i32Rotl(int a, int b) {
    return Integer.rotateLeft(a, b);
  }

  @Opcode(value = 39, name = "i32.clz")
  static int i32Clz(int a) {
    return Integer.numberOfLeadingZeros(a);
  }

  @Opcode(value = 40, name = "i32.popcnt")
  static int i32Popcnt(int a) {
    return Integer.bitCount(a);
  }

  @Opcode(value = 41, name = "i32.eqz", fuse = Fuse.BRANCH)
  static boolean i32Eqz(int a) {
    return a == 0;
  }

  @Opcode(value = 42, name = "i32.eq", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32Eq(int a, int b) {
    return a == b;
  }

  @Opcode(value = 43, name = "i32.ne", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32Ne(int a, int b) {
    return a != b;
  }

  @Opcode(value = 44, name = "i32.lt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LtS(int a, int b) {
    return a < b;
  }

  @Opcode(value = 45, name = "i32.le_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LeS(int a, int b) {
    return a <= b;
  }

  @Opcode(value = 46, name = "i32.gt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GtS(int a, int b) {
    return a > b;
  }

  @Opcode(value = 47, name = "i32.ge_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GeS(int a, int b) {
    return a >= b;
  }

  @Opcode(value = 48, name = "i32.lt_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LtU(int a, int b) {
    return Integer.compareUnsigned(a, b) < 0;
  }

  @Opcode(value = 49, name = "i32.ge_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GeU(int a, int b) {
    return Integer.compareUnsigned(a, b) >= 0;
  }

  @Opcode(value = 50, name = "i64.add", fuse = Fuse.CONSTANT)
  static long i64Add(long a, long b) {
    return a + b;
  }

  @Opcode(value = 51, name = "i64.sub", fuse = Fuse.CONSTANT)
  static long i64Sub(long a, long b) {
    return a - b;
  }

  @Opcode(value = 52, name = "i64.mul", fuse = Fuse.CONSTANT)
  static long i64Mul(long a, long b) {
    return a * b;
  }

  @Opcode(value = 53, name = "i64.div_s", fuse = Fuse.CONSTANT)
  static long i64DivS(long a, long b) {
    return a / b;
  }

  @Opcode(value = 54, name = "i64.rem_s", fuse = Fuse.CONSTANT)
  static long i64RemS(long a, long b) {
    return a % b;
  }

  @Opcode(value = 55, name = "i64.and", fuse = Fuse.CONSTANT)
  static long i64And(long a, long b) {
    return a & b;
  }

  @Opcode(value = 56, name = "i64.or", fuse = Fuse.CONSTANT)
  static long i64Or(long a, long b) {
    return a | b;
  }

  @Opcode(value = 57, name = "i64.xor", fuse = Fuse.CONSTANT)
  static long i64Xor(long a, long b) {
    return a ^ b;
  }

  @Opcode(value = 58, name = "i64.shl", fuse = Fuse.CONSTANT)
  static long i64Shl(long a, long b) {
    return a << b;
  }

  @Opcode(value = 59, name = "i64.shr_s", fuse = Fuse.CONSTANT)
  static long i64ShrS(long a, long b) {
    return a >> b;
  }

  @Opcode(value = 60, name = "i64.shr_u", fuse = Fuse.CONSTANT)
  static long i64ShrU(long a, long b) {
    return a >>> b;
  }

  @Opcode(value = 61, name = "i64.rotl", fuse = Fuse.CONSTANT)
  static long i64Rotl(long a, long b) {
    return Long.rotateLeft(a, (int) b);
  }

  @Opcode(value = 62, name = "i64.eqz", fuse = Fuse.BRANCH)
  static boolean i64Eqz(long a) {
    return a == 0;
  }

  @Opcode(value = 63, name = "i64.eq", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64Eq(long a, long b) {
    return a == b;
  }

  @Opcode(value = 64, name = "i64.ne", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64Ne(long a, long b) {
    return a != b;
  }

  @Opcode(value = 65, name = "i64.lt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64LtS(long a, long b) {
    return a < b;
  }

  @Opcode(value = 66, name = "i64.le_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64LeS(long a, long b) {
    return a <= b;
  }

  @Opcode(value = 67, name = "i64.gt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64GtS(long a, long b) {
    return a > b;
  }

  @Opcode(value = 68, name = "i64.ge_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64GeS(long a, long b) {
    return a >= b;
  }

  @Opcode(value = 69, name = "f64.add")
  static double f64Add(double a, double b) {
    return a + b;
  }

  @Opcode(value = 70, name = "f64.sub")
  static double f64Sub(double a, double b) {
    return a - b;
  }

  @Opcode(value = 71, name = "f64.mul")
  static double f64Mul(double a, double b) {
    return a * b;
  }

  @Opcode(value = 72, name = "f64.div")
  static double f64Div(double a, double b) {
    return a / b;
  }

  @Opcode(value = 73, name = "f64.neg")
  static double f64Neg(double a) {
    return -a;
  }

  @Opcode(value = 74, name = "f64.abs")
  static double f64Abs(double a) {
    return Math.abs(a);
  }

  @Opcode(value = 75, name = "f64.sqrt")
  static double f64Sqrt(double a) {
    return Math.sqrt(a);
  }

  @Opcode(value = 76, name = "f64.eq", fuse = Fuse.BRANCH)
  static boolean f64Eq(double a, double b) {
    return a == b;
  }

  @Opcode(value = 77, name = "f64.ne", fuse = Fuse.BRANCH)
  static boolean f64Ne(double a, double b) {
    return a != b;
  }

  @Opcode(value = 78, name = "f64.lt", fuse = Fuse.BRANCH)
  static boolean f64Lt(double a, double b) {
    return a < b;
  }

  @Opcode(value = 79, name = "f64.le", fuse = Fuse.BRANCH)
  static boolean f64Le(double a, double b) {
    return a <= b;
  }

  @Opcode(value = 80, name = "f64.gt", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Gt(double a, double b) {
    return a > b;
  }

  @Opcode(value = 81, name = "f64.ge", fuse = Fuse.BRANCH)
  static boolean f64Ge(double a, double b) {
    return a >= b;
  }

  @Opcode(value = 82, name = "i32.wrap_i64")
  static int i32WrapI64(long a) {
    return (int) a;
  }

  @Opcode(value = 83, name = "i64.extend_i32_s")
  static long i64ExtendI32S(int a) {
    return a;
  }

  @Opcode(value = 84, name = "i64.extend_i32_u")
  static long i64ExtendI32U(int a) {
    return a & 0xffff_ffffL;
  }

  @Opcode(value = 85, name = "f64.convert_i32_s")
  static double f64ConvertI32S(int a) {
    return a;
  }

  @Opcode(value = 86, name = "f64.convert_i64_s")
  static double f64ConvertI64S(long a) {
    return (double) a;
  }

  @Opcode(value = 87, name = "i32.trunc_f64_s")
  static int i32TruncF64S(double a) {
    return (int) a;
  }
}
