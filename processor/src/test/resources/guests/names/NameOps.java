package names;

import dev.lockstep.spec.*;

/** Opcodes with names that the generated classes, Java or this package have for something else. */
@InstructionSet(
    name = "Name",
    include = IO.class,
    likely = "i->l -> i->l",
    fuse = """
        yield;
        negate
        """,
    traps = @TrapRule(on = NullPointerException.class, reason = "null \u00e9 \u20ac"))
final class NameOps {

  static One none;
  static Integer small;
  static Long large;

  record One(long value) {}

  private NameOps() {}

  @Opcode
  static int op(@Immediate int number) {
    return 100 * number;
  }

  @Opcode
  static int seven() {
    return 7;
  }

  @Opcode
  static Object constant(@Immediate String text) {
    return text;
  }

  @Opcode(name = "i->l")
  static long widen(int a) {
    return a;
  }

  @Opcode(name = "yield")
  static int give(int a) {
    return a + 1;
  }

  @Opcode
  static int negate(int a) {
    return -a;
  }

  @Opcode
  static One one(int a) {
    return a == 0 ? new One(0) : none;
  }

  @Opcode
  static Object box(int a) {
    return a == 0 ? small : large;
  }

  @Opcode(control = Control.RETURN)
  static void ret() {}
}
