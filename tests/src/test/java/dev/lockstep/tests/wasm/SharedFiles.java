package dev.lockstep.tests.wasm;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** The specification's test suite, an archive. */
  static Path specification() {
    return require("spec-core.tgz");
  }
}
