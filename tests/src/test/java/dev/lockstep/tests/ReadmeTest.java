package dev.lockstep.tests;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README tells the truth: its program compiles and prints what the text says. */
final class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");

  @Test
  void theProgramPrintsWhatTheTextSays(@TempDir Path classes) throws Exception {
    String text = Files.readString(README);
    Matcher program = Pattern.compile("## Thirty lines\n\n```java\n(.*?)```\n\nThat prints `(\\d+)`", Pattern.DOTALL).matcher(text);
    assertThat(program.find()).isTrue();
    Snippet.compile(program.group(1), classes);
    assertThat(Snippet.run("Factorial", classes)).isEqualTo(program.group(2) + System.lineSeparator());
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(README).size()).isLessThan(150);
  }
}
