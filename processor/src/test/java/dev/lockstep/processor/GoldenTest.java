package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code golden} has sources of package {@code golden} in {@code in} and, in {@code out}, some of what is
 * generated from them, to the letter. {@code -Dlockstep.golden.rewrite=true} writes the files in {@code out} anew; to add one,
 * make it empty first.
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
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new LockstepProcessor())
            .withOptions("-Xlint:all,-processing,-options", "-Werror", "--release", "17")
            .compile(sources(folder.resolve("in")));
    assertThat(compilation.diagnostics()).isEmpty();
    for (Path file : files(folder.resolve("out"))) {
      String generated = generated(compilation, folder.resolve("out").relativize(file).toString());
      if (Boolean.getBoolean("lockstep.golden.rewrite")) {
        Files.writeString(file, generated);
      }
      assertWithMessage(file.toString()).that(generated).isEqualTo(Files.readString(file));
    }
  }

  private static List<JavaFileObject> sources(Path in) throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (Path file : files(in)) {
      String name = "golden." + in.relativize(file).toString().replace(".java", "");
      sources.add(JavaFileObjects.forSourceString(name, Files.readString(file)));
    }
    return sources;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
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
