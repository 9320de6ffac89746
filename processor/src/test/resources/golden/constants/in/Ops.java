package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode(fuse = Fuse.CONSTANT)
  static long add(double a, float b, long c) {
    return (long) a + c;
  }

  @Opcode(fuse = Fuse.CONSTANT)
  static double scale(double a) {
    return a * 2;
  }

  @Opcode(fuse = Fuse.CONSTANT)
  static float half(float a) {
    return a / 2;
  }

  @Opcode(fuse = Fuse.CONSTANT)
  static Object first(Object[] a) {
    return a[0];
  }
}
