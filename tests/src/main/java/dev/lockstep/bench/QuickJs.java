package dev.lockstep.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** QuickJS, a JavaScript interpreter in C, of {@code quickjs-wasi}: evaluates a script whose value is a string. */
record QuickJs(byte[] script) implements Library {

  @Override
  public void start(WasmEngine.Guest guest) throws Exception {
    check(guest.call("qjs_init"));
  }

  /** It is always the same time, and random numbers are those that are in memory already. */
  @Override
  public long call(String name, long[] arguments) {
    return switch (name) {
      case "clock_time_get", "random_get" -> 0;
      default -> Library.super.call(name, arguments);
    };
  }

  @Override
  public long use(WasmEngine.Guest guest) throws Exception {
    int code = text(guest, script);
    int file = text(guest, "script.js".getBytes(StandardCharsets.US_ASCII));
    int value = (int) guest.call("qjs_eval", code, script.length, file, 0);
    check(guest.call("qjs_is_exception", value));
    int length = (int) guest.call("wasm_malloc", 4);
    int result = (int) guest.call("qjs_get_string_len", value, length);
    int count = ByteBuffer.wrap(guest.read(length, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] bytes = guest.read(result, count);
    guest.call("qjs_free_cstring", result);
    guest.call("qjs_free_value", value);
    for (int address : new int[] {length, file, code}) {
      guest.call("wasm_free", address);
    }
    return Checksum.of(bytes);
  }

  private static void check(long status) {
    if (status != 0) {
      throw new IllegalStateException("QuickJS gave " + status);
    }
  }

  private static int text(WasmEngine.Guest guest, byte[] words) throws Exception {
    byte[] bytes = Arrays.copyOf(words, words.length + 1);
    int address = (int) guest.call("wasm_malloc", bytes.length);
    guest.write(address, bytes);
    return address;
  }
}
