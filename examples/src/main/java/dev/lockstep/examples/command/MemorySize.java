package dev.lockstep.examples.command;

import dev.lockstep.examples.wasm.WasmMemory;

/** A size of memory on the command line: bytes, or with a letter behind the number KiB, MiB or GiB. */
final class MemorySize {

  private static final String UNITS = "kmg";

  private MemorySize() {}

  /** The whole pages in it, at most as many as a memory can have; none is allowed, less than one is a mistake. */
  static int pages(String words) throws UsageException {
    int unit = words.isEmpty() ? -1 : UNITS.indexOf(Character.toLowerCase(words.charAt(words.length() - 1)));
    String digits = unit < 0 ? words : words.substring(0, words.length() - 1);
    try {
      long bytes = Math.multiplyExact(Long.parseLong(digits), 1L << 10 * (unit + 1));
      if (bytes > 0 && bytes < WasmMemory.PAGE_SIZE) {
        throw new UsageException("--max-memory=" + words + " is less than a page, which has 64k, and not 0");
      }
      if (bytes >= 0) {
        return (int) Math.min(bytes / WasmMemory.PAGE_SIZE, WasmMemory.MAX_PAGES);
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Reported like a negative number.
    }
    throw new UsageException("--max-memory=" + words + " is not a number of bytes such as 1048576, 1024k, 1m or 1g");
  }
}
