package golden;

import dev.lockstep.spec.*;

@InstructionSet(
    fuse = {"{add,mul}(_, #); {br_if,jump}", "div; mul; div"},
    hot = {"{add,mul}(_, {_,#})", "br_if"},
    likely = {"{add,mul}(_, #); br_if -> {add(_, #); br_if,br_if}", "div; mul; div -> div; mul; div"})
final class Ops {
  @Opcode(fuse = Fuse.CONSTANT)
  static int add(int a, int b) {
    return a + b;
  }

  @Opcode(fuse = Fuse.CONSTANT)
  static int mul(int a, int b) {
    return a * b;
  }

  @Opcode
  static int div(int a, int b) {
    return a / b;
  }

  @Opcode(name = "br_if", control = Control.BRANCH)
  static boolean brIf(int a, @Target int target) {
    return a != 0;
  }
}
