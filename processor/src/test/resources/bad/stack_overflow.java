package bad;

import dev.lockstep.spec.*;
import java.io.IOException;

final class NoSet {
  @StackOverflow
  static Object overflow() { // [LS025]
    return "";
  }
}

@InstructionSet
final class Ops {
  @Opcode
  static void store(@Context long[] memory) {}

  @StackOverflow
  static Object fine(@Context long[] memory) {
    return "overflow";
  }

  @StackOverflow
  Object first(@Context long[] memory, @Context long[] again) { // [LS020] // [LS043]
    return "overflow";
  }

  @StackOverflow
  private static int number() { // [LS021] // [LS042] // [LS043]
    return 0;
  }

  @StackOverflow
  static void nothing( // [LS042] // [LS043]
      @Context int[] other) {} // [LS006]

  @StackOverflow
  static Object operands( // [LS043]
      int a, // [LS042]
      @Immediate int b, // [LS042]
      @Context int context) // [LS006] // [LS039]
      throws NullPointerException {
    return a + b;
  }

  @StackOverflow
  static Object checked() throws IOException { // [LS024] // [LS043]
    return "";
  }
}
