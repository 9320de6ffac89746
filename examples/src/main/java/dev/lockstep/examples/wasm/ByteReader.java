package dev.lockstep.examples.wasm;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over the binary format's primitives (section 5.2). Every fault is a {@link WasmException} of kind malformed,
 * in the words of the reference interpreter.
 */
final class ByteReader {

  private final byte[] bytes;
  private final int limit;
  private int position;

  ByteReader(byte[] bytes, int start, int limit) {
    this.bytes = bytes;
    this.position = start;
    this.limit = limit;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position == limit;
  }

  /** The next byte without consuming it, or -1 at the end. */
  int peek() {
    return position < limit ? bytes[position] & 0xff : -1;
  }

  int u8() {
    require(1);
    return bytes[position++] & 0xff;
  }

  void skip(int count) {
    require(count);
    position += count;
  }

  private void require(int count) {
    if (count < 0 || count > limit - position) {
      throw WasmException.malformed(limit, "unexpected end of section or function");
    }
  }

  /** A little-endian number of fixed width, as f32, f64 and the file header use it. */
  long fixed(int width) {
    require(width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value |= (bytes[position++] & 0xffL) << (8 * i);
    }
    return value;
  }

  /** An unsigned 32-bit number as the bits of an int. */
  int u32() {
    int first = peek();
    if (first >= 0 && first < 0x80) {
      position++;
      return first;
    }
    return (int) unsigned(32);
  }

  boolean u1() {
    return unsigned(1) != 0;
  }

  /** A type code: in the format a negative 7-bit number, so a second byte is an overlong representation. */
  int typeCode() {
    int code = u8();
    if (code >= 0x80) {
      throw WasmException.malformed(position, "integer representation too long");
    }
    return code;
  }

  /** Unsigned LEB128 (section 5.2.2); {@code bits} may be any width up to 63. */
  private long unsigned(int bits) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int left = bits - shift;
      int group = group(left);
      if (left < 7 && (group & 0x7f) >= 1 << left) {
        throw WasmException.malformed(position - 1, "integer too large");
      }
      value |= (group & 0x7fL) << shift;
      if (group < 0x80) {
        return value;
      }
    }
  }

  /** Signed LEB128 (section 5.2.2). */
  long signed(int bits) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int left = bits - shift;
      int group = group(left);
      // The unused bits of the last group must all repeat the sign bit.
      int unused = left < 7 ? -1 << (left - 1) & 0x7f : 0;
      if ((group & unused) != 0 && (group & unused) != unused) {
        throw WasmException.malformed(position - 1, "integer too large");
      }
      value |= (group & 0x7fL) << shift;
      if (group < 0x80) {
        return (group & 0x40) != 0 && shift + 7 < 64 ? value | -1L << (shift + 7) : value;
      }
    }
  }

  private int group(int bitsLeft) {
    if (bitsLeft <= 0) {
      throw WasmException.malformed(position, "integer representation too long");
    }
    return u8();
  }

  /**
   * A count or size. It is at most the number of bytes from its own start to the end of the file, because each thing
   * counted takes a byte or more: callers may allocate that many elements.
   */
  int length() {
    int start = position;
    int length = u32();
    if (Integer.compareUnsigned(length, limit - start) > 0) {
      throw WasmException.malformed(start, "length out of bounds");
    }
    return length;
  }

  String name() {
    int start = position;
    int length = length();
    require(length);
    ByteBuffer text = ByteBuffer.wrap(bytes, position, length);
    position += length;
    try {
      // A new decoder reports malformed input, where String would replace it.
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw WasmException.malformed(start, "malformed UTF-8 encoding");
    }
  }

  ValType valType() {
    ValType type = ValType.ofCode(typeCode());
    if (type == null) {
      throw WasmException.malformed(position - 1, "malformed value type");
    }
    return type;
  }

  ValType refType() {
    ValType type = ValType.ofCode(typeCode());
    if (type == null || !type.isReference()) {
      throw WasmException.malformed(position - 1, "malformed reference type");
    }
    return type;
  }
}
