package dev.lockstep.examples.wasm;

/**
 * Stack types of the instructions whose type does not depend on the module: numeric instructions (section 3.3.1) and
 * memory accesses (section 3.3.7). Each is zero to two operands and at most one result.
 */
final class Signatures {

  private static final int PREFIXED = 0x100;
  private static final Signature[] TABLE = new Signature[PREFIXED + 8];

  // By opcode from 0x28 on: first the plain accesses of the four types, then the narrow ones of i32 and i64.
  private static final String LOADED = "ilfdiiiillllll";
  private static final String STORED = "ilfdiilll";
  private static final String ALIGNMENTS = "23230011001122" + "232301012";

  /** Operands from bottom to top, null where there is none. */
  record Signature(ValType first, ValType second, ValType result) {}

  static {
    // i32: eqz; comparisons; clz, ctz, popcnt; add to rotr. The order of types and groups is that of the opcodes.
    numeric(0x45, 0x45, "i", "i");
    numeric(0x46, 0x4f, "ii", "i");
    numeric(0x50, 0x50, "l", "i");
    numeric(0x51, 0x5a, "ll", "i");
    numeric(0x5b, 0x60, "ff", "i");
    numeric(0x61, 0x66, "dd", "i");
    numeric(0x67, 0x69, "i", "i");
    numeric(0x6a, 0x78, "ii", "i");
    numeric(0x79, 0x7b, "l", "l");
    numeric(0x7c, 0x8a, "ll", "l");
    // f32 and f64: abs to sqrt; add to copysign.
    numeric(0x8b, 0x91, "f", "f");
    numeric(0x92, 0x98, "ff", "f");
    numeric(0x99, 0x9f, "d", "d");
    numeric(0xa0, 0xa6, "dd", "d");
    // Conversions to i32, i64, f32, f64; reinterpretations; sign extensions; saturating truncations.
    numeric(0xa7, 0xa7, "l", "i");
    numeric(0xa8, 0xa9, "f", "i");
    numeric(0xaa, 0xab, "d", "i");
    numeric(0xac, 0xad, "i", "l");
    numeric(0xae, 0xaf, "f", "l");
    numeric(0xb0, 0xb1, "d", "l");
    numeric(0xb2, 0xb3, "i", "f");
    numeric(0xb4, 0xb5, "l", "f");
    numeric(0xb6, 0xb6, "d", "f");
    numeric(0xb7, 0xb8, "i", "d");
    numeric(0xb9, 0xba, "l", "d");
    numeric(0xbb, 0xbb, "f", "d");
    numeric(0xbc, 0xbc, "f", "i");
    numeric(0xbd, 0xbd, "d", "l");
    numeric(0xbe, 0xbe, "i", "f");
    numeric(0xbf, 0xbf, "l", "d");
    numeric(0xc0, 0xc1, "i", "i");
    numeric(0xc2, 0xc4, "l", "l");
    numeric(PREFIXED, PREFIXED + 1, "f", "i");
    numeric(PREFIXED + 2, PREFIXED + 3, "d", "i");
    numeric(PREFIXED + 4, PREFIXED + 5, "f", "l");
    numeric(PREFIXED + 6, PREFIXED + 7, "d", "l");
    // Loads, stores, memory.size, memory.grow.
    for (int i = 0; i < LOADED.length(); i++) {
      TABLE[0x28 + i] = new Signature(ValType.I32, null, type(LOADED, i));
    }
    for (int i = 0; i < STORED.length(); i++) {
      TABLE[0x36 + i] = new Signature(ValType.I32, type(STORED, i), null);
    }
    TABLE[0x3f] = signature("", "i");
    TABLE[0x40] = signature("i", "i");
  }

  private Signatures() {}

  private static void numeric(int first, int last, String operands, String result) {
    for (int i = first; i <= last; i++) {
      TABLE[i] = signature(operands, result);
    }
  }

  private static Signature signature(String operands, String result) {
    return new Signature(type(operands, 0), type(operands, 1), type(result, 0));
  }

  private static ValType type(String letters, int index) {
    if (index >= letters.length()) {
      return null;
    }
    return switch (letters.charAt(index)) {
      case 'i' -> ValType.I32;
      case 'l' -> ValType.I64;
      case 'f' -> ValType.F32;
      default -> ValType.F64;
    };
  }

  /** The signature of a numeric instruction or memory access, numbered as {@link InstructionReader#opcode} is. */
  static Signature of(int opcode) {
    return TABLE[opcode < PREFIXED ? opcode : PREFIXED | opcode & 0xff];
  }

  static boolean isNumeric(int opcode) {
    return opcode >= 0x45 && opcode <= 0xc4 || opcode >= 0xfc00 && opcode <= 0xfc07;
  }

  static boolean isLoad(int opcode) {
    return opcode >= 0x28 && opcode <= 0x35;
  }

  static boolean isStore(int opcode) {
    return opcode >= 0x36 && opcode <= 0x3e;
  }

  /** The natural alignment of a load or store as an exponent of two, which is the most a memory argument may say. */
  static int naturalAlignment(int opcode) {
    return ALIGNMENTS.charAt(opcode - 0x28) - '0';
  }
}
