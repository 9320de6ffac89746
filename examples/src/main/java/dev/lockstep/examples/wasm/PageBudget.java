package dev.lockstep.examples.wasm;

/** How many more pages the memories that an instance defines may take, all together. Not thread-safe. */
final class PageBudget {

  private long left;

  PageBudget(int pages) {
    left = pages;
  }

  /** Takes so many pages, if they are left. */
  boolean take(long pages) {
    if (pages > left) {
      return false;
    }
    left -= pages;
    return true;
  }

  /** Leaves nothing to be taken. */
  void close() {
    left = 0;
  }
}
