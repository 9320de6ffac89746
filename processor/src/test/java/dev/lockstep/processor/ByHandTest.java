package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guest that is written by hand in the runtime's tests is what the processor writes from its opcodes. */
final class ByHandTest {

  private static final Path BY_HAND = Path.of("../generated-runtime/src/test/java/dev/lockstep/byhand");

  private static Compilation compilation;

  @BeforeAll
  static void compile() throws IOException {
    String source =
        Files.readString(BY_HAND.resolve("TinyOps.java"))
            .replace("package dev.lockstep.byhand;", "package dev.lockstep.byhand;\nimport dev.lockstep.spec.*;")
            .replaceAll("// (@[^\n]+)", "$1")
            .replaceAll("/\\* (@\\w+) \\*/", "$1");
    compilation =
        Compiler.javac()
            .withProcessors(new LockstepProcessor())
            .withOptions("-Xlint:all,-processing,-options", "-Werror", "--release", "17")
            .compile(JavaFileObjects.forSourceString("dev.lockstep.byhand.TinyOps", source));
  }

  @Test
  void compiles() {
    assertThat(compilation.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Opcodes", "Handlers", "Driver", "Stencils", "Assembler", "Machine", "Conformance"})
  void writesWhatIsWrittenByHand(String role) throws IOException {
    String name = "dev.lockstep.byhand.Tiny" + role;
    String generated = compilation.generatedSourceFile(name).orElseThrow().getCharContent(true).toString();
    String byHand = Files.readString(BY_HAND.resolve("Tiny" + role + ".java"));
    assertThat(normalised(generated)).isEqualTo(normalised(byHand));
  }

  /** One token a line, so that only the line breaks do not matter. */
  private static String normalised(String source) {
    return source
        .replaceFirst("^// Generated [^\n]*\n", "")
        .replaceAll("(?m)^ *\\*(?!/)", "")
        .replaceAll("\\s+", "")
        .replace(";", ";\n");
  }
}
