package bad;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  record Small(int a, short b) {}

  private static final class Hidden {}

  private record HiddenResult(int a) {}

  @Opcode
  static void parameters(
      byte a, // [LS030]
      @Immediate char b, // [LS030]
      @Local short c, // [LS030]
      byte[] d) {}

  @Opcode
  static char result() { // [LS031]
    return 'a';
  }

  @Opcode
  static Small component() { // [LS031]
    return null;
  }

  @Opcode
  static void hidden(
      Hidden h, // [LS040]
      java.util.List<Hidden[]> list) {} // [LS040]

  @Opcode
  static HiddenResult hiddenResult() { // [LS040]
    return null;
  }

  @Opcode
  static void context(
      @Context int all) {} // [LS039]
}
