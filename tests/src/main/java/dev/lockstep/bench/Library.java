package dev.lockstep.bench;

import java.util.Arrays;

/** How a library is used, whose functions are called one by one. */
interface Library extends WasmEngine.Host {
  /** Prepares an instance. */
  default void start(WasmEngine.Guest guest) throws Exception {}

  /** Gives it work; gives a number that stands for what it answers. */
  long use(WasmEngine.Guest guest) throws Exception;

  /** Puts text with a 0 behind it where the library's function {@code allocate} makes room; gives the address. */
  static int text(WasmEngine.Guest guest, String allocate, byte[] text) throws Exception {
    byte[] bytes = Arrays.copyOf(text, text.length + 1);
    int address = (int) guest.call(allocate, bytes.length);
    guest.write(address, bytes);
    return address;
  }

  /** Most call nothing but in an emergency. */
  @Override
  default long call(String name, long[] arguments) {
    throw new IllegalStateException("the guest calls ".concat(name));
  }
}
