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
 * The bench guest widened to 250 opcodes: those of {@link BenchOps}, and others in between, so that
 * the programs use opcodes from the whole range.
 */
@InstructionSet(
    name = "Wide",
    fuse = BenchForms.FUSED,
    hot = BenchForms.HOT,
    likely = BenchForms.LIKELY,
    traps = {
      @TrapRule(on = ArithmeticException.class, reason = "division by zero"),
      @TrapRule(on = IndexOutOfBoundsException.class, reason = "no such cell")
    })
final class WideOps {
  private WideOps() {}

  @Opcode(value = 0, name = "trap", control = Control.TRAP)
  static RuntimeException trap() {
    return new IllegalStateException("trap");
  }

  @Opcode(value = 1, name = "i32.div_u", cold = true)
  static int i32DivU(int a, int b) {
    return Integer.divideUnsigned(a, b);
  }

  @Opcode(value = 2, name = "jump", control = Control.JUMP)
  static void jump(@Target int target) {}

  @Opcode(value = 3, name = "i32.rem_u", cold = true)
  static int i32RemU(int a, int b) {
    return Integer.remainderUnsigned(a, b);
  }

  @Opcode(value = 4, name = "i32.rotr", cold = true)
  static int i32Rotr(int a, int b) {
    return Integer.rotateRight(a, b);
  }

  @Opcode(value = 5, name = "br_if", control = Control.BRANCH)
  static boolean brIf(boolean condition, @Target int target) {
    return condition;
  }

  @Opcode(value = 6, name = "i32.ctz", cold = true)
  static int i32Ctz(int a) {
    return Integer.numberOfTrailingZeros(a);
  }

  @Opcode(value = 7, name = "i32.neg", cold = true)
  static int i32Neg(int a) {
    return -a;
  }

  @Opcode(value = 8, name = "br_unless", control = Control.BRANCH)
  static boolean brUnless(boolean condition, @Target int target) {
    return !condition;
  }

  @Opcode(value = 9, name = "i32.not", cold = true)
  static int i32Not(int a) {
    return ~a;
  }

  @Opcode(value = 10, name = "i32.abs", cold = true)
  static int i32Abs(int a) {
    return Math.abs(a);
  }

  /** The last target is the default. */
  @Opcode(value = 11, name = "switch", control = Control.SWITCH)
  static int switchOn(int index, @Target int targets) {
    return index;
  }

  @Opcode(value = 12, name = "i32.signum", cold = true)
  static int i32Signum(int a) {
    return Integer.signum(a);
  }

  @Opcode(value = 13, name = "i32.min_s", cold = true)
  static int i32MinS(int a, int b) {
    return Math.min(a, b);
  }

  @Opcode(value = 14, name = "call", control = Control.CALL)
  static void call() {}

  @Opcode(value = 15, name = "i32.max_s", cold = true)
  static int i32MaxS(int a, int b) {
    return Math.max(a, b);
  }

  @Opcode(value = 16, name = "i32.min_u", cold = true)
  static int i32MinU(int a, int b) {
    return Integer.compareUnsigned(a, b) < 0 ? a : b;
  }

  @Opcode(value = 17, name = "return", control = Control.RETURN)
  static void ret() {}

  @Opcode(value = 18, name = "i32.max_u", cold = true)
  static int i32MaxU(int a, int b) {
    return Integer.compareUnsigned(a, b) < 0 ? b : a;
  }

  @Opcode(value = 20, name = "i32.andnot", cold = true)
  static int i32Andnot(int a, int b) {
    return a & ~b;
  }

  @Opcode(value = 21, name = "i32.ornot", cold = true)
  static int i32Ornot(int a, int b) {
    return a | ~b;
  }

  @Opcode(value = 23, name = "i32.xnor", cold = true)
  static int i32Xnor(int a, int b) {
    return ~(a ^ b);
  }

  @Opcode(value = 24, name = "i32.nand", cold = true)
  static int i32Nand(int a, int b) {
    return ~(a & b);
  }

  @Opcode(value = 26, name = "i32.nor", cold = true)
  static int i32Nor(int a, int b) {
    return ~(a | b);
  }

  @Opcode(value = 27, name = "i32.avg", cold = true)
  static int i32Avg(int a, int b) {
    return (a & b) + ((a ^ b) >> 1);
  }

  @Opcode(value = 29, name = "i32.absdiff", cold = true)
  static int i32Absdiff(int a, int b) {
    return Math.abs(a - b);
  }

  @Opcode(value = 30, name = "i32.bswap", cold = true)
  static int i32Bswap(int a) {
    return Integer.reverseBytes(a);
  }

  @Opcode(value = 32, name = "i32.bitrev", cold = true)
  static int i32Bitrev(int a) {
    return Integer.reverse(a);
  }

  @Opcode(value = 33, name = "i32.extend8_s", cold = true)
  static int i32Extend8S(int a) {
    return (byte) a;
  }

