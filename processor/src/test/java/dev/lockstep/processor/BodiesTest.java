package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Stencils note their pc if and only if the opcode may throw. */
final class BodiesTest {

  @Test
  void onlyBodiesThatMayThrowNoteTheirPc() throws IOException {
    String stencils = stencils(Files.readString(Path.of("src/test/resources/bodies/Ops.java")));
    Matcher comments = Pattern.compile("// ((safe|risky)\\w+): (pc; )?").matcher(stencils);
    int count = 0;
    while (comments.find()) {
      boolean notes = comments.group(3) != null;
      assertWithMessage(comments.group(1)).that(notes).isEqualTo(comments.group(2).equals("risky"));
      count++;
    }
    assertThat(count).isAtLeast(25);
  }

  @Test
  void aNearerClassIsNotThatOfJavaLang() throws IOException {
    String source =
        "package bodies;\nimport dev.lockstep.spec.*;\n@InstructionSet final class Ops {\n"
            + "  static final class Math { static int max(int a, int b) { return a / b; } }\n"
            + "  @Opcode static int max(int a, int b) { return Math.max(a, b); }\n}\n";
    assertThat(stencils(source)).contains("// max: pc; ");
  }

  private static String stencils(String source) throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new LockstepProcessor())
            .compile(JavaFileObjects.forSourceString("bodies.Ops", source));
    assertThat(compilation.errors()).isEmpty();
    return compilation.generatedSourceFile("bodies.OpsStencils").orElseThrow().getCharContent(true).toString();
  }
}
