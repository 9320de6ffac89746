package dev.lockstep.runtime;

import java.util.Arrays;

/** A growing array of code words. */
final class CodeWords {

  /** Keeps every pc, and every pc plus an instruction's length, an {@code int}. */
  static final int LIMIT = 1 << 28;

  private int[] words = new int[1024];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return words[index];
  }

  void set(int index, int word) {
    words[index] = word;
  }

  void add(int word) {
    if (size == words.length) {
      if (size >= LIMIT) {
        throw new AssemblyException("the program is too large: more than " + LIMIT + " words");
      }
      words = Arrays.copyOf(words, 2 * size);
    }
    words[size++] = word;
  }

  void addWide(long bits) {
    add((int) (bits >> 32));
    add((int) bits);
  }

  /** Removes and returns everything from {@code index} on. */
  int[] cut(int index) {
    int[] tail = Arrays.copyOfRange(words, index, size);
    size = index;
    return tail;
  }

  void addAll(int[] tail) {
    for (int word : tail) {
      add(word);
    }
  }

  /** Copies everything from {@code index} on to the same place of another array. */
  void copy(int index, int[] to) {
    System.arraycopy(words, index, to, index, size - index);
  }
}
