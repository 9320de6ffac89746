package dev.lockstep.examples.wasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A linear memory (section 4.2.8). It keeps the array of every instance that uses it up to date, so that guest code
 * reaches the bytes with one load and sharing costs only when the memory grows. Not thread-safe.
 */
final class WasmMemory {

  /** Bytes of a page (section 2.3.8). */
  static final int PAGE_SIZE = 65_536;

  /** Engine limit in pages: the most whole pages that fit into a Java array. */
  static final int MAX_PAGES = 32_767;

  private final long maxPages;
  private final List<WasmInstance> users = new ArrayList<>();
  private byte[] bytes;

  /**
   * Allocates a memory of zeros.
   *
   * @param minPages at most {@link #MAX_PAGES}
   * @param maxPages unsigned 32 bits
   */
  WasmMemory(int minPages, long maxPages) {
    this.bytes = new byte[minPages * PAGE_SIZE];
    this.maxPages = Math.min(maxPages, MAX_PAGES);
  }

  byte[] bytes() {
    return bytes;
  }

  void attach(WasmInstance user) {
    users.add(user);
    user.memory = bytes;
  }

  /** Grows by an unsigned number of pages; gives the old number of pages, or -1 if that is not possible. */
  int grow(int pages) {
    int before = bytes.length / PAGE_SIZE;
    if (pages == 0) {
      return before;
    }
    long after = before + Integer.toUnsignedLong(pages);
    if (after > maxPages) {
      return -1;
    }
    try {
      bytes = Arrays.copyOf(bytes, (int) after * PAGE_SIZE);
    } catch (OutOfMemoryError e) {
      return -1; // Section 4.4.7: growing may fail for want of resources.
    }
    for (WasmInstance user : users) {
      user.memory = bytes;
    }
    return before;
  }
}
