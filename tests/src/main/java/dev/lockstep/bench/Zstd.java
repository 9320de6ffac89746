package dev.lockstep.bench;

import java.util.Arrays;

/**
 * Zstandard of {@code @bokuweb/zstd-wasm} 0.0.27, C behind Emscripten: compresses and decompresses. Its exports have one
 * letter.
 */
record Zstd(byte[] content) implements Library {
  private static final String CONSTRUCTORS = "g";
  private static final String COMPRESS_BOUND = "i";
  private static final String COMPRESS = "m";
  private static final String DECOMPRESS = "r";
  private static final String MALLOC = "s";
  private static final String FREE = "t";
  private static final int LEVEL = 3;

  @Override
  public void start(WasmEngine.Guest guest) throws Exception {
    guest.call(CONSTRUCTORS);
  }

  @Override
  public long use(WasmEngine.Guest guest) throws Exception {
    int bound = (int) guest.call(COMPRESS_BOUND, content.length);
    int from = (int) guest.call(MALLOC, content.length);
    int to = (int) guest.call(MALLOC, bound);
    guest.write(from, content);
    int count = (int) guest.call(COMPRESS, to, bound, from, content.length, LEVEL);
    byte[] compressed = guest.read(to, count);
    guest.write(from, new byte[content.length]);
    guest.call(DECOMPRESS, from, content.length, to, count);
    if (!Arrays.equals(guest.read(from, content.length), content)) {
      throw new IllegalStateException("decompressed to something else");
    }
    guest.call(FREE, to);
    guest.call(FREE, from);
    return Checksum.of(compressed);
  }
}
