package all;

import dev.lockstep.runtime.GuestException;
import dev.lockstep.spec.*;
import java.util.List;
import java.util.Map;

@InstructionSet(name = "All", fuse = {"cat(upper(_), #)", "put(_, ladd(_, #))", "sel(_, #, lt(_, _))", "both(not(_), _)",
  "sel(posi(_), #, _)", "sw(posi(_))", "tailI(posi(_))", "br_posi(posi(_))", "posi; drop", "drop; posi", "table; br_posi; posi"},
  traps = {@TrapRule(on = RuntimeException.class, reason = "all \"quoted\"")})
final class AllOps {
  record Pair(int quotient, boolean exact, Object rest, double d) {}
  record Gen<T>(T value, long l) {}
  private AllOps() {}
  @Opcode(10) static Pair divmod(int a, int b) { return new Pair(a / b, a % b == 0, null, 1); }
  @Opcode static Gen<String> gen(float f, double d, boolean b) { return new Gen<>("", 1); }
  @Opcode(fuse = Fuse.CONSTANT) static long ladd(long a, long b) { return a + b; }
  @Opcode(fuse = Fuse.CONSTANT) static double dadd(double a, double b) { return Math.max(a, b); }
  @Opcode(fuse = Fuse.CONSTANT) static float fadd(float a, float b) { return a + b; }
  @Opcode(fuse = Fuse.CONSTANT) static String cat(Object a, String b) { return a + b; }
  @Opcode static String upper(List<String> s) { return s.get(0); }
  @Opcode static boolean not(boolean b) { return !b; }
  @Opcode(fuse = {Fuse.BRANCH, Fuse.CONSTANT}) static boolean lt(int a, int b) { return a < b; }
  @Opcode(fuse = {Fuse.BRANCH}) static int isNull(Object o) { return o == null ? 1 : 0; }
  @Opcode static int sel(int a, int b, boolean c) { return c ? a : b; }
  @Opcode static boolean both(boolean a, boolean b) { return a && b; }
  @Opcode static void put(Object[] array, long value) { array[0] = value; }
  @Opcode static Object imm(@Immediate int i, @Immediate long l, @Immediate float f, @Immediate double d, @Immediate boolean b, @Immediate String s, @Immediate Map<String, int[]> o, @Local int x, @Local Object y) { return s; }
  @Opcode(toLocal = true) static int three(@Local int a, @Local int b, @Immediate int c) { return a + b + c; }
  @Opcode(control = Control.BRANCH, name = "br_if") static boolean brIf(boolean c, @Target int target) { return c; }
  @Opcode(control = Control.BRANCH, name = "br_on", cold = true) static boolean brOn(int c, @Target int target, @Immediate int x) { return c == x; }
  @Opcode(control = Control.SWITCH) static int sw(int i, @Target int n, @Immediate int low) { return Math.min(i - low, n - 1); }
  @Opcode(control = Control.JUMP) static void go(@Target int target) {}
  @Opcode(control = Control.CALL) static int callI(int i, @Immediate int table) { return i; }
  @Opcode(control = Control.CALL) static void call() { }
  @Opcode(control = Control.TAIL_CALL) static int tailI(int i) { return i; }
  @Opcode(control = Control.TAIL_CALL) static void tail() { }
  @Opcode(control = Control.RETURN, name="return") static void ret() { }
  @Opcode(control = Control.TRAP) static RuntimeException fail(Object o) { return new RuntimeException(); }
  @Opcode(control = Control.SUSPEND, fuse = Fuse.CONSTANT) static boolean pause(int i, int j) { return i > j; }
  @Opcode(control = Control.SUSPEND) static boolean await(Object o, @Immediate long l) { return o.hashCode() % 2 == l % 2; }
  @Opcode static void drop(int i) {}
  @Opcode static int posi(int i) throws GuestException { if (i <= 0) { throw new GuestException(i % 2 == 0 ? "even" : i); } return i; }
  @Opcode(control = Control.BRANCH, name = "br_posi") static boolean brPosi(int i, @Target int target) throws GuestException { return posi(i) > 5; }
  @Opcode(control = Control.CALL) static int callPosi(int i) throws GuestException { return posi(i); }
  @Opcode(control = Control.SUSPEND) static boolean awaitPosi(int i) throws GuestException { return posi(i) > 5; }
  @Opcode(name = ">=") static boolean greater(int i, int j) { return i >= j; }
  @Opcode static int table(int i) { return i / 3 + Integer.MAX_VALUE; }
  @Opcode static int table2(int i) { return i / i; }
  @Opcode(name = "int") static int toInt(double d) { return (int) d; }
  @Opcode static double scale(double d, double e) { double x = d / e; if (x > 1.0) { return Math.sqrt(x); } return d != d ? 0 : x; }
}
