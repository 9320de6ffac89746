package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lockstep.processor.check.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources with mistakes; a comment such as {@code // [LS011]} marks each line on which one has to be reported. */
final class DiagnosticsTest {

  private static final Path BAD = Path.of("src/test/resources/bad");
  private static final Pattern ID = Pattern.compile("\\[(LS\\d{3})\\]");

  static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(BAD)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void reportsExactlyWhatIsMarked(Path file) throws IOException {
    String source = Files.readString(file);
    List<String> expected = new ArrayList<>();
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = Pattern.compile("// \\[(LS\\d{3})\\]").matcher(lines.get(i));
      while (mark.find()) {
        expected.add(i + 1 + " " + mark.group(1));
      }
    }
    assertThat(expected).isNotEmpty();
    assertThat(reported(compile(source))).containsExactlyElementsIn(expected);
  }

  @Test
  void everyRuleHasASourceThatBreaksIt() throws IOException {
    Set<String> tested = new TreeSet<>();
    for (Path file : sources().toList()) {
      ID.matcher(Files.readString(file)).results().forEach(match -> tested.add(match.group(1)));
    }
    tested.add(Rule.DRIVER_TOO_LARGE.id()); // see below
    tested.add(Rule.TABLE_TOO_LARGE.id());
    tested.add(Rule.NOT_PUBLIC.id()); // see GroupsTest
    tested.add(Rule.OWN_TYPE.id()); // see SettingsTest
    assertThat(tested).containsExactlyElementsIn(Stream.of(Rule.values()).map(Rule::id).toList());
  }

  @Test
  void everyRuleIsExplained() throws IOException {
    String page = Files.readString(Path.of("../docs/diagnostics.md"));
    for (Rule rule : Rule.values()) {
      assertWithMessage(rule.id()).that(page).contains("## " + rule.id() + " ");
    }
  }

  @Test
  void refusesADriverThatWouldNotBeCompiled() {
    assertThat(reported(compile(opcodes(400, "")))).containsExactly("3 LS061");
  }

  @Test
  void refusesATableThatDoesNotFitAClass() {
    assertThat(reported(compile(opcodes(2600, "(cold = true)")))).containsExactly("3 LS062");
    assertThat(reported(compile(opcodes(1300, "(cold = true, control = Control.CALL)")))).containsExactly("3 LS062");
  }

  @Test
  void oneBadSetDoesNotStopAnother() {
    Compilation compilation =
        compile("package p;\nimport dev.lockstep.spec.*;\n@InstructionSet class Good { @Opcode static void nop() {} }\n"
            + "@InstructionSet class Bad { @Opcode static byte nop() { return 0; } }\n");
    assertThat(reported(compilation)).containsExactly("4 LS031");
    // What is generated for the good one is compiled: no error but the one above.
    assertThat(compilation.errors()).hasSize(1);
  }

  @Test
  void aMessageSaysWhatIsWrongWhatWasExpectedAndWhatToDo() throws IOException {
    for (Path file : sources().toList()) {
      for (Diagnostic<? extends JavaFileObject> error : compile(Files.readString(file)).errors()) {
        String message = error.getMessage(Locale.ROOT);
        assertWithMessage(message).that(message.split("; ").length).isAtLeast(2);
      }
    }
  }

  static String opcodes(int count, String options) {
    return IntStream.range(0, count)
        .mapToObj(i -> "  @Opcode" + options + " static int op" + i + "(int a) { return a; }\n")
        .collect(Collectors.joining("", "package p;\nimport dev.lockstep.spec.*;\n@InstructionSet\nfinal class Many {\n", "}\n"));
  }

  private static Compilation compile(String source) {
    String name = source.startsWith("package bad") ? "bad.Source" : "p.Source";
    return Compiler.javac()
        .withProcessors(new LockstepProcessor())
        .compile(JavaFileObjects.forSourceString(name, source));
  }

  private static List<String> reported(Compilation compilation) {
    List<String> reported = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> error : compilation.errors()) {
      Matcher id = ID.matcher(error.getMessage(Locale.ROOT));
      reported.add(error.getLineNumber() + " " + (id.find() ? id.group(1) : error.getMessage(Locale.ROOT)));
    }
    return reported;
  }
}
