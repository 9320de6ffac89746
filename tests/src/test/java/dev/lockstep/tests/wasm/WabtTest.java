package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.examples.wasm.wast.WastCommand;
import dev.lockstep.runtime.Tiering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The tools of WABT, C++ compiled to WASI commands of 1.5 MB, do on every tier what they are for. */
final class WabtTest {

  private static final List<Tiering> TIERS =
      List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1));

  /** The bytes, and the message below, are those of the same file on node. */
  private static final String ANSWER = "(module (func (export \"answer\") (result i32) (i32.const 42)))";

  private static final byte[] ANSWER_MODULE = {
    0, 'a', 's', 'm', 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 2, 1, 0,
    7, 10, 1, 6, 'a', 'n', 's', 'w', 'e', 'r', 0, 0, 10, 6, 1, 4, 0, 0x41, 42, 0x0b
  };

  private static final String SCRIPT =
      """
      (module
        (func $fac (export "fac") (param i64) (result i64)
          (if (result i64) (i64.eqz (local.get 0))
            (then (i64.const 1))
            (else (i64.mul (local.get 0) (call $fac (i64.sub (local.get 0) (i64.const 1)))))))
        (func (export "div") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1))))
      (assert_return (invoke "fac" (i64.const 20)) (i64.const 2432902008176640000))
      (assert_trap (invoke "div" (i32.const 1) (i32.const 0)) "integer divide by zero")
      (assert_invalid (module (func (result i32) (i64.const 1))) "type mismatch")
      """;

  @TempDir private Path folder;
  private String errors;

  /** Runs a tool in the folder; gives its exit status. */
  private int run(WasmModule tool, String... words) throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (Wasi wasi = Wasi.builder().arguments(words).directory(folder, ".").stderr(err).build()) {
      return wasi.run(tool);
    } finally {
      errors = err.toString(StandardCharsets.UTF_8);
    }
  }

  private static Stream<DynamicTest> onEveryTier(String tool, Test test) throws IOException {
    WasmModule module = Wat.tool(tool);
    return TIERS.stream()
        .map(tiering -> DynamicTest.dynamicTest(tiering.mode().toString(), () -> test.run(module.in(tiering))));
  }

  private interface Test {
    void run(WasmModule tool) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> wat2wasm() throws IOException {
    return onEveryTier("wat2wasm", this::assemble);
  }

  private void assemble(WasmModule tool) throws IOException {
    Files.writeString(folder.resolve("answer.wat"), ANSWER);
    int status = run(tool, "wat2wasm", "answer.wat", "-o", "answer.wasm");
    assertWithMessage(errors).that(status).isEqualTo(0);
    byte[] made = Files.readAllBytes(folder.resolve("answer.wasm"));
    assertThat(made).isEqualTo(ANSWER_MODULE);
    assertThat(WasmModule.parse(made).instantiate().invoke("answer")).isEqualTo(42);
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatIsNotValid() throws IOException {
    return onEveryTier("wat2wasm", this::refuse);
  }

  private void refuse(WasmModule tool) throws IOException {
    Files.writeString(folder.resolve("bad.wat"), "(module (func (result i32) (i64.const 42)))");
    assertThat(run(tool, "wat2wasm", "bad.wat")).isEqualTo(1);
    assertThat(errors).isEqualTo(
        """
        bad.wat:1:29: error: type mismatch in implicit return, expected [i32] but got [i64]
        (module (func (result i32) (i64.const 42)))
                                    ^^^^^^^^^
        """);
  }

  /** Its output is then run by what runs the specification's test suite. */
  @TestFactory
  Stream<DynamicTest> wast2json() throws IOException {
    return onEveryTier("wast2json", this::convert);
  }

  private void convert(WasmModule tool) throws IOException {
    Files.writeString(folder.resolve("script.wast"), SCRIPT);
    int status = run(tool, "wast2json", "script.wast", "-o", "script.json");
    assertWithMessage(errors).that(status).isEqualTo(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(WastCommand.run(new String[] {folder.resolve("script.json").toString()}, stream, stream)).isEqualTo(0);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("3 passed, 0 failed, 0 skipped");
  }
}
