package bad;

import dev.lockstep.spec.*;

@InstructionSet(
    include = {Numbers.class, Cells.class},
    fuse = "add(missing(_), _)") // [LS053]
final class Ops {
  @Opcode(7)
  static int mul(@Context int[] cells, int a, int b) {
    return a * b;
  }
}

@OpcodeGroup
final class Numbers {
  @Opcode(7) // [LS011]
  static int add(int a, int b) {
    return a + b;
  }
}

@OpcodeGroup
final class Cells {
  @Opcode
  static int load(
      @Context long[] cells, // [LS006]
      int index) {
    return (int) cells[index];
  }

  @Opcode
  private static void hidden() {} // [LS021]
}
