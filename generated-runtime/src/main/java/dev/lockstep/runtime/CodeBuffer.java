package dev.lockstep.runtime;

import java.util.Arrays;

/** Bytes of a class file, big-endian, appended or patched. Reused from region to region. Not thread-safe. */
final class CodeBuffer {

  private byte[] bytes;
  private int size;

  CodeBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** Drops everything from {@code length} on. */
  void truncate(int length) {
    size = length;
  }

  /** Makes room for {@code length} more bytes. */
  void reserve(int length) {
    if (size + length > bytes.length) {
      grow(length);
    }
  }

  void u1(int value) {
    if (size == bytes.length) {
      grow(1);
    }
    bytes[size++] = (byte) value;
  }

  void u2(int value) {
    if (size + 2 > bytes.length) {
      grow(2);
    }
    bytes[size] = (byte) (value >> 8);
    bytes[size + 1] = (byte) value;
    size += 2;
  }

  /** The first one or both of two bytes, for which there is room. */
  void u1or2(int value, int length) {
    int at = size;
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
    size = at + length;
  }

  void u4(int value) {
    u2(value >> 16);
    u2(value);
  }

  /** A byte and two bytes: an instruction and its operand, or a constant and an index. */
  void u1u2(int first, int second) {
    reserve(3);
    int at = size;
    bytes[at] = (byte) first;
    bytes[at + 1] = (byte) (second >> 8);
    bytes[at + 2] = (byte) second;
    size = at + 3;
  }

  void append(byte[] source) {
    append(source, 0, source.length);
  }

  void append(CodeBuffer source) {
    append(source, 0, source.size);
  }

  void append(CodeBuffer source, int from, int to) {
    append(source.bytes, from, to - from);
  }

  private void append(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  void patchU1(int at, int value) {
    bytes[at] = (byte) value;
  }

  void patchU2(int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  void patchU4(int at, int value) {
    patchU2(at, value >> 16);
    patchU2(at + 2, value);
  }

  /** The bytes, of which exactly as many have been appended as there was room for. */
  byte[] filled() {
    return bytes;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void grow(int length) {
    bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
  }
}
