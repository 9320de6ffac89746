package dev.lockstep.examples.wasm.wast;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A file of commands. Immutable but for the arrays of bytes, which nobody changes: safe to share between threads.
 *
 * @param path where it is, within the archive or folder that was given
 * @param files the contents of all files, by path
 */
public record Script(String path, List<Command> commands, Map<String, byte[]> files) {

  /**
   * Reads all scripts of an archive ({@code .tgz}, {@code .tar.gz}, {@code .tar}) or a folder, or a single one.
   *
   * @throws IllegalArgumentException if what is there is not what it should be; the message is one line
   */
  public static List<Script> read(Path source) throws IOException {
    String name = source.toString();
    Map<String, byte[]> files;
    if (name.endsWith(".json")) {
      Path folder = source.toAbsolutePath().getParent();
      files = folder(folder, 1);
      String only = source.getFileName().toString();
      return List.of(parse(only, files));
    } else if (Files.isDirectory(source)) {
      files = folder(source, Integer.MAX_VALUE);
    } else {
      byte[] bytes = bytes(source);
      boolean compressed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
      try (InputStream in = new ByteArrayInputStream(bytes)) {
        files = TarReader.read(compressed ? new GZIPInputStream(in) : in);
      }
    }
    List<Script> scripts = new ArrayList<>();
    for (String path : files.keySet()) {
      if (path.endsWith(".json")) {
        scripts.add(parse(path, files));
      }
    }
    if (scripts.isEmpty()) {
      throw new IllegalArgumentException("there is no script in " + source);
    }
    return scripts;
  }

  private static Map<String, byte[]> folder(Path folder, int depth) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = path.toString();
        if ((name.endsWith(".json") || name.endsWith(".wasm")) && Files.isRegularFile(path)) {
          files.put(folder.relativize(path).toString().replace('\\', '/'), bytes(path));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (OutOfMemoryError e) {
      throw new IllegalArgumentException("cannot read " + file + ": too large");
    }
  }

  private static Script parse(String path, Map<String, byte[]> files) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new IllegalArgumentException("there is no file " + path);
    }
    Command script;
    try {
      script = Command.of(JsonParser.parse(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage());
    }
    if (!(script.members().get("commands") instanceof List<?>)) {
      throw new IllegalArgumentException("not a script of wast2json: " + path + " has no list of commands");
    }
    return new Script(path, script.list("commands"), files);
  }

  /** The module that a command names. */
  byte[] module(Command command) {
    String path = path().substring(0, path().lastIndexOf('/') + 1) + command.text("filename");
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new IllegalArgumentException("there is no file " + path);
    }
    return bytes;
  }
}
