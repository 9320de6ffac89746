package bad;

import dev.lockstep.spec.*;

@InstructionSet(
    fuse = {
      "", // [LS052]
      "_", // [LS052]
      "add(_", // [LS052]
      "add(_, #) x", // [LS052]
      "add(, #)", // [LS052]
      "plus(_, #)", // [LS053]
      "add(_, plus(_, #))", // [LS053]
      "add(#)", // [LS054]
      "add(_, store(_))", // [LS055]
      "add(_, stored)", // [LS055]
      "add(_, wide(#))", // [LS056]
      "length(list(_))", // [LS056]
      "add(mul(_, _), mul(_, _))", // [LS057]
      "add(_, _)", // [LS058]
      "add(mul(_, #), _)",
      "add{(_, #)", // [LS052]
      "add(_, #)}", // [LS052]
      "add(_, #);", // [LS052]
      "add(_, #); plus", // [LS053]
      "{mul,wide}(_, #)", // [LS054]
      "go; add", // [LS059]
      "{add,jump}; go", // [LS059]
    },
    hot = {
      "add{,(mul(_, #), _)}",
      "mul(_, #)",
      "mul(add(_, #), _)", // [LS063]
      "add; go", // [LS063]
    },
    likely = {
      "{add,mul(_, #)} -> add",
      "add", // [LS052]
      "add -> add -> add", // [LS052]
      "add -> plus", // [LS053]
      "go; add -> add", // [LS059]
      "add -> go", // [LS063]
      "add; mul -> add", // [LS063]
    })
final class Ops {
  @Opcode
  static int add(int a, int b) {
    return a + b;
  }

  @Opcode(name = "mul")
  static int times(int a, int b) {
    return a * b;
  }

  @Opcode(control = Control.JUMP)
  static void go(@Target int target) {}

  @Opcode
  static void store(int a) {}

  @Opcode(toLocal = true)
  static int stored() {
    return 1;
  }

  @Opcode
  static long wide(int a) {
    return a;
  }

  @Opcode
  static int length(String a) {
    return a.length();
  }

  @Opcode
  static Object list(Object a) {
    return a;
  }
}
