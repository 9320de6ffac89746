package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Trap;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.OpcodeGroup;

/** Integer operations (section 4.3.2). Java masks shift counts as the specification does. */
@OpcodeGroup
final class IntegerOps {

  private static final Trap OVERFLOW = new Trap("integer overflow");

  private IntegerOps() {}

  // i32 comparisons

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

  // i64 comparisons

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

  // i32 arithmetic

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

  // i64 arithmetic

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

  // Sign extension (extendN_s)

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
}
