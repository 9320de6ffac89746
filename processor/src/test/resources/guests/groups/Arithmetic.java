package groups.shared;

import dev.lockstep.spec.*;

/** What both guests have. */
@OpcodeGroup
public final class Arithmetic {

  private Arithmetic() {}

  @Opcode(fuse = Fuse.CONSTANT)
  public static int add(int a, int b) {
    return a + b;
  }

  @Opcode(fuse = Fuse.BRANCH)
  public static boolean less(int a, int b) {
    return a < b;
  }

  /** Control, in a class inside. */
  @OpcodeGroup
  public static final class Branches {

    private Branches() {}

    @Opcode(control = Control.BRANCH)
    public static boolean brIf(boolean condition, @Target int target) {
      return condition;
    }

    @Opcode(control = Control.RETURN)
    public static void ret() {}
  }
}
