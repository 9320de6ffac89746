package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.examples.wasm.wast.WastCommand;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that runs converted test suites, on scripts that are wrong on purpose. */
final class WastCommandTest {

  private static final int[] NONE = {};

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void modules() throws IOException {
    ModuleBuilder module =
        new ModuleBuilder()
            .function("two", NONE, new int[] {0x7f}, new Bytes().raw(0x41, 2))
            .function("nan", NONE, new int[] {0x7d}, new Bytes().raw(0x43).fixed(0x7fa0_0000, 4))
            .function("trap", NONE, NONE, new Bytes().raw(0));
    Files.write(folder.resolve("good.wasm"), module.build());
    Files.write(folder.resolve("bad.wasm"), new byte[] {0, 'a', 's', 'm', 2, 0, 0, 0});
  }

  private int run(String... arguments) {
    return WastCommand.run(arguments, new PrintStream(out), new PrintStream(err));
  }

  private int script(String... commands) throws IOException {
    Path file = folder.resolve("script.json");
    StringBuilder text = new StringBuilder("{\"source_filename\": \"\\u0073\", \"commands\": [\n");
    for (int i = 0; i < commands.length; i++) {
      text.append(i == 0 ? "" : ",\n").append("{\"line\": ").append(i + 1).append(", ").append(commands[i]).append('}');
    }
    Files.writeString(file, text.append("]}\n").toString());
    return run("--mode=compiled", file.toString());
  }

  private static String module(String type, String file, String more) {
    return "\"type\": \"" + type + "\", \"filename\": \"" + file + "\"" + more;
  }

  private static String invoke(String type, String function, String more) {
    return "\"type\": \"" + type + "\", \"action\": {\"type\": \"invoke\", \"field\": \"" + function
        + "\", \"args\": []}, " + more;
  }

  @Test
  void whatHoldsPasses() throws IOException {
    int status =
        script(
            module("module", "good.wasm", ""),
            invoke("assert_return", "two", "\"expected\": [{\"type\": \"i32\", \"value\": \"2\"}]"),
            invoke("assert_trap", "trap", "\"text\": \"unreachable\", \"expected\": []"),
            module("assert_malformed", "bad.wasm", ", \"text\": \"unknown binary version\""),
            module("assert_malformed", "none.wat", ", \"text\": \"unexpected token\", \"module_type\": \"text\""));
    assertThat(out.toString()).isEqualTo("3 passed, 0 failed, 1 skipped" + System.lineSeparator());
    assertThat(status).isEqualTo(0);
  }

  @Test
  void whatDoesNotHoldFails() throws IOException {
    int status =
        script(
            module("module", "good.wasm", ""),
            invoke("assert_return", "two", "\"expected\": [{\"type\": \"i32\", \"value\": \"3\"}]"),
            invoke("assert_return", "nan", "\"expected\": [{\"type\": \"f32\", \"value\": \"nan:arithmetic\"}]"),
            invoke("assert_trap", "trap", "\"text\": \"integer overflow\", \"expected\": []"),
            invoke("assert_trap", "two", "\"text\": \"unreachable\", \"expected\": []"),
            module("assert_invalid", "bad.wasm", ", \"text\": \"unknown binary version\""),
            module("assert_unlinkable", "good.wasm", ", \"text\": \"unknown import\""),
            module("module", "bad.wasm", ""),
            invoke("action", "two", "\"expected\": []"),
            "\"type\": \"assert_anything\"");
    assertThat(out.toString().lines())
        .containsExactly(
            "script.json:2: assert_return: gave [2], not [{type=i32, value=3}]",
            "script.json:3: assert_return: gave [NaN], not [{type=f32, value=nan:arithmetic}]",
            "script.json:4: assert_trap: trapped with \"unreachable\", not \"integer overflow\"",
            "script.json:5: assert_trap: did not trap with \"unreachable\"",
            "script.json:6: assert_invalid: MALFORMED: \"unknown binary version (at byte 4)\", not INVALID",
            "script.json:7: assert_unlinkable: was linked; expected \"unknown import\"",
            "script.json:8: module: dev.lockstep.examples.wasm.WasmException: unknown binary version (at byte 4)",
            "script.json:9: action: there is no instance",
            "script.json:10: assert_anything: unknown command",
            "0 passed, 9 failed, 0 skipped")
        .inOrder();
    assertThat(status).isEqualTo(1);
  }

  @Test
  void whatIsNoSuiteIsRefused() throws IOException {
    Files.writeString(folder.resolve("broken.json"), "{\"commands\": [");
    assertThat(run(folder.resolve("broken.json").toString())).isEqualTo(2);
    Files.writeString(folder.resolve("other.json"), "{\"commands\": 5}");
    assertThat(run(folder.resolve("other.json").toString())).isEqualTo(2);
    assertThat(run(folder.resolve("good.wasm").toString())).isEqualTo(2);
    assertThat(run(folder.resolve("absent").toString())).isEqualTo(2);
    Path large = Files.createDirectory(folder.resolve("folder")).resolve("large.json");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    assertThat(run(large.getParent().toString())).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .containsExactly(
            "broken.json: not JSON: no value at character 14",
            "not a script of wast2json: other.json has no list of commands",
            "there is no script in " + folder.resolve("good.wasm"),
            "there is no file " + folder.resolve("absent"),
            "cannot read " + large + ": too large",
            "wast takes one archive, folder or script")
        .inOrder();
    assertThat(out.toString()).isEmpty();
  }
}
