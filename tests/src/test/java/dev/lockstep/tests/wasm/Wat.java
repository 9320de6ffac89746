package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.examples.wasm.WasmModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Modules in the text format, for tests: assembled by WABT, which is a guest itself. */
final class Wat {

  private Wat() {}

  /** A tool of WABT as a module: {@code wat2wasm} or {@code wast2json}. */
  static WasmModule tool(String name) throws IOException {
    try (InputStream stream = ClassLoader.getSystemResourceAsStream(name)) {
      return WasmModule.parse(stream.readAllBytes());
    }
  }

  static byte[] assemble(String text) throws IOException {
    Path folder = Files.createTempDirectory("lockstep-wat");
    Path from = Files.writeString(folder.resolve("wat"), text);
    Path to = folder.resolve("wasm");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Wasi.Builder process = Wasi.builder().arguments("wat2wasm", "wat", "-o", "wasm").directory(folder, ".");
    try (Wasi wasi = process.stderr(err).build()) {
      int status = wasi.run(tool("wat2wasm"));
      assertWithMessage(err.toString(StandardCharsets.UTF_8)).that(status).isEqualTo(0);
      return Files.readAllBytes(to);
    } finally {
      Files.deleteIfExists(to);
      Files.delete(from);
      Files.delete(folder);
    }
  }
}
