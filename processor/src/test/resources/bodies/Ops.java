package bodies;

import dev.lockstep.spec.*;

/** Opcodes that cannot throw have names that begin with safe, those that may, or might as far as can be seen, with risky. */
@InstructionSet
final class Ops {
  private static final int LIMIT = 10;
  private static final Integer BOXED = 10;
  private static final Long LONG = null;
  private static final @Mark Integer MARKED = 10;
  private static final One ONE = null;

  @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
  @interface Mark {}

  record One(int a) {}

  private static int helper(int a) {
    return a;
  }

  @Opcode static int safeArithmetic(int a, int b) { return (a + b) * ~a - (b << 3) ^ LIMIT; }
  @Opcode static boolean safeComparison(long a, int b) { return a < b && !(a == b) || b >= 'x'; }
  @Opcode static double safeFloatDivision(double a, float b) { return a / b % 3; }
  @Opcode static int safeDivisionByLiteral(int a) { return a / 3 % 7; }
  @Opcode static int safeConversion(double a) { return (int) (long) a; }
  @Opcode static int safeCondition(int a) { return a > 0 ? a : -a; }
  @Opcode static int safeLocals(int a) { int b = a; b += 2; b++; if (b > a) { return b; } else { return 0; } }
  @Opcode static int safeCalls(int a) { return Integer.rotateLeft(a, 3) + Integer.bitCount(a) + Math.max(a, Integer.MIN_VALUE); }
  @Opcode static double safeRoots(double a) { return Math.sqrt(Math.abs(a)) + Double.NaN; }
  @Opcode static Object safeReference(Object a, Object b) { return a == b ? a : null; }
  @Opcode static Object safeBox(Object a, int b) { return b == 0 ? a : BOXED; }
  @Opcode static void safeNothing() {}
  @Opcode static boolean safeNull(Object a) { return a == null; }

  @Opcode static int riskyDivision(int a, int b) { return a / b; }
  @Opcode static long riskyRemainder(long a, int b) { return a % b; }
  @Opcode static int riskyZero(int a) { return a / 0; }
  @Opcode static int riskyCompound(int a, int b) { int c = a; c /= b; return c; }
  @Opcode static int riskyArray(int[] a, int i) { return a[i]; }
  @Opcode static int riskyLength(int[] a) { return a.length; }
  @Opcode static int riskyUnboxing(Integer a) { return a; }
  @Opcode static int riskyUnboxingSum(Integer a) { return a + 1; }
  @Opcode static int riskyBoxedField(int a) { return a + BOXED; }
  @Opcode static Object riskyBoxes(int a) { return a == 0 ? BOXED : LONG; }
  @Opcode static Object riskyAnnotatedBoxes(int a) { return a == 0 ? MARKED : LONG; }
  @Opcode static Object riskyAnnotatedLocal(int a) { java.lang. @Mark Integer b = null; return a == 0 ? b : LONG; }
  @Opcode static Object riskyInferredBox(int a) { var b = a == 0 ? BOXED : null; return a == 0 ? b : LONG; }
  @Opcode static One riskyRecord(int a) { return ONE; } // what takes it apart throws
  @Opcode static String riskyCast(Object a) { return (String) a; }
  @Opcode static int riskyHelper(int a) { return helper(a); }
  @Opcode static int riskyExact(int a) { return Math.addExact(a, a); }
  @Opcode static int riskyUnsigned(int a) { return Integer.divideUnsigned(a, a); }
  @Opcode static Object riskyAllocation(int a) { return new int[a]; }
  @Opcode static int riskyLoop(int a) { while (a > 0) { a = a - 1; } return a; }
  @Opcode static void riskyThrow() { throw new IllegalStateException(); }
  @Opcode static int riskyParameterType(String a) { return 0; } // what the guest gives may be something else
}
