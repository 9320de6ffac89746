package dev.lockstep.bench;

import java.nio.charset.StandardCharsets;

/** QuickJS, a JavaScript interpreter in C, of {@code quickjs-wasi}: evaluates a script whose value is a string. */
record QuickJs(byte[] script) implements Library {
  private static final String ALLOCATE = "wasm_malloc";

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
    int code = Library.text(guest, ALLOCATE, script);
    int file = Library.text(guest, ALLOCATE, "script.js".getBytes(StandardCharsets.US_ASCII));
    int value = (int) guest.call("qjs_eval", code, script.length, file, 0);
    check(guest.call("qjs_is_exception", value));
    int length = (int) guest.call(ALLOCATE, 4);
    int result = (int) guest.call("qjs_get_string_len", value, length);
    byte[] bytes = guest.read(result, guest.readInt(length));
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
}
