package dev.lockstep.tests.wasm;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** Test data that is not part of the project; tests that need it are skipped where it is absent. */
public final class SharedFiles {

  private static final Path WASM = Path.of(System.getProperty("lockstep.shared", "../../shared"), "wasm");

  private SharedFiles() {}

  private static Path require(String name) {
    Path file = WASM.resolve(name);
    if (!Files.isReadable(file)) {
      String reason = "skipped: there is no " + file.toAbsolutePath().normalize() + "; set -Dlockstep.shared";
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    return file;
  }

  /** A test that is skipped, in place of those of a factory, where the test data is absent; a factory alone would vanish. */
  static Optional<DynamicTest> skipped() {
    return Files.isReadable(WASM.resolve("kernels/expected.json"))
        ? Optional.empty()
        : Optional.of(DynamicTest.dynamicTest("all", SharedFiles::expectedResults));
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
  public static Path specification() {
    return require("spec-core.tgz");
  }
}
