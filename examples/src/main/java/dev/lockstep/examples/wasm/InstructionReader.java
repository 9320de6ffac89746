package dev.lockstep.examples.wasm;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Decodes instructions (section 5.4) one at a time into its fields, which stay valid until the next call. It checks all
 * that the binary format demands of code, nesting of {@code else} and {@code end} included: a body that can be read to
 * its end is well-formed. Opcodes with a prefix are numbered {@code prefix << 8 | opcode}.
 */
final class InstructionReader {

  /** In the alignment of a memory access: a memory index follows. */
  private static final int WITH_MEMORY_INDEX = 1 << 6;

  private final ByteReader in;
  private final boolean hasDataCount;
  private final boolean manyMemories;

  /** One bit a nesting level, set while an {@code else} may follow. */
  private final BitSet elseAllowed = new BitSet();

  private int depth;
  private boolean done;

  /** Position of the current instruction in the file. */
  int offset;

  int opcode;

  /** The first index or the alignment exponent; -1 for a block type that is not an index. */
  int x;

  /** The second index, or the offset of a memory access (unsigned). */
  int y;

  /** The memory index of a load or store. */
  int memory;

  /** The bits of a constant. */
  long value;

  /** The type of {@code ref.null}, of {@code select} with one type, and of a block with one result; or else null. */
  ValType type;

  /** Branch targets of {@code br_table}, the default last; valid up to {@link #labelCount}. */
  int[] labels = new int[8];

  int labelCount;

  InstructionReader(ByteReader in, boolean hasDataCount, boolean manyMemories) {
    this.in = in;
    this.hasDataCount = hasDataCount;
    this.manyMemories = manyMemories;
  }

  /** Whether the {@code end} of the whole body was the last instruction read. */
  boolean done() {
    return done;
  }

  /** Checks that the body ends where its size says. */
  void requireEnd(int end) {
    if (in.position() != end) {
      throw WasmException.malformed(end, "section size mismatch");
    }
  }

  void next() {
    offset = in.position();
    opcode = in.u8();
    switch (opcode) {
      case 0x02, 0x03, 0x04 -> begin();
      case 0x05 -> orElse();
      case 0x0b -> end();
      case 0x0e -> readLabels();
      case 0x11, 0x13 -> readIndexPair();
      case 0x1c -> readSelectTypes();
      case 0x3f, 0x40 -> x = readMemoryIndex();
      case 0x41 -> value = in.signed(32);
      case 0x42 -> value = in.signed(64);
      case 0x43 -> value = in.fixed(4);
      case 0x44 -> value = in.fixed(8);
      case 0xd0 -> type = in.refType();
      case 0xfc -> readPrefixed();
      default -> readByClass();
    }
  }

  private void readByClass() {
    if (opcode >= 0x28 && opcode <= 0x3e) {
      readMemoryArgument();
    } else if (takesIndex(opcode)) {
      x = in.u32();
    } else if (opcode > 0x01 && opcode != 0x0f && opcode != 0x1a && opcode != 0x1b && opcode != 0xd1
        && !Signatures.isNumeric(opcode)) {
      throw illegal(Integer.toHexString(opcode));
    }
  }

  private static boolean takesIndex(int opcode) {
    return switch (opcode) {
      case 0x0c, 0x0d, 0x10, 0x12, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0xd2 -> true;
      default -> false;
    };
  }

  private void begin() {
    int first = in.peek();
    x = -1;
    type = null;
    if (first == 0x40) {
      in.u8();
    } else if (first >= 0x40 && first < 0x80) {
      type = in.valType();
    } else {
      long index = in.signed(33);
      if (index < 0) {
        throw WasmException.malformed(offset + 1, "malformed value type");
      }
      x = (int) Math.min(index, Integer.MAX_VALUE); // Too large is unknown, and -1 is taken.
    }
    depth++;
    elseAllowed.set(depth, opcode == 0x04);
  }

  private void orElse() {
    if (!elseAllowed.get(depth)) {
      throw WasmException.malformed(offset, "END opcode expected");
    }
    elseAllowed.clear(depth);
  }

  private void end() {
    done = depth == 0;
    depth--;
  }

  private void readLabels() {
    int count = in.length();
    labelCount = 0;
    for (int i = 0; i <= count; i++) {
      // Grown as they come: the count is trusted only up to the size of the file.
      if (labelCount == labels.length) {
        labels = Arrays.copyOf(labels, 2 * labelCount);
      }
      labels[labelCount++] = in.u32();
    }
  }

  private void readIndexPair() {
    x = in.u32();
    y = in.u32();
  }

  private void readSelectTypes() {
    int count = in.length();
    type = null;
    for (int i = 0; i < count; i++) {
      type = in.valType();
    }
    if (count != 1) {
      type = null;
    }
  }

  private void readMemoryArgument() {
    int flags = in.u32();
    if (Integer.compareUnsigned(flags, manyMemories ? 2 * WITH_MEMORY_INDEX - 1 : 32) > 0) {
      throw WasmException.malformed(offset + 1, "malformed memop flags");
    }
    boolean hasIndex = flags >= WITH_MEMORY_INDEX;
    x = flags & WITH_MEMORY_INDEX - 1;
    memory = hasIndex ? in.u32() : 0;
    y = in.u32();
  }

  /** In version 2.0 it is a byte and not a LEB128 number (section 5.4.6). */
  private int readMemoryIndex() {
    if (manyMemories) {
      return in.u32();
    }
    if (in.u8() != 0) {
      throw WasmException.malformed(in.position() - 1, "zero byte expected");
    }
    return 0;
  }

  private void readPrefixed() {
    int number = in.u32();
    if (number < 0 || number > 0x11) {
      throw illegal("fc " + Integer.toHexString(number));
    }
    opcode = 0xfc00 | number;
    x = 0;
    y = 0;
    switch (number) {
      case 0x08 -> {
        readDataIndex();
        y = readMemoryIndex();
      }
      case 0x09 -> readDataIndex();
      case 0x0a -> {
        x = readMemoryIndex();
        y = readMemoryIndex();
      }
      case 0x0b -> x = readMemoryIndex();
      case 0x0c, 0x0e -> readIndexPair();
      case 0x0d, 0x0f, 0x10, 0x11 -> x = in.u32();
      default -> {} // Saturating truncations have no immediate.
    }
  }

  private void readDataIndex() {
    x = in.u32();
    if (!hasDataCount) {
      throw WasmException.malformed(offset, "data count section required");
    }
  }

  private WasmException illegal(String code) {
    return WasmException.malformed(offset, "illegal opcode " + code);
  }
}
