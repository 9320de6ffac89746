package dev.lockstep.examples.scheme;

import static com.google.common.truth.Truth.assertThat;
import static java.util.stream.Collectors.joining;

import dev.lockstep.examples.command.SchemeCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code scheme}, with files and with what is typed. */
final class SchemeCommandTest {

  @TempDir Path folder;

  /** Exit status, standard output, standard error. */
  private static String run(String typed, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    int status = SchemeCommand.run(args, in, new PrintStream(out, true), new PrintStream(err, true));
    return status + "|" + out + "|" + err;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void whatIsTypedIsEvaluatedLineByLine() {
    assertThat(run("(define (f x)\n  (* x x))\n(f 5) (f 6)\n(display 1)\n\"a\"\n")).isEqualTo("0|36\n1\"a\"\n|");
    assertThat(run("(car 5)\n(f\n")).isEqualTo(
        "0||error: car: not a pair: 5\n  in program, line 1\nerror: line 2: the text ends in the middle of a form\n");
    assertThat(run("(car 5)\n(+ 1 2)", "--mode=compiled")).startsWith("0|3\n|error: car");
  }

  @Test
  void filesAreRunOneAfterTheOther() throws IOException {
    String first = file("first.scm", "(define (f x) (display x))");
    String second = file("second.scm", "(f 1)\n(f \"two\")\n(newline)");
    for (String mode : new String[] {"interpreter", "compiled", "mixed", "stress"}) {
      assertThat(run("", "--mode=" + mode, first, second)).isEqualTo("0|1two\n|");
    }
    String third = file("third.scm", "(f 3)\n(f (car 4))\n(f 5)");
    assertThat(run("", first, third, second)).isEqualTo("1|3|error: car: not a pair: 4\n  in program, line 2\n");
  }

  /** Each says in comments what it prints. */
  @Test
  void theExamplesPrintWhatTheySay() throws IOException {
    List<Path> examples;
    try (Stream<Path> files = Files.list(Path.of("..", "examples", "scheme"))) {
      examples = files.toList();
    }
    assertThat(examples).isNotEmpty();
    for (Path example : examples) {
      String said =
          Files.readString(example).lines().filter(line -> line.startsWith(";=> ")).map(line -> line.substring(4) + "\n").collect(joining());
      assertThat(said).isNotEmpty();
      assertThat(run("", example.toString())).isEqualTo("0|" + said + "|");
      assertThat(run("", "--mode=compiled", example.toString())).isEqualTo("0|" + said + "|");
    }
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThat(run("", "--fast")).isEqualTo("2||scheme has no option --fast\n");
    assertThat(run("", "--mode=fast")).isEqualTo("2||--mode=fast is not interpreter, compiled, mixed or stress\n");
    assertThat(run("", "nowhere.scm")).isEqualTo("2||there is no file nowhere.scm\n");
  }
}
