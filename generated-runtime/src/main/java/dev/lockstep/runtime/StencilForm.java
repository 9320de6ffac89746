package dev.lockstep.runtime;

import dev.lockstep.runtime.Stencils.Hole;

/**
 * What the region compiler asks about a {@link Form} again and again, in the shape in which it can be asked fast: the
 * stencil's characters, the slots read and written, and what the instruction does to control flow. Immutable.
 */
final class StencilForm {

  /** The handler of {@link Core#raise}, which is in no table. */
  static final char RAISE = 0xffff;

  /** What an instruction that may raise takes in addition. */
  private static final int RAISE_BYTES = 16;

  private static final int[] NONE = {};

  /** The stencil; {@code null} if the form has none and is left to the interpreter. */
  final char[] text;

  final Flow flow;

  /** For each slot read, the word that names it and its type, packed by {@link #pack}. */
  final int[] sources;

  /** For each slot written, the same. */
  final int[] destinations;

  /** The word with the branch target, or -1. */
  final int targetWord;

  /** The word at which the jump table starts, or -1. */
  final int tableWord;

  /** The word with the slot of the first argument, before that with the index of the signature; -1 if nothing is called. */
  final int argumentsWord;

  /** Whether the stencil can leave the region through the handler, which finds all state in the heap. */
  final boolean leaves;

  /** How many characters of the stencil are copied: of those that leave, what runs the opcode's method. */
  final int bodyLength;

  /** The handler to leave through, by its index in the table of methods. */
  final int handler;

  /** Whether it notes its pc because it may throw. */
  final boolean mayThrow;

  /** Whether an opcode's method may raise. */
  final boolean raises;

  /** An upper bound of the words it puts on the JVM's operand stack. */
  final int maxStack;

  /** About how many bytes of JVM code HotSpot inlines into it. */
  final int inlined;

  private final int length;
  private final int size;

  StencilForm(Form form, String stencil) {
    flow = form.flow();
    text = stencil == null ? null : stencil.toCharArray();
    sources = operands(form, Operand.Role.SOURCE);
    destinations = operands(form, Operand.Role.DESTINATION);
    targetWord = word(form, Operand.Role.TARGET);
    tableWord = word(form, Operand.Role.TABLE);
    int callee = word(form, Operand.Role.CALLEE);
    argumentsWord = callee >= 0 ? callee + 1 : word(form, Operand.Role.COMPUTED_CALLEE);
    length = fixedLength(form);
    int bytes = 0;
    int inlinedBytes = 0;
    int words = 0;
    int holes = 0;
    for (int i = 0; text != null && i < text.length; i++) {
      int hole = text[i] >> 8;
      bytes += bytes(hole);
      inlinedBytes += hole == Hole.METHOD ? text[i] & 0xff : 0;
      words += stack(hole);
      holes |= 1 << hole;
      i += hasIndex(hole) ? 1 : 0;
    }
    leaves = (holes & 1 << Hole.LEAVE_THROUGH) != 0;
    bodyLength = text == null ? 0 : leaves ? text.length - 2 : text.length;
    handler = leaves ? text[text.length - 1] : -1;
    mayThrow = (holes & 1 << Hole.PC) != 0;
    raises = form.raises();
    maxStack = words;
    size = bytes + (raises ? RAISE_BYTES : 0);
    inlined = inlinedBytes;
  }

  private static int fixedLength(Form form) {
    int words = 1;
    for (int i = 0; i < form.operandCount(); i++) {
      words += form.operand(i).words();
    }
    return words;
  }

  private static int word(Form form, Operand.Role role) {
    for (int i = 0; i < form.operandCount(); i++) {
      if (form.operand(i).role() == role) {
        return form.operand(i).word();
      }
    }
    return -1;
  }

  private static int[] operands(Form form, Operand.Role role) {
    int count = 0;
    for (int i = 0; i < form.operandCount(); i++) {
      count += form.operand(i).role() == role ? 1 : 0;
    }
    if (count == 0) {
      return NONE;
    }
    int[] packed = new int[count];
    count = 0;
    for (int i = 0; i < form.operandCount(); i++) {
      Operand operand = form.operand(i);
      if (operand.role() == role) {
        packed[count++] = pack(operand.word(), operand.type().ordinal());
      }
    }
    return packed;
  }

  /** A word and a type in one {@code int}; {@code packed >> 3} and {@code packed & 7} take them apart. */
  private static int pack(int word, int type) {
    return word << 3 | type;
  }

  /** Whether it calls, and its stencil says whom, so that this need not go through the driver. */
  boolean isCall() {
    return leaves && (flow == Flow.CALL || flow == Flow.CALL_COMPUTED && bodyLength > 0);
  }

  /** Whether it may raise what its own function catches: the word behind it says where. */
  boolean isCaught(int[] code, int pc) {
    return raises && flow.fallsThrough() && code[pc + length(code, pc)] == Convention.CATCH;
  }

  /** The signature of what the instruction at {@code pc} calls. */
  Signature callee(Program program, int[] code, int pc) {
    return program.signature(code[pc + argumentsWord + 1]);
  }

  /** How many words the instruction at {@code pc} takes. */
  int length(int[] code, int pc) {
    return tableWord < 0 ? length : length + code[pc + tableWord + 1];
  }

  /** About how many bytes of JVM code the instruction at {@code pc} takes. */
  int size(int[] code, int pc) {
    return tableWord < 0 ? size : (int) Math.min(1 << 20, size + 4L * code[pc + tableWord + 1]);
  }

  /** How many bytes loads at the entry, initialisations and commits at two exits add, at the very worst. */
  int overhead() {
    return 12 * sources.length + 30 * destinations.length;
  }

  /** How many bytes of JVM code a hole takes. */
  private static int bytes(int hole) {
    return switch (hole) {
      case 0 -> 1;
      case Hole.LEAVE_THROUGH -> 40;
      case Hole.TABLE, Hole.CHARGE -> 20;
      case Hole.CONTEXT -> 4;
      case Hole.PC -> 5;
      default -> hole >= Hole.PUSH && hole < Hole.METHOD ? 3 : 2;
    };
  }

  /** How many words of operand stack it may take; of JVM code, 0, no instruction takes more than two. */
  private static int stack(int hole) {
    return switch (hole) {
      case Hole.METHOD, Hole.CLASS, Hole.LEAVE_THROUGH -> 0;
      case Hole.TABLE -> 1;
      case Hole.PUSH + 4 -> 3; // A reference constant is loaded from an array.
      default -> 2;
    };
  }

  /** Whether the character after that of a hole is an index in a table. */
  private static boolean hasIndex(int hole) {
    return hole == Hole.METHOD || hole == Hole.CLASS || hole == Hole.LEAVE_THROUGH;
  }
}
