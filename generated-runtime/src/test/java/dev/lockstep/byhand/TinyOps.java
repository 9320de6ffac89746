package dev.lockstep.byhand;

/**
 * A guest whose generated classes are written by hand, as the processor is to write them. Its annotations would be those in
 * the comments.
 */
// @InstructionSet(name = "Tiny", fuse = {"add(_, #); br_if(lt(_, _)); jump", "add(_, #); peek"}, traps = @TrapRule(on = IndexOutOfBoundsException.class, reason = "out of bounds"))
final class TinyOps {

  private TinyOps() {}

  // @Opcode(fuse = Fuse.CONSTANT)
  static int add(int a, int b) {
    return a + b;
  }

  // @Opcode(fuse = {Fuse.CONSTANT, Fuse.BRANCH})
  static boolean lt(int a, int b) {
    return a < b;
  }

  // @Opcode
  static long peek(/* @Context */ long[] memory, int address, /* @Immediate */ int offset) {
    return memory[address + offset];
  }

  // @Opcode(name = "br_if", control = Control.BRANCH)
  static boolean brIf(int condition, /* @Target */ int target) {
    return condition != 0;
  }

  // @Opcode(control = Control.CALL)
  static void call() {}

  // @Opcode(name = "return", control = Control.RETURN)
  static void ret() {}
}
