package dev.lockstep.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** LZ4 of {@code lz4-wasm}, Rust behind wasm-bindgen: compresses and decompresses. */
record Lz4(byte[] content) implements Library {
  @Override
  public long use(WasmEngine.Guest guest) throws Exception {
    byte[] compressed = convert(guest, "compress", content);
    if (!Arrays.equals(convert(guest, "decompress", compressed), content)) {
      throw new IllegalStateException("decompressed to something else");
    }
    return Checksum.of(compressed);
  }

  /** Calls a function that takes a slice and gives one that is the caller's to free. */
  private static byte[] convert(WasmEngine.Guest guest, String function, byte[] from)
      throws Exception {
    int result = (int) guest.call("__wbindgen_add_to_stack_pointer", -16);
    int address = (int) guest.call("__wbindgen_malloc", from.length);
    guest.write(address, from);
    guest.call(function, result, address, from.length);
    ByteBuffer fields = ByteBuffer.wrap(guest.read(result, 16)).order(ByteOrder.LITTLE_ENDIAN);
    if (function.equals("decompress") && fields.getInt(12) != 0) {
      throw new IllegalStateException("not decompressed");
    }
    byte[] to = guest.read(fields.getInt(0), fields.getInt(4));
    guest.call("__wbindgen_free", fields.getInt(0), fields.getInt(4));
    guest.call("__wbindgen_add_to_stack_pointer", 16);
    return to;
  }
}
