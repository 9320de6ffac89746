package golden;

import dev.lockstep.spec.*;

@InstructionSet
final class Ops {
  @Opcode(control = Control.CALL)
  static void call() {}

  @StackOverflow
  static String tooDeep(@Context StringBuilder names) {
    return "too deep below " + names;
  }
}
