package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code golden} has a source in {@code in} and, in {@code out}, some of what is generated from it, to the
 * letter. {@code -Dlockstep.golden.rewrite=true} writes the files in {@code out} anew; to add one, make it empty first.
 */
final class GoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static Stream<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      return folders.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void generatesToTheLetter(Path folder) throws IOException {
    String source = Files.readString(folder.resolve("in/Ops.java"));
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new LockstepProcessor())
            .withOptions("-Xlint:all,-processing,-options", "-Werror", "--release", "17")
            .compile(JavaFileObjects.forSourceString("golden.Ops", source));
    assertThat(compilation.diagnostics()).isEmpty();
    for (Path file : expected(folder.resolve("out"))) {
      String generated = generated(compilation, folder.resolve("out").relativize(file).toString());
      if (Boolean.getBoolean("lockstep.golden.rewrite")) {
        Files.writeString(file, generated);
      }
      assertWithMessage(file.toString()).that(generated).isEqualTo(Files.readString(file));
    }
  }

  private static List<Path> expected(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String generated(Compilation compilation, String name) throws IOException {
    JavaFileObject file =
        name.endsWith(".java")
            ? compilation.generatedSourceFile("golden." + name.replace(".java", "")).orElseThrow()
            : compilation.generatedFile(StandardLocation.CLASS_OUTPUT, name).orElseThrow();
    return file.getCharContent(true).toString();
  }
}
