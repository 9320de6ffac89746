package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasm.WasmMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strings in the guest's memory: UTF-8, either with a length or with a NUL at the end. */
final class GuestStrings {

  private GuestStrings() {}

  static String readPath(WasmMemory memory, int address, int length) throws IOException {
    if (Integer.compareUnsigned(length, PathResolver.MAX_PATH) > 0) {
      throw new ErrnoException(Errno.NAMETOOLONG);
    }
    String path;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(memory.read(address, length));
      path = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new ErrnoException(Errno.ILSEQ);
    }
    if (path.indexOf(0) >= 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    return path;
  }

  /** The bytes of each string with a NUL at its end. */
  static byte[][] terminated(List<String> strings) {
    byte[][] result = new byte[strings.size()][];
    for (int i = 0; i < result.length; i++) {
      result[i] = strings.get(i).concat("\0").getBytes(StandardCharsets.UTF_8);
    }
    return result;
  }

  /** Writes how many strings there are, and their bytes. */
  static void writeSizes(WasmMemory memory, byte[][] strings, int countTo, int sizeTo) {
    int size = 0;
    for (byte[] string : strings) {
      size += string.length;
    }
    memory.writeInt(countTo, strings.length);
    memory.writeInt(sizeTo, size);
  }

  /** Writes a pointer to each string at {@code pointersTo}, and the strings at {@code bytesTo}. */
  static void write(WasmMemory memory, byte[][] strings, int pointersTo, int bytesTo) {
    int address = bytesTo;
    for (int i = 0; i < strings.length; i++) {
      memory.writeInt(pointersTo + 4 * i, address);
      memory.write(address, strings[i]);
      address += strings[i].length;
    }
  }
}
