package bad;

import dev.lockstep.spec.*;

@InstructionSet(
    name = "First",
    include = {
      Shared.class,
      Shared.class, // [LS008]
      First.class, // [LS007]
      Second.class, // [LS007]
      Plain.class, // [LS007]
      String.class, // [LS009]
      int.class, // [LS007]
      Shared[].class, // [LS007]
      Empty.class,
      NotAClass.class
    })
final class First {
  @Opcode
  static int add(int a, int b) {
    return a + b;
  }
}

@InstructionSet(name = "Second", include = Shared.class)
final class Second {
  @Opcode
  static void nop() {}
}

@InstructionSet(name = "Third", include = Both.class)
final class Third {
  @Opcode
  static void nop() {}
}

@InstructionSet
@OpcodeGroup // [LS007]
final class Both {
  @Opcode
  static void both() {}
}

@OpcodeGroup
final class Shared {
  @Opcode // [LS012]
  static int add(int a, int b) {
    return a + b;
  }

  @Opcode
  int notStatic(int a) { // [LS020]
    return a;
  }
}

final class Plain {
  static int sub(int a, int b) {
    return a - b;
  }
}

@OpcodeGroup
final class Empty {} // [LS005]

@OpcodeGroup
interface NotAClass { // [LS001]
  @Opcode
  static void inAnInterface() {}
}
