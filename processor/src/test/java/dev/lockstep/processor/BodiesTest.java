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
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stencils note their pc if and only if the opcode may throw, and take in its body if that is simple. */
final class BodiesTest {

  @Test
  void onlyBodiesThatMayThrowNoteTheirPc() throws IOException {
    String stencils = stencils("Ops", Files.readString(Path.of("src/test/resources/bodies/Ops.java")));
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
    assertThat(stencils("Ops", source)).contains("// max: pc; ");
  }

  @Test
  void anImportedFieldIsNotAClassOfJavaLang() throws IOException {
    String source =
        "package bodies;\nimport dev.lockstep.spec.*;\nimport static bodies.Ops.Names.*;\n@InstructionSet final class Ops {\n"
            + "  static final class Other { int max(int a, int b) { return a / b; } }\n"
            + "  static final class Names { static final Other Math = new Other(); }\n"
            + "  @Opcode static int max(int a, int b) { return Math.max(a, b); }\n}\n";
    assertThat(stencils("Ops", source)).contains("// max: pc; ");
  }

  @Test
  void simpleBodiesAreTakenIn() throws IOException {
    String stencils = stencils("Body", Files.readString(Path.of("src/test/resources/guests/bodies/BodyOps.java")));
    assertThat(stencils).contains("// br_if: load s1; ifne 2\n");
    assertThat(stencils).contains("// br_unless: load s1; ifeq 2\n");
    assertThat(stencils).contains("// br_int: load s1; ifne 2\n");
    assertThat(stencils).contains("// br_negative: load s1; iflt 2\n");
    assertThat(stencils).contains("// br_less: load s1; load s2; dcmpl; iflt 3\n");
    assertThat(stencils).contains("// pick: load s1; l2i; tableswitch 2\n");
    assertThat(stencils).contains("// product: load s2; i2l; load s3; i2l; lmul; store d1\n");
    assertThat(stencils).contains("// bits: load s2; bipush 72; ixor; store d1\n");
    assertThat(stencils).contains("// longMask: load s2; bipush 127; i2l; land; store d1\n");
    assertThat(stencils).contains("// shift: load s2; load s3; l2i; lshl; store d1\n");
    assertThat(stencils).contains("// extends16: load s2; l2i; i2s; store d1\n");
    assertThat(stencils).contains("// precedence: load s2; load s3; load s4; isub; iconst_3; imul; isub; store d1\n");
    assertThat(stencils).contains("// rotate: load s2; load s3; invokestatic rotateLeft; store d1\n");
    assertThat(stencils).contains("// br_if(isNotLess(_, _)): load s1; load s2; if_icmpge 3\n");
    assertThat(stencils).contains("// br_if(isBelow(_, _)): load s1; load s2; invokestatic compareUnsigned; iflt 3\n");
    assertThat(stencils).contains("// br_if(notMore(_, _)): load s1; load s2; fcmpl; ifle 3\n");
    assertThat(stencils).contains("// br_if(isNaN(_)): load s1; invokestatic isNaN; ifne 2\n");
    assertThat(stencils).contains("// dropsObject: nothing\n");
    assertThat(stencils).contains("// minus(_, product(_, _)): load s2; load s3; i2l; load s4; i2l; lmul; lsub; store d1\n");
  }

  /** What is not one expression, evaluates parameters in another order or twice, or needs the constant pool. */
  @Test
  void otherBodiesAreCalled() throws IOException {
    String stencils = stencils("Body", Files.readString(Path.of("src/test/resources/guests/bodies/BodyOps.java")));
    for (String name :
        new String[] {
          "br_zero", "swapped", "twice", "callByte", "large", "fromLeft", "half", "plusMinusZero", "converted", "sameOrder",
          "locks", "behind", "dropsString"
        }) {
      assertWithMessage(name).that(stencils).containsMatch("// " + name + ": [^\n]*invokestatic ");
    }
    assertThat(stencils).containsMatch("// drops\\(divide\\(_, _\\), _\\): [^\n]*invokestatic drops");
  }

  @Test
  void stencilsThatTakeInBodiesDoWhatTheMethodsDo() throws Exception {
    assertThat((List<?>) Guest.load("bodies").call("failures")).isEmpty();
  }

  @Test
  void aConstantAroundIsNotAClassOfJavaLang() throws IOException {
    String source =
        "package bodies;\nimport dev.lockstep.spec.*;\nenum Around {\n  Math;\n"
            + "  int max(int a, int b) { return a / b; }\n"
            + "  @OpcodeGroup static final class Inner {\n"
            + "    @Opcode static int max(int a, int b) { return Math.max(a, b); }\n  }\n}\n"
            + "@InstructionSet(include = Around.Inner.class) final class Ops { @Opcode static void none() {} }\n";
    assertThat(stencils("Ops", source)).contains("// max: pc; load s2; load s3; invokestatic max; ");
  }

  /** Where a name means another class for the nested class than in {@code java.lang}. */
  @Test
  void aClassAroundIsNearerThanJavaLang() throws IOException {
    String source =
        "package bodies;\nimport dev.lockstep.spec.*;\nfinal class Around {\n"
            + "  static final class Math { static int max(int a, int b) { return a / b; } }\n"
            + "  @OpcodeGroup static final class Inner {\n"
            + "    @Opcode static int max(int a, int b) { return Math.max(a, b); }\n  }\n}\n"
            + "@InstructionSet(include = Around.Inner.class) final class Ops { @Opcode static void none() {} }\n";
    assertThat(stencils("Ops", source)).contains("// max: pc; load s2; load s3; invokestatic max; ");
  }

  /** The processor sees them first, and leaves them to javac. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "static int op(int a, int b) { return a < b; }",
        "static int op(int a, int b) { return a && b; }",
        "static int op(boolean a) { return a; }",
        "static int op(double a) { return Double.isNaN(a); }",
        "static int op(boolean a) { return (int) a; }",
        "static int op(int a, boolean b) { return a << b; }",
        "static long op(long a, boolean b) { return a + b; }",
        "static boolean op(int a, boolean b) { return a == b; }"
      })
  void bodiesOfWrongTypesAreLeftToJavac(String method) {
    String source =
        "package bodies;\nimport dev.lockstep.spec.*;\n@InstructionSet final class Ops {\n  @Opcode " + method + "\n}\n";
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new LockstepProcessor())
            .compile(JavaFileObjects.forSourceString("bodies.Guest", source));
    assertThat(compilation.errors()).hasSize(1);
    assertThat(compilation.errors().get(0).getMessage(Locale.ROOT)).containsMatch("incompatible types|incomparable types|bad operand types");
  }

  private static String stencils(String set, String source) throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new LockstepProcessor())
            .compile(JavaFileObjects.forSourceString("bodies.Guest", source));
    assertThat(compilation.errors()).isEmpty();
    return compilation.generatedSourceFile("bodies." + set + "Stencils").orElseThrow().getCharContent(true).toString();
  }
}
