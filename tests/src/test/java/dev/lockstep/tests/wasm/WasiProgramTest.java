package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Programs that nobody here wrote do what they do elsewhere, on every tier. */
final class WasiProgramTest {

  private static final String SEE = "see ";
  private static final Map<String, WasmModule> MODULES = new HashMap<>();

  private static WasmModule module(String file) throws IOException {
    WasmModule module = MODULES.get(file);
    if (module == null) {
      module = WasmModule.parse(Files.readAllBytes(SharedFiles.programs().resolve(file)));
      MODULES.put(file, module);
    }
    return module;
  }

  /** Runs a program; gives what it prints. */
  private static String run(Tiering tiering, Path folder, String... words) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Wasi.Builder builder = Wasi.builder().arguments(words).directory(folder, ".").stdout(out).stderr(err);
    try (Wasi wasi = builder.build()) {
      int status = wasi.run(module(words[0]).in(tiering));
      assertWithMessage(err.toString(StandardCharsets.UTF_8)).that(status).isEqualTo(0);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    Optional<DynamicTest> skipped = SharedFiles.skipped();
    if (skipped.isPresent()) {
      return skipped.stream();
    }
    return SharedFiles.expectedOutputs().entrySet().stream()
        .flatMap(
            run ->
                Modes.ALL.stream()
                    .filter(tiering -> tiering.mode() != Tiering.Mode.STRESS || run.getKey().endsWith(" 8"))
                    .map(tiering -> test(tiering, run.getKey(), run.getValue().getAsString())));
  }

  private static DynamicTest test(Tiering tiering, String command, String expected) {
    return DynamicTest.dynamicTest(
        command + " " + tiering.mode() + " " + tiering.seed(),
        () -> {
          Path folder = SharedFiles.programs();
          String text =
              expected.startsWith(SEE) ? Files.readString(folder.resolve(expected.substring(SEE.length()))) : expected;
          assertThat(run(tiering, folder, command.split(" "))).isEqualTo(text);
        });
  }

  @TestFactory
  Stream<DynamicTest> bzip2(@TempDir Path folder) {
    return Modes.ALL.stream()
        .map(
            tiering ->
                DynamicTest.dynamicTest(
                    "bzip2 " + tiering.mode() + " " + tiering.seed(),
                    () -> compress(tiering, Files.createTempDirectory(folder, "bzip2"))));
  }

  private static void compress(Tiering tiering, Path folder) throws IOException {
    byte[] content = Files.readAllBytes(SharedFiles.programs().resolve("lua54.wasm"));
    int length = tiering.mode() == Tiering.Mode.STRESS ? 1 << 10 : 1 << 16;
    Path file = Files.write(folder.resolve("file"), Arrays.copyOf(content, length));
    run(tiering, folder, "bzip2.wasm", "-k", "-f", "file");
    Path compressed = folder.resolve("file.bz2");
    assertThat(Files.size(compressed)).isLessThan((long) length);
    Path moved = Files.move(compressed, folder.resolve("again.bz2"));
    run(tiering, folder, "bzip2.wasm", "-d", "again.bz2");
    assertThat(Files.exists(moved)).isFalse();
    assertThat(Files.readAllBytes(folder.resolve("again"))).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void bzip2AsOnTheHost(@TempDir Path folder) throws Exception {
    Path host = Path.of("/usr/bin/bzip2");
    Assumptions.assumeTrue(Files.isExecutable(host), "skipped: there is no " + host);
    Path file = Files.copy(SharedFiles.programs().resolve("lua54.wasm"), folder.resolve("file"));
    run(Tiering.mixed(), folder, "bzip2.wasm", "-k", "-f", "file");
    byte[] compressed = Files.readAllBytes(folder.resolve("file.bz2"));
    Process process = new ProcessBuilder(List.of(host.toString(), "-c", file.toString())).start();
    assertThat(process.getInputStream().readAllBytes()).isEqualTo(compressed);
    assertThat(process.waitFor()).isEqualTo(0);
  }
}
