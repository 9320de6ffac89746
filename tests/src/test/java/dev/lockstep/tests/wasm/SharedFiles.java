package dev.lockstep.tests.wasm;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Assumptions;

/** Test data that is not part of the project; tests that need it are skipped where it is absent. */
final class SharedFiles {

  private static final Path WASM = Path.of(System.getProperty("lockstep.shared", "../../shared"), "wasm");

  private SharedFiles() {}

  private static Path require(String name) {
    Path file = WASM.resolve(name);
    Assumptions.assumeTrue(
        Files.isReadable(file),
        () -> "skipped: there is no " + file.toAbsolutePath().normalize() + "; set -Dlockstep.shared");
    return file;
  }

  static Path kernelFile(String kernel) {
    return require("kernels/" + kernel + ".wasm");
  }

  static byte[] kernel(String kernel) throws IOException {
    return Files.readAllBytes(kernelFile(kernel));
  }

  /** The folder with programs that use WASI. */
  static Path programs() {
    return require("programs/expected.json").getParent();
  }

  /** By command line: what the program prints. */
  static JsonObject expectedOutputs() throws IOException {
    JsonObject outputs =
        JsonParser.parseString(Files.readString(require("programs/expected.json"))).getAsJsonObject();
    outputs.remove("comment");
    return outputs;
  }

  /** By kernel and argument: the result as text. */
  static JsonObject expectedResults() throws IOException {
    JsonObject results =
        JsonParser.parseString(Files.readString(require("kernels/expected.json"))).getAsJsonObject();
    results.remove("comment");
    return results;
  }

  /** The files of the specification's test suite, by path. */
  static Map<String, byte[]> specification() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (InputStream in = Files.newInputStream(require("spec-core.tgz"));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          files.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
    return files;
  }
}
