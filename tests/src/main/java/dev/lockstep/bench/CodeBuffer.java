package dev.lockstep.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Code words under construction, and the labels they refer to. */
final class CodeBuffer {
  private record Reference(int at, int label) {}

  private final List<Integer> labels = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private int[] words = new int[64];
  private int size;

  int size() {
    return size;
  }

  void add(int word) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
    }
    words[size++] = word;
  }

  /** Adds the upper and then the lower half. */
  void addLong(long bits) {
    add((int) (bits >> 32));
    add((int) bits);
  }

  void set(int at, int word) {
    words[at] = word;
  }

  int label() {
    labels.add(-1);
    return labels.size() - 1;
  }

  void bind(int label) {
    labels.set(label, size);
  }

  /** Adds a word that becomes the place of the label. */
  void addReference(int label) {
    references.add(new Reference(size, label));
    add(-1);
  }

  /** The words, with every reference resolved. */
  int[] finish() {
    for (Reference reference : references) {
      words[reference.at] = place(reference.label);
    }
    return Arrays.copyOf(words, size);
  }

  int place(int label) {
    int place = labels.get(label);
    if (place < 0) {
      throw new IllegalStateException("label " + label + " is not bound");
    }
    return place;
  }
}
