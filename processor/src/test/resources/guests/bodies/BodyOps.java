package bodies;

import dev.lockstep.spec.*;

/** Bodies that stencils take in, and some that look as if they could be. */
@InstructionSet(
    name = "Body",
    fuse = {"same(sum(_, _))", "negated(isLess(_, _))", "minus(_, product(_, _))", "drops(divide(_, _), _)"})
final class BodyOps {

  private BodyOps() {}

  @Opcode(control = Control.BRANCH, name = "br_if") static boolean brIf(boolean c, @Target int t) { return c; }
  @Opcode(control = Control.BRANCH, name = "br_unless") static boolean brUnless(boolean c, @Target int t) { return !c; }
  @Opcode(control = Control.BRANCH, name = "br_int") static boolean brInt(int c, @Target int t) { return c != 0; }
  @Opcode(control = Control.BRANCH, name = "br_zero") static boolean brZero(int c, @Target int t) { return 0 == c || c == 0; }
  @Opcode(control = Control.BRANCH, name = "br_negative") static boolean brNegative(int c, @Target int t) { return (c) < 0; }
  @Opcode(control = Control.BRANCH, name = "br_less") static boolean brLess(double a, double b, @Target int t) { return !(a >= b); }
  @Opcode(control = Control.SWITCH) static int pick(long i, @Target int n) { return (int) i; }

  @Opcode static int same(int a) { return a; }
  @Opcode static long widens(int a) { return a; }
  @Opcode static double widensTwice(long a) { return (float) a; }
  @Opcode static int sum(int a, int b) { return a + b; }
  @Opcode static long product(int a, int b) { return (long) a * b; }
  @Opcode static long minus(long a, long b) { return a - b; }
  @Opcode static int swapped(int a, int b) { return b - a; }
  @Opcode static int twice(int a) { return a + a; }
  @Opcode static int drops(int a, int b) { return b; }
  @Opcode static int divide(int a, int b) { return a / b; }
  @Opcode static int third(int a) { return a / 3; }
  @Opcode static int mask(int a) { return a & 31; }
  @Opcode static int bits(int a) { return a ^ 72; }
  @Opcode static int callByte(int a) { return a & -72; }
  @Opcode static int large(int a) { return a + 100_000; }
  @Opcode static int fromLeft(int a) { return 7 - a; }
  @Opcode static long longMask(long a) { return a & 0x7fL; }
  @Opcode static long unsigned(int a) { return a & 0xffff_ffffL; }
  @Opcode static long shift(long a, long b) { return a << b; }
  @Opcode static int unsignedShift(int a, int b) { return a >>> b; }
  @Opcode static long shiftByConstant(long a) { return a >> 7; }
  @Opcode static int not(int a) { return ~a; }
  @Opcode static long longNot(long a) { return ~a; }
  @Opcode static float minusFloat(float a) { return -a; }
  @Opcode static double half(double a) { return a * 0.5; }
  @Opcode static double plusOne(double a) { return a + 1.0; }
  @Opcode static float plusMinusZero(float a) { return a + -0f; }
  @Opcode static double rest(double a, double b) { return a % b; }
  @Opcode static int extends8(int a) { return (byte) a; }
  @Opcode static int extends16(long a) { return (short) a; }
  @Opcode static int toChar(float a) { return (char) a; }
  @Opcode static int toInt(double a) { return (int) a; }
  @Opcode static double nested(int a, float b, double c) { return a + b * c; }
  @Opcode static int precedence(int a, int b, int c) { return a - (b - c) * 3; }
  @Opcode static int rotate(int a, int b) { return Integer.rotateLeft(a, b); }
  @Opcode static long rotateByInt(long a, int b) { return Long.rotateRight(a, b); }
  @Opcode static int ofLongs(long a, long b) { return Long.compare(a, b); }
  @Opcode static double root(double a) { return Math.sqrt(a); }
  @Opcode static double converted(int a) { return Math.sqrt(a); }

  @Opcode(fuse = Fuse.BRANCH) static boolean isTrue(boolean a) { return (a); }
  @Opcode(fuse = Fuse.BRANCH) static boolean negated(boolean a) { return !a; }
  @Opcode(fuse = Fuse.BRANCH) static boolean isZero(int a) { return a == 0; }
  @Opcode(fuse = Fuse.BRANCH) static boolean isLess(int a, int b) { return a < b; }
  @Opcode(fuse = Fuse.BRANCH) static boolean isNotLess(int a, int b) { return !(a < b); }
  @Opcode(fuse = Fuse.BRANCH) static boolean isAtMost(long a, int b) { return a <= b; }
  @Opcode(fuse = Fuse.BRANCH) static boolean isLongZero(long a) { return a == 0; }
  @Opcode(fuse = Fuse.BRANCH) static boolean isBelow(int a, int b) { return Integer.compareUnsigned(a, b) < 0; }
  @Opcode(fuse = Fuse.BRANCH) static boolean equal(double a, double b) { return a == b; }
  @Opcode(fuse = Fuse.BRANCH) static boolean unequal(float a, float b) { return a != b; }
  @Opcode(fuse = Fuse.BRANCH) static boolean less(float a, float b) { return a < b; }
  @Opcode(fuse = Fuse.BRANCH) static boolean atMost(double a, double b) { return a <= b; }
  @Opcode(fuse = Fuse.BRANCH) static boolean more(double a, double b) { return a > b; }
  @Opcode(fuse = Fuse.BRANCH) static boolean atLeast(float a, float b) { return a >= b; }
  @Opcode(fuse = Fuse.BRANCH) static boolean notMore(float a, float b) { return !(a > b); }
  @Opcode(fuse = Fuse.BRANCH) static boolean isNaN(double a) { return Double.isNaN(a); }
  @Opcode(fuse = Fuse.BRANCH) static boolean both(boolean a, boolean b) { return a && b; }
  @Opcode(fuse = Fuse.BRANCH) static boolean sameOrder(int a, int b, int c, int d) { return (a < b) == (c < d); }
  @Opcode static synchronized int locks(int a) { return a; }
  @Opcode static int behind(String s, int b) { return b; }
  @Opcode static void dropsString(String s) {}
  @Opcode static void dropsObject(Object o) {}
  @Opcode static void nothing() {}
}