  @Opcode(value = 35, name = "i32.extend16_s", cold = true)
  static int i32Extend16S(int a) {
    return (short) a;
  }

  @Opcode(value = 37, name = "i32.bit_set", cold = true)
  static int i32BitSet(int a, int b) {
    return a | 1 << b;
  }

  @Opcode(value = 38, name = "i32.bit_clear", cold = true)
  static int i32BitClear(int a, int b) {
    return a & ~(1 << b);
  }

  @Opcode(value = 39, name = "i32.select")
  static int i32Select(int a, int b, boolean c) {
    return c ? a : b;
  }

  @Opcode(value = 40, name = "i32.bit_flip", cold = true)
  static int i32BitFlip(int a, int b) {
    return a ^ 1 << b;
  }

  @Opcode(value = 41, name = "i32.bit_test", fuse = {Fuse.CONSTANT, Fuse.BRANCH}, cold = true)
  static boolean i32BitTest(int a, int b) {
    return (a >>> b & 1) != 0;
  }

  @Opcode(value = 42, name = "i64.select")
  static long i64Select(long a, long b, boolean c) {
    return c ? a : b;
  }

  @Opcode(value = 43, name = "i32.highest_bit", cold = true)
  static int i32HighestBit(int a) {
    return Integer.highestOneBit(a);
  }

  @Opcode(value = 44, name = "i32.lowest_bit", cold = true)
  static int i32LowestBit(int a) {
    return Integer.lowestOneBit(a);
  }

  @Opcode(value = 45, name = "f64.select")
  static double f64Select(double a, double b, boolean c) {
    return c ? a : b;
  }

  @Opcode(value = 46, name = "i32.inc", cold = true)
  static int i32Inc(int a) {
    return a + 1;
  }

  @Opcode(value = 47, name = "i32.dec", cold = true)
  static int i32Dec(int a) {
    return a - 1;
  }

  @Opcode(value = 48, name = "i32.global.get")
  static int i32GlobalGet(@Context BenchMemory memory, @Immediate int global) {
    return (int) memory.globals[global];
  }

  @Opcode(value = 49, name = "i32.square", cold = true)
  static int i32Square(int a) {
    return a * a;
  }

  @Opcode(value = 50, name = "i32.lea4", cold = true)
  static int i32Lea4(int a, int b) {
    return a + (b << 2);
  }

  @Opcode(value = 51, name = "i32.global.set")
  static void i32GlobalSet(@Context BenchMemory memory, int a, @Immediate int global) {
    memory.globals[global] = a;
  }

  @Opcode(value = 52, name = "i32.muladd", cold = true)
  static int i32Muladd(int a, int b, int c) {
    return a * b + c;
  }

  @Opcode(value = 53, name = "i64.global.get")
  static long i64GlobalGet(@Context BenchMemory memory, @Immediate int global) {
    return memory.globals[global];
  }

  @Opcode(value = 54, name = "i32.mulsub", cold = true)
  static int i32Mulsub(int a, int b, int c) {
    return a - b * c;
  }

  @Opcode(value = 55, name = "i32.clamp", cold = true)
  static int i32Clamp(int a, int b, int c) {
    return Math.max(b, Math.min(a, c));
  }

  @Opcode(value = 56, name = "i64.global.set")
  static void i64GlobalSet(@Context BenchMemory memory, long a, @Immediate int global) {
    memory.globals[global] = a;
  }

  @Opcode(value = 57, name = "i32.floor_div", cold = true)
  static int i32FloorDiv(int a, int b) {
    return Math.floorDiv(a, b);
  }

  @Opcode(value = 58, name = "i32.floor_mod", cold = true)
  static int i32FloorMod(int a, int b) {
    return Math.floorMod(a, b);
  }

  @Opcode(value = 59, name = "i32.load")
  static int i32Load(@Context BenchMemory memory, int a) {
    return memory.words[a];
  }

