package dev.lockstep.examples.wasm.wast;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads the regular files of a tar archive (POSIX ustar, with the long names of pax and GNU tar). */
final class TarReader {

  private static final int BLOCK = 512;

  private final InputStream in;
  private final Map<String, byte[]> files = new TreeMap<>();

  /** The name of the next file, if a header of its own gave it. */
  private String longName;

  private TarReader(InputStream in) {
    this.in = in;
  }

  /** The contents by name, in the order of the names. */
  static Map<String, byte[]> read(InputStream in) throws IOException {
    TarReader reader = new TarReader(in);
    byte[] header = in.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      reader.entry(header);
      header = in.readNBytes(BLOCK);
    }
    return reader.files;
  }

  private void entry(byte[] header) throws IOException {
    int size = size(header);
    byte[] content = in.readNBytes(size);
    if (content.length != size) {
      throw new IOException("the archive ends early");
    }
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    switch (header[156]) {
      case 'L' -> longName = text(content, 0, size);
      case 'x' -> longName = path(new String(content, StandardCharsets.UTF_8));
      case '0', 0 -> {
        files.put(longName == null ? name(header) : longName, content);
        longName = null;
      }
      default -> longName = null;
    }
  }

  private static int size(byte[] header) throws IOException {
    try {
      return Integer.parseInt(text(header, 124, 12).trim(), 8);
    } catch (NumberFormatException e) {
      throw new IOException("not a tar archive", e);
    }
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + '/' + name;
  }

  /** The path among the records of a pax header, each {@code length key=value}; null if there is none. */
  private static String path(String records) {
    for (String line : records.split("\n")) {
      int start = line.indexOf(" path=");
      if (start >= 0) {
        return line.substring(start + " path=".length());
      }
    }
    return null;
  }

  private static String text(byte[] bytes, int from, int most) {
    int length = 0;
    while (length < most && bytes[from + length] != 0) {
      length++;
    }
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }
}
