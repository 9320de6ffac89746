package golden;

import dev.lockstep.spec.*;

@InstructionSet(likely = {"tick -> call", "call -> tick"})
final class Ops {
  @Opcode
  static void tick() {}

  @Opcode(control = Control.CALL)
  static void call() {}

  @Opcode(name = "return", control = Control.RETURN, cold = true)
  static void ret() {}

  @Opcode(cold = true, fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean lt(int a, int b) {
    return a < b;
  }

  @Opcode(cold = true, fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean eq(int a, int b) {
    return a == b;
  }

  @Opcode(name = "br_if", control = Control.BRANCH, cold = true)
  static boolean brIf(boolean condition, @Target int target) {
    return condition;
  }

  @Opcode(cold = true, fuse = Fuse.CONSTANT)
  static int add(int a, int b) {
    return a + b;
  }

  @Opcode(cold = true, fuse = Fuse.CONSTANT)
  static int sub(int a, int b) {
    return a - b;
  }

  @Opcode(cold = true, fuse = Fuse.CONSTANT)
  static int mul(int a, int b) {
    return a * b;
  }

  @Opcode(cold = true, fuse = Fuse.CONSTANT)
  static int and(int a, int b) {
    return a & b;
  }

  @Opcode(cold = true, fuse = Fuse.CONSTANT)
  static int or(int a, int b) {
    return a | b;
  }

  @Opcode(cold = true, fuse = Fuse.CONSTANT)
  static int xor(int a, int b) {
    return a ^ b;
  }

  @Opcode(cold = true, fuse = Fuse.CONSTANT)
  static int shl(int a, int b) {
    return a << b;
  }

  @Opcode(cold = true, fuse = Fuse.CONSTANT)
  static int shr(int a, int b) {
    return a >> b;
  }
}
