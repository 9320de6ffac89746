package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.tests.Snippet;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about WebAssembly tells the truth: its program compiles and prints what the text says. */
final class WasmPageTest {

  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?)```\n.*?that prints\n\n```\n(.*?)```", Pattern.DOTALL);

  @Test
  void theProgramPrintsWhatTheTextSays(@TempDir Path folder) throws Exception {
    Matcher program = PROGRAM.matcher(Files.readString(Path.of("..", "docs", "wasm.md")));
    assertThat(program.find()).isTrue();
    Snippet.compile(program.group(1), folder);
    Path module = Files.write(folder.resolve("greet.wasm"), greeting());
    String printed = Snippet.run("Embedding", folder, module.toString());
    assertThat(printed.replace(System.lineSeparator(), "\n")).isEqualTo(program.group(2));
  }

  private static byte[] greeting() {
    int[] i32 = {0x7f};
    return new ModuleBuilder()
        .importsFunction("env", "log", new int[] {0x7f, 0x7f}, new int[0])
        .exports("memory", 2, 0)
        .entry(11, new Bytes().raw(0, 0x41, 8, 0x0b).name("hello"))
        .function("greet", i32, i32,
            new Bytes().raw(0x41, 0, 0x20, 0, 0x36, 2, 0).raw(0x41, 8, 0x41, 5, 0x10, 0).raw(0x41, 5))
        .build();
  }
}