  @Opcode(value = 60, name = "i32.le_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH}, cold = true)
  static boolean i32LeU(int a, int b) {
    return Integer.compareUnsigned(a, b) <= 0;
  }

  @Opcode(value = 61, name = "i32.gt_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH}, cold = true)
  static boolean i32GtU(int a, int b) {
    return Integer.compareUnsigned(a, b) > 0;
  }

  @Opcode(value = 62, name = "i32.store", fuse = Fuse.CONSTANT)
  static void i32Store(@Context BenchMemory memory, int a, int b) {
    memory.words[a] = b;
  }

  @Opcode(value = 63, name = "i32.nez", fuse = Fuse.BRANCH, cold = true)
  static boolean i32Nez(int a) {
    return a != 0;
  }

  @Opcode(value = 64, name = "i32.ltz", fuse = Fuse.BRANCH, cold = true)
  static boolean i32Ltz(int a) {
    return a < 0;
  }

  @Opcode(value = 65, name = "i32.load8_u", fuse = Fuse.BRANCH)
  static int i32Load8U(@Context BenchMemory memory, int a) {
    return memory.bytes[a] & 0xff;
  }

  @Opcode(value = 66, name = "i32.gtz", fuse = Fuse.BRANCH, cold = true)
  static boolean i32Gtz(int a) {
    return a > 0;
  }

  @Opcode(value = 67, name = "i32.cmp", cold = true)
  static int i32Cmp(int a, int b) {
    return Integer.compare(a, b);
  }

  @Opcode(value = 68, name = "i32.store8", fuse = Fuse.CONSTANT)
  static void i32Store8(@Context BenchMemory memory, int a, int b) {
    memory.bytes[a] = (byte) b;
  }

  @Opcode(value = 69, name = "i32.is_odd", fuse = Fuse.BRANCH, cold = true)
  static boolean i32IsOdd(int a) {
    return (a & 1) != 0;
  }

  @Opcode(value = 70, name = "i32.hash", cold = true)
  static int i32Hash(int a) {
    return Integer.hashCode(a ^ a >>> 15);
  }

  @Opcode(value = 71, name = "f64.load")
  static double f64Load(@Context BenchMemory memory, int a) {
    return memory.doubles[a];
  }

  @Opcode(value = 72, name = "i64.div_u", cold = true)
  static long i64DivU(long a, long b) {
    return Long.divideUnsigned(a, b);
  }

  @Opcode(value = 73, name = "f64.store")
  static void f64Store(@Context BenchMemory memory, int a, double b) {
    memory.doubles[a] = b;
  }

  @Opcode(value = 74, name = "i64.rem_u", cold = true)
  static long i64RemU(long a, long b) {
    return Long.remainderUnsigned(a, b);
  }

  @Opcode(value = 75, name = "i64.rotr", cold = true)
  static long i64Rotr(long a, long b) {
    return Long.rotateRight(a, (int) b);
  }

  @Opcode(value = 76, name = "i32.add", fuse = Fuse.CONSTANT)
  static int i32Add(int a, int b) {
    return a + b;
  }

  @Opcode(value = 77, name = "i64.ctz", cold = true)
  static long i64Ctz(long a) {
    return Long.numberOfTrailingZeros(a);
  }

  @Opcode(value = 78, name = "i64.neg", cold = true)
  static long i64Neg(long a) {
    return -a;
  }

  @Opcode(value = 79, name = "i32.sub", fuse = Fuse.CONSTANT)
  static int i32Sub(int a, int b) {
    return a - b;
  }

  @Opcode(value = 80, name = "i64.not", cold = true)
  static long i64Not(long a) {
    return ~a;
  }

  @Opcode(value = 81, name = "i64.abs", cold = true)
  static long i64Abs(long a) {
    return Math.abs(a);
  }

  @Opcode(value = 82, name = "i32.mul", fuse = Fuse.CONSTANT)
  static int i32Mul(int a, int b) {
    return a * b;
  }

  @Opcode(value = 83, name = "i64.signum", cold = true)
  static long i64Signum(long a) {
    return Long.signum(a);
  }

  @Opcode(value = 84, name = "i64.min_s", cold = true)
  static long i64MinS(long a, long b) {
    return Math.min(a, b);
  }

  @Opcode(value = 85, name = "i32.div_s", fuse = Fuse.CONSTANT)
  static int i32DivS(int a, int b) {
    return a / b;
  }

  @Opcode(value = 86, name = "i64.max_s", cold = true)
  static long i64MaxS(long a, long b) {
    return Math.max(a, b);
  }

  @Opcode(value = 87, name = "i64.min_u", cold = true)
  static long i64MinU(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? a : b;
  }

  @Opcode(value = 88, name = "i32.rem_s", fuse = Fuse.CONSTANT)
  static int i32RemS(int a, int b) {
    return a % b;
  }

  @Opcode(value = 89, name = "i64.max_u", cold = true)
  static long i64MaxU(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? b : a;
  }

  @Opcode(value = 90, name = "i32.and", fuse = Fuse.CONSTANT)
  static int i32And(int a, int b) {
    return a & b;
  }

  @Opcode(value = 91, name = "i64.andnot", cold = true)
  static long i64Andnot(long a, long b) {
    return a & ~b;
  }

  @Opcode(value = 92, name = "i64.ornot", cold = true)
  static long i64Ornot(long a, long b) {
    return a | ~b;
  }

  @Opcode(value = 93, name = "i32.or", fuse = Fuse.CONSTANT)
  static int i32Or(int a, int b) {
    return a | b;
  }

  @Opcode(value = 94, name = "i64.xnor", cold = true)
  static long i64Xnor(long a, long b) {
    return ~(a ^ b);
  }

  @Opcode(value = 95, name = "i64.nand", cold = true)
  static long i64Nand(long a, long b) {
    return ~(a & b);
  }

  @Opcode(value = 96, name = "i32.xor", fuse = Fuse.CONSTANT)
  static int i32Xor(int a, int b) {
    return a ^ b;
  }

  @Opcode(value = 97, name = "i64.nor", cold = true)
  static long i64Nor(long a, long b) {
    return ~(a | b);
  }

  @Opcode(value = 98, name = "i64.avg", cold = true)
  static long i64Avg(long a, long b) {
    return (a & b) + ((a ^ b) >> 1);
  }

  @Opcode(value = 99, name = "i32.shl", fuse = Fuse.CONSTANT)
  static int i32Shl(int a, int b) {
    return a << b;
  }

  @Opcode(value = 100, name = "i64.absdiff", cold = true)
  static long i64Absdiff(long a, long b) {
    return Math.abs(a - b);
  }

  @Opcode(value = 101, name = "i64.bswap", cold = true)
  static long i64Bswap(long a) {
    return Long.reverseBytes(a);
  }

  @Opcode(value = 102, name = "i32.shr_s", fuse = Fuse.CONSTANT)
  static int i32ShrS(int a, int b) {
    return a >> b;
  }

  @Opcode(value = 103, name = "i64.bitrev", cold = true)
  static long i64Bitrev(long a) {
    return Long.reverse(a);
  }

  @Opcode(value = 104, name = "i64.extend8_s", cold = true)
  static long i64Extend8S(long a) {
    return (byte) a;
  }

  @Opcode(value = 105, name = "i32.shr_u", fuse = Fuse.CONSTANT)
  static int i32ShrU(int a, int b) {
    return a >>> b;
  }

  @Opcode(value = 106, name = "i64.extend16_s", cold = true)
  static long i64Extend16S(long a) {
    return (short) a;
  }

  @Opcode(value = 107, name = "i32.rotl", fuse = Fuse.CONSTANT)
  static int i32Rotl(int a, int b) {
    return Integer.rotateLeft(a, b);
  }

  @Opcode(value = 108, name = "i64.bit_set", cold = true)
  static long i64BitSet(long a, long b) {
    return a | 1L << b;
  }

  @Opcode(value = 109, name = "i64.bit_clear", cold = true)
  static long i64BitClear(long a, long b) {
    return a & ~(1L << b);
  }

  @Opcode(value = 110, name = "i32.clz")
  static int i32Clz(int a) {
    return Integer.numberOfLeadingZeros(a);
  }

  @Opcode(value = 111, name = "i64.bit_flip", cold = true)
  static long i64BitFlip(long a, long b) {
    return a ^ 1L << b;
  }

  @Opcode(value = 112, name = "i64.bit_test", fuse = {Fuse.CONSTANT, Fuse.BRANCH}, cold = true)
  static boolean i64BitTest(long a, long b) {
    return (a >>> b & 1) != 0;
  }

  @Opcode(value = 113, name = "i32.popcnt")
  static int i32Popcnt(int a) {
    return Integer.bitCount(a);
  }

  @Opcode(value = 114, name = "i64.highest_bit", cold = true)
  static long i64HighestBit(long a) {
    return Long.highestOneBit(a);
  }

  @Opcode(value = 115, name = "i64.lowest_bit", cold = true)
  static long i64LowestBit(long a) {
    return Long.lowestOneBit(a);
  }

  @Opcode(value = 116, name = "i32.eqz", fuse = Fuse.BRANCH)
  static boolean i32Eqz(int a) {
    return a == 0;
  }

  @Opcode(value = 117, name = "i64.inc", cold = true)
  static long i64Inc(long a) {
    return a + 1;
  }

  @Opcode(value = 118, name = "i64.dec", cold = true)
  static long i64Dec(long a) {
    return a - 1;
  }

  @Opcode(value = 119, name = "i32.eq", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32Eq(int a, int b) {
    return a == b;
  }

  @Opcode(value = 120, name = "i64.square", cold = true)
  static long i64Square(long a) {
    return a * a;
  }

  @Opcode(value = 121, name = "i64.lea4", cold = true)
  static long i64Lea4(long a, long b) {
    return a + (b << 2);
  }

  @Opcode(value = 122, name = "i32.ne", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32Ne(int a, int b) {
    return a != b;
  }

  @Opcode(value = 123, name = "i64.muladd", cold = true)
  static long i64Muladd(long a, long b, long c) {
    return a * b + c;
  }

  @Opcode(value = 124, name = "i64.mulsub", cold = true)
  static long i64Mulsub(long a, long b, long c) {
    return a - b * c;
  }

  @Opcode(value = 125, name = "i32.lt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LtS(int a, int b) {
    return a < b;
  }

  @Opcode(value = 126, name = "i64.clamp", cold = true)
  static long i64Clamp(long a, long b, long c) {
    return Math.max(b, Math.min(a, c));
  }

  @Opcode(value = 127, name = "i32.le_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LeS(int a, int b) {
    return a <= b;
  }

  @Opcode(value = 128, name = "i64.floor_div", cold = true)
  static long i64FloorDiv(long a, long b) {
    return Math.floorDiv(a, b);
  }

  @Opcode(value = 129, name = "i64.floor_mod", cold = true)
  static long i64FloorMod(long a, long b) {
    return Math.floorMod(a, b);
  }

  @Opcode(value = 130, name = "i32.gt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GtS(int a, int b) {
    return a > b;
  }

  @Opcode(value = 131, name = "i64.le_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH}, cold = true)
  static boolean i64LeU(long a, long b) {
    return Long.compareUnsigned(a, b) <= 0;
  }

  @Opcode(value = 132, name = "i64.gt_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH}, cold = true)
  static boolean i64GtU(long a, long b) {
    return Long.compareUnsigned(a, b) > 0;
  }

  @Opcode(value = 133, name = "i32.ge_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GeS(int a, int b) {
    return a >= b;
  }

  @Opcode(value = 134, name = "i64.nez", fuse = Fuse.BRANCH, cold = true)
  static boolean i64Nez(long a) {
    return a != 0;
  }

  @Opcode(value = 135, name = "i64.ltz", fuse = Fuse.BRANCH, cold = true)
  static boolean i64Ltz(long a) {
    return a < 0;
  }

  @Opcode(value = 136, name = "i32.lt_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32LtU(int a, int b) {
    return Integer.compareUnsigned(a, b) < 0;
  }

  @Opcode(value = 137, name = "i64.gtz", fuse = Fuse.BRANCH, cold = true)
  static boolean i64Gtz(long a) {
    return a > 0;
  }

  @Opcode(value = 138, name = "i64.cmp", cold = true)
  static int i64Cmp(long a, long b) {
    return Long.compare(a, b);
  }

  @Opcode(value = 139, name = "i32.ge_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i32GeU(int a, int b) {
    return Integer.compareUnsigned(a, b) >= 0;
  }

  @Opcode(value = 140, name = "i64.is_odd", fuse = Fuse.BRANCH, cold = true)
  static boolean i64IsOdd(long a) {
    return (a & 1) != 0;
  }

  @Opcode(value = 141, name = "i64.hash", cold = true)
  static int i64Hash(long a) {
    return Long.hashCode(a ^ a >>> 15);
  }

  @Opcode(value = 142, name = "i64.add", fuse = Fuse.CONSTANT)
  static long i64Add(long a, long b) {
    return a + b;
  }

  @Opcode(value = 143, name = "i64.popcnt", cold = true)
  static long i64Popcnt(long a) {
    return Long.bitCount(a);
  }

  @Opcode(value = 144, name = "i64.sub", fuse = Fuse.CONSTANT)
  static long i64Sub(long a, long b) {
    return a - b;
  }

  @Opcode(value = 145, name = "i64.clz", cold = true)
  static long i64Clz(long a) {
    return Long.numberOfLeadingZeros(a);
  }

  @Opcode(value = 146, name = "i64.lt_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH}, cold = true)
  static boolean i64LtU(long a, long b) {
    return Long.compareUnsigned(a, b) < 0;
  }

  @Opcode(value = 147, name = "i64.mul", fuse = Fuse.CONSTANT)
  static long i64Mul(long a, long b) {
    return a * b;
  }

  @Opcode(value = 148, name = "i64.ge_u", fuse = {Fuse.CONSTANT, Fuse.BRANCH}, cold = true)
  static boolean i64GeU(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0;
  }

  @Opcode(value = 149, name = "i64.mulhi_s", cold = true)
  static long i64MulhiS(long a, long b) {
    return Math.multiplyHigh(a, b);
  }

  @Opcode(value = 150, name = "i64.div_s", fuse = Fuse.CONSTANT)
  static long i64DivS(long a, long b) {
    return a / b;
  }

  @Opcode(value = 151, name = "i32.mulhi_s", cold = true)
  static int i32MulhiS(int a, int b) {
    return (int) ((long) a * b >> 32);
  }

  @Opcode(value = 152, name = "i32.wrap_hi_i64", cold = true)
  static int i32WrapHiI64(long a) {
    return (int) (a >> 32);
  }

  @Opcode(value = 153, name = "i64.rem_s", fuse = Fuse.CONSTANT)
  static long i64RemS(long a, long b) {
    return a % b;
  }

  @Opcode(value = 154, name = "i64.pack_i32", cold = true)
  static long i64PackI32(int a, int b) {
    return (long) a << 32 | b & 0xffff_ffffL;
  }

  @Opcode(value = 155, name = "f64.ceil", cold = true)
  static double f64Ceil(double a) {
    return Math.ceil(a);
  }

  @Opcode(value = 156, name = "i64.and", fuse = Fuse.CONSTANT)
  static long i64And(long a, long b) {
    return a & b;
  }

  @Opcode(value = 157, name = "f64.floor", cold = true)
  static double f64Floor(double a) {
    return Math.floor(a);
  }

  @Opcode(value = 158, name = "f64.rint", cold = true)
  static double f64Rint(double a) {
    return Math.rint(a);
  }

  @Opcode(value = 159, name = "i64.or", fuse = Fuse.CONSTANT)
  static long i64Or(long a, long b) {
    return a | b;
  }

  @Opcode(value = 160, name = "f64.signum", cold = true)
  static double f64Signum(double a) {
    return Math.signum(a);
  }

  @Opcode(value = 161, name = "i64.xor", fuse = Fuse.CONSTANT)
  static long i64Xor(long a, long b) {
    return a ^ b;
  }

  @Opcode(value = 162, name = "f64.square", cold = true)
  static double f64Square(double a) {
    return a * a;
  }

  @Opcode(value = 163, name = "f64.recip", cold = true)
  static double f64Recip(double a) {
    return 1 / a;
  }

  @Opcode(value = 164, name = "i64.shl", fuse = Fuse.CONSTANT)
  static long i64Shl(long a, long b) {
    return a << b;
  }

  @Opcode(value = 165, name = "f64.cbrt", cold = true)
  static double f64Cbrt(double a) {
    return Math.cbrt(a);
  }

  @Opcode(value = 166, name = "f64.exp", cold = true)
  static double f64Exp(double a) {
    return Math.exp(a);
  }

  @Opcode(value = 167, name = "i64.shr_s", fuse = Fuse.CONSTANT)
  static long i64ShrS(long a, long b) {
    return a >> b;
  }

  @Opcode(value = 168, name = "f64.log", cold = true)
  static double f64Log(double a) {
    return Math.log(a);
  }

  @Opcode(value = 169, name = "f64.log10", cold = true)
  static double f64Log10(double a) {
    return Math.log10(a);
  }

  @Opcode(value = 170, name = "i64.shr_u", fuse = Fuse.CONSTANT)
  static long i64ShrU(long a, long b) {
    return a >>> b;
  }

  @Opcode(value = 171, name = "f64.sin", cold = true)
  static double f64Sin(double a) {
    return Math.sin(a);
  }

  @Opcode(value = 172, name = "f64.cos", cold = true)
  static double f64Cos(double a) {
    return Math.cos(a);
  }

  @Opcode(value = 173, name = "i64.rotl", fuse = Fuse.CONSTANT)
  static long i64Rotl(long a, long b) {
    return Long.rotateLeft(a, (int) b);
  }

  @Opcode(value = 174, name = "f64.tan", cold = true)
  static double f64Tan(double a) {
    return Math.tan(a);
  }

  @Opcode(value = 175, name = "f64.ulp", cold = true)
  static double f64Ulp(double a) {
    return Math.ulp(a);
  }

  @Opcode(value = 176, name = "i64.eqz", fuse = Fuse.BRANCH)
  static boolean i64Eqz(long a) {
    return a == 0;
  }

  @Opcode(value = 177, name = "f64.next_up", cold = true)
  static double f64NextUp(double a) {
    return Math.nextUp(a);
  }

  @Opcode(value = 178, name = "i64.eq", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64Eq(long a, long b) {
    return a == b;
  }

  @Opcode(value = 179, name = "f64.next_down", cold = true)
  static double f64NextDown(double a) {
    return Math.nextDown(a);
  }

  @Opcode(value = 180, name = "f64.radians", cold = true)
  static double f64Radians(double a) {
    return Math.toRadians(a);
  }

  @Opcode(value = 181, name = "i64.ne", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64Ne(long a, long b) {
    return a != b;
  }

  @Opcode(value = 182, name = "f64.degrees", cold = true)
  static double f64Degrees(double a) {
    return Math.toDegrees(a);
  }

  @Opcode(value = 183, name = "f64.demote", cold = true)
  static double f64Demote(double a) {
    return (float) a;
  }

  @Opcode(value = 184, name = "i64.lt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64LtS(long a, long b) {
    return a < b;
  }

  @Opcode(value = 185, name = "f64.min", cold = true)
  static double f64Min(double a, double b) {
    return Math.min(a, b);
  }

  @Opcode(value = 186, name = "f64.max", cold = true)
  static double f64Max(double a, double b) {
    return Math.max(a, b);
  }

  @Opcode(value = 187, name = "i64.le_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64LeS(long a, long b) {
    return a <= b;
  }

  @Opcode(value = 188, name = "f64.copysign", cold = true)
  static double f64Copysign(double a, double b) {
    return Math.copySign(a, b);
  }

  @Opcode(value = 189, name = "f64.rem", cold = true)
  static double f64Rem(double a, double b) {
    return a % b;
  }

  @Opcode(value = 190, name = "i64.gt_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64GtS(long a, long b) {
    return a > b;
  }

  @Opcode(value = 191, name = "f64.absdiff", cold = true)
  static double f64Absdiff(double a, double b) {
    return Math.abs(a - b);
  }

  @Opcode(value = 192, name = "f64.avg", cold = true)
  static double f64Avg(double a, double b) {
    return (a + b) / 2;
  }

  @Opcode(value = 193, name = "i64.ge_s", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean i64GeS(long a, long b) {
    return a >= b;
  }

  @Opcode(value = 194, name = "f64.pow", cold = true)
  static double f64Pow(double a, double b) {
    return Math.pow(a, b);
  }

  @Opcode(value = 195, name = "f64.hypot", cold = true)
  static double f64Hypot(double a, double b) {
    return Math.hypot(a, b);
  }

  @Opcode(value = 196, name = "f64.add")
  static double f64Add(double a, double b) {
    return a + b;
  }

  @Opcode(value = 197, name = "f64.atan2", cold = true)
  static double f64Atan2(double a, double b) {
    return Math.atan2(a, b);
  }

  @Opcode(value = 198, name = "f64.sub")
  static double f64Sub(double a, double b) {
    return a - b;
  }

  @Opcode(value = 199, name = "f64.muladd", cold = true)
  static double f64Muladd(double a, double b, double c) {
    return a * b + c;
  }

  @Opcode(value = 200, name = "f64.lerp", cold = true)
  static double f64Lerp(double a, double b, double c) {
    return a + (b - a) * c;
  }

  @Opcode(value = 201, name = "f64.mul")
  static double f64Mul(double a, double b) {
    return a * b;
  }

  @Opcode(value = 202, name = "f64.clamp", cold = true)
  static double f64Clamp(double a, double b, double c) {
    return Math.max(b, Math.min(a, c));
  }

  @Opcode(value = 203, name = "f64.is_nan", fuse = Fuse.BRANCH, cold = true)
  static boolean f64IsNan(double a) {
    return Double.isNaN(a);
  }

  @Opcode(value = 204, name = "f64.div")
  static double f64Div(double a, double b) {
    return a / b;
  }

  @Opcode(value = 205, name = "f64.is_finite", fuse = Fuse.BRANCH, cold = true)
  static boolean f64IsFinite(double a) {
    return Double.isFinite(a);
  }

  @Opcode(value = 206, name = "f64.ltz", fuse = Fuse.BRANCH, cold = true)
  static boolean f64Ltz(double a) {
    return a < 0;
  }

  @Opcode(value = 207, name = "f64.neg")
  static double f64Neg(double a) {
    return -a;
  }

  @Opcode(value = 208, name = "f64.exponent", cold = true)
  static int f64Exponent(double a) {
    return Math.getExponent(a);
  }

  @Opcode(value = 209, name = "f64.scale", cold = true)
  static double f64Scale(double a, int b) {
    return Math.scalb(a, b);
  }

  @Opcode(value = 210, name = "f64.abs")
  static double f64Abs(double a) {
    return Math.abs(a);
  }

  @Opcode(value = 211, name = "i64.trunc_f64_s", cold = true)
  static long i64TruncF64S(double a) {
    return (long) a;
  }

  @Opcode(value = 212, name = "i64.round_f64", cold = true)
  static long i64RoundF64(double a) {
    return Math.round(a);
  }

  @Opcode(value = 213, name = "f64.sqrt")
  static double f64Sqrt(double a) {
    return Math.sqrt(a);
  }

  @Opcode(value = 214, name = "f64.convert_i32_u", cold = true)
  static double f64ConvertI32U(int a) {
    return a & 0xffff_ffffL;
  }

  @Opcode(value = 215, name = "f64.eq", fuse = Fuse.BRANCH)
  static boolean f64Eq(double a, double b) {
    return a == b;
  }

  @Opcode(value = 216, name = "i64.reinterpret_f64", cold = true)
  static long i64ReinterpretF64(double a) {
    return Double.doubleToRawLongBits(a);
  }

  @Opcode(value = 217, name = "f64.reinterpret_i64", cold = true)
  static double f64ReinterpretI64(long a) {
    return Double.longBitsToDouble(a);
  }

  @Opcode(value = 218, name = "f64.ne", fuse = Fuse.BRANCH)
  static boolean f64Ne(double a, double b) {
    return a != b;
  }

  @Opcode(value = 219, name = "i32.load8_s", cold = true)
  static int i32Load8S(@Context BenchMemory memory, int a) {
    return memory.bytes[a];
  }

  @Opcode(value = 220, name = "i32.memory.size", cold = true)
  static int i32MemorySize(@Context BenchMemory memory) {
    return memory.words.length;
  }

  @Opcode(value = 221, name = "f64.lt", fuse = Fuse.BRANCH)
  static boolean f64Lt(double a, double b) {
    return a < b;
  }

  @Opcode(value = 222, name = "i32.word_add", cold = true)
  static void i32WordAdd(@Context BenchMemory memory, int a, int b) {
    memory.words[a] += b;
  }

  @Opcode(value = 223, name = "i32.word_xor", cold = true)
  static void i32WordXor(@Context BenchMemory memory, int a, int b) {
    memory.words[a] ^= b;
  }

  @Opcode(value = 224, name = "f64.le", fuse = Fuse.BRANCH)
  static boolean f64Le(double a, double b) {
    return a <= b;
  }

  @Opcode(value = 225, name = "i32.byte_add", cold = true)
  static void i32ByteAdd(@Context BenchMemory memory, int a, int b) {
    memory.bytes[a] += (byte) b;
  }

  @Opcode(value = 226, name = "f64.cell_add", cold = true)
  static void f64CellAdd(@Context BenchMemory memory, int a, double b) {
    memory.doubles[a] += b;
  }

  @Opcode(value = 227, name = "f64.gt", fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean f64Gt(double a, double b) {
    return a > b;
  }

  @Opcode(value = 228, name = "i64.load32_u", cold = true)
  static long i64Load32U(@Context BenchMemory memory, int a) {
    return memory.words[a] & 0xffff_ffffL;
  }

  @Opcode(value = 229, name = "i64.store32", cold = true)
  static void i64Store32(@Context BenchMemory memory, int a, long b) {
    memory.words[a] = (int) b;
  }

  @Opcode(value = 230, name = "f64.ge", fuse = Fuse.BRANCH)
  static boolean f64Ge(double a, double b) {
    return a >= b;
  }

  @Opcode(value = 231, name = "i64.global.add", cold = true)
  static void i64GlobalAdd(@Context BenchMemory memory, long a, @Immediate int global) {
    memory.globals[global] += a;
  }

  @Opcode(value = 232, name = "i32.wrap_i64")
  static int i32WrapI64(long a) {
    return (int) a;
  }

  @Opcode(value = 233, name = "f64.global.get", cold = true)
  static double f64GlobalGet(@Context BenchMemory memory, @Immediate int global) {
    return Double.longBitsToDouble(memory.globals[global]);
  }

  @Opcode(value = 234, name = "f64.global.set", cold = true)
  static void f64GlobalSet(@Context BenchMemory memory, double a, @Immediate int global) {
    memory.globals[global] = Double.doubleToRawLongBits(a);
  }

  @Opcode(value = 235, name = "i64.extend_i32_s")
  static long i64ExtendI32S(int a) {
    return a;
  }

  @Opcode(value = 236, name = "f64.global.add", cold = true)
  static void f64GlobalAdd(@Context BenchMemory memory, double a, @Immediate int global) {
    memory.globals[global] =
        Double.doubleToRawLongBits(Double.longBitsToDouble(memory.globals[global]) + a);
  }

  @Opcode(value = 237, name = "i32.is_pow2", fuse = Fuse.BRANCH, cold = true)
  static boolean i32IsPow2(int a) {
    return (a & a - 1) == 0;
  }

  @Opcode(value = 238, name = "i64.extend_i32_u")
  static long i64ExtendI32U(int a) {
    return a & 0xffff_ffffL;
  }

  @Opcode(value = 239, name = "i32.gray", cold = true)
  static int i32Gray(int a) {
    return a ^ a >>> 1;
  }

  @Opcode(value = 240, name = "i64.is_pow2", fuse = Fuse.BRANCH, cold = true)
  static boolean i64IsPow2(long a) {
    return (a & a - 1) == 0;
  }

  @Opcode(value = 241, name = "f64.convert_i32_s")
  static double f64ConvertI32S(int a) {
    return a;
  }

  @Opcode(value = 242, name = "i64.gray", cold = true)
  static long i64Gray(long a) {
    return a ^ a >>> 1;
  }

  @Opcode(value = 243, name = "i32.add_sat", cold = true)
  static int i32AddSat(int a, int b) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, (long) a + b));
  }

  @Opcode(value = 244, name = "f64.convert_i64_s")
  static double f64ConvertI64S(long a) {
    return (double) a;
  }

  @Opcode(value = 245, name = "i32.sub_sat", cold = true)
  static int i32SubSat(int a, int b) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, (long) a - b));
  }

  @Opcode(value = 246, name = "i32.parity", cold = true)
  static int i32Parity(int a) {
    return Integer.bitCount(a) & 1;
  }

  @Opcode(value = 247, name = "i32.trunc_f64_s")
  static int i32TruncF64S(double a) {
    return (int) a;
  }

  @Opcode(value = 248, name = "i32.pack16", cold = true)
  static int i32Pack16(int a, int b) {
    return a << 16 | b & 0xffff;
  }

  @Opcode(value = 249, name = "f64.is_integer", fuse = Fuse.BRANCH, cold = true)
  static boolean f64IsInteger(double a) {
    return a == Math.rint(a);
  }
}
