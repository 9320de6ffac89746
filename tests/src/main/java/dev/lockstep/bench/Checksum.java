package dev.lockstep.bench;

import java.util.zip.CRC32;

/** A number that stands for output, the same as the zlib of other languages gives. */
final class Checksum {
  private Checksum() {}

  static long of(byte[]... parts) {
    CRC32 checksum = new CRC32();
    for (byte[] part : parts) {
      checksum.update(part);
    }
    return checksum.getValue();
  }
}
