package dev.lockstep.examples.tutorial;

import dev.lockstep.runtime.Trap;
import dev.lockstep.spec.Context;
import dev.lockstep.spec.Control;
import dev.lockstep.spec.Fuse;
import dev.lockstep.spec.InstructionSet;
import dev.lockstep.spec.Opcode;
import dev.lockstep.spec.Target;
import dev.lockstep.spec.TrapRule;

/** The opcodes of the tutorial's guest: a stack machine with ints and one array. Each is declared here and nowhere else. */
@InstructionSet(
    name = "Calc",
    traps = {
      @TrapRule(on = ArithmeticException.class, reason = "division by zero"),
      @TrapRule(on = IndexOutOfBoundsException.class, reason = "no such cell")
    })
final class CalcOps {

  private static final Trap FAILED = new Trap("failed");

  private CalcOps() {}

  /** Adds. */
  @Opcode(fuse = Fuse.CONSTANT)
  static int add(int a, int b) {
    return a + b;
  }

  /** Subtracts the top from the value below it. */
  @Opcode(fuse = Fuse.CONSTANT)
  static int sub(int a, int b) {
    return a - b;
  }

  /** Multiplies. */
  @Opcode(fuse = Fuse.CONSTANT)
  static int mul(int a, int b) {
    return a * b;
  }

  /** Divides, towards zero; traps if the divisor is 0. */
  @Opcode(fuse = Fuse.CONSTANT)
  static int div(int a, int b) {
    return a / b;
  }

  /** The remainder of {@link #div}. */
  @Opcode(fuse = Fuse.CONSTANT)
  static int rem(int a, int b) {
    return a % b;
  }

  /** Whether the top is greater than the value below it. */
  @Opcode(fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean lt(int a, int b) {
    return a < b;
  }

  /** Whether two values are equal. */
  @Opcode(fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean eq(int a, int b) {
    return a == b;
  }

  /** Reads a cell of the array. */
  @Opcode
  static int load(@Context int[] cells, int index) {
    return cells[index];
  }

  /** Writes the top into the cell whose index is below it. */
  @Opcode
  static void store(@Context int[] cells, int index, int value) {
    cells[index] = value;
  }

  /** Goes to the target if the top is not 0. */
  @Opcode(name = "br_if", control = Control.BRANCH)
  static boolean brIf(boolean condition, @Target int target) {
    return condition;
  }

  /** Calls a function. */
  @Opcode(control = Control.CALL)
  static void call() {}

  /** Returns to the caller. */
  @Opcode(name = "return", control = Control.RETURN)
  static void ret() {}

  /** Traps. */
  @Opcode(control = Control.TRAP)
  static Trap fail() {
    return FAILED;
  }
}
