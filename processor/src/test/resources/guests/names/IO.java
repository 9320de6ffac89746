package names;

import dev.lockstep.spec.*;

/** A group with the name that the constant of its opcode has. */
@OpcodeGroup
final class IO {

  private IO() {}

  @Opcode
  static int io(int a) {
    return a + 1;
  }

  @Opcode
  static float half(float a) {
    return a / 2;
  }
}
