package dev.lockstep.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The Ruby parser of {@code @ruby/prism}: the syntax tree of a program, in its own binary form. */
record Prism(byte[] source) implements Library {
  /** It asks for a seed, which memory that is still zero does for. */
  @Override
  public long call(String name, long[] arguments) {
    return name.equals("random_get") ? 0 : Library.super.call(name, arguments);
  }

  @Override
  public long use(WasmEngine.Guest guest) throws Exception {
    int text = (int) guest.call("calloc", 1, source.length);
    guest.write(text, source);
    int options = (int) guest.call("calloc", 1, OPTIONS.length);
    guest.write(options, OPTIONS);
    int buffer = (int) guest.call("calloc", (int) guest.call("pm_buffer_sizeof"), 1);
    guest.call("pm_buffer_init", buffer);
    guest.call("pm_serialize_parse", buffer, text, source.length, options);
    int address = (int) guest.call("pm_buffer_value", buffer);
    byte[] tree = guest.read(address, (int) guest.call("pm_buffer_length", buffer));
    guest.call("pm_buffer_free", buffer);
    guest.call("free", buffer);
    guest.call("free", options);
    guest.call("free", text);
    return Checksum.of(tree);
  }

  /** No file name, line 1, no encoding, five flags, no scopes: what the package sends when nothing is asked for. */
  private static final byte[] OPTIONS =
      ByteBuffer.allocate(4 + 4 + 4 + 7 + 4).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 1).array();
}
