package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What surrounds an instruction set: packages, other processors, names of its own that others have too, its size. */
final class SettingsTest {

  private static final String OPTIONS = "-Xlint:all,-processing,-options,-auxiliaryclass";

  private static Compilation compile(String name, String source) {
    return Compiler.javac()
        .withProcessors(new LockstepProcessor())
        .withOptions(OPTIONS, "-Werror")
        .compile(JavaFileObjects.forSourceString(name, source));
  }

  @Test
  void unnamedPackage() {
    String source =
        "import dev.lockstep.spec.*;\n@InstructionSet class Ops { @Opcode static int add(int a, int b) { return a + b; } }\n";
    assertThat(compile("Ops", source).diagnostics()).isEmpty();
  }

  @Test
  void typesWithTheNamesOfTheRuntime() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\n"
            + "final class Machine { Program program; }\nfinal class Program {}\nfinal class Core {}\n"
            + "@InstructionSet class Ops {\n"
            + "  @Opcode static Program program(@Context Machine machine, Core core) { return machine.program; }\n"
            + "  @Opcode static void jump(@Immediate Core label) {}\n}\n";
    assertThat(compile("p.Ops", source).diagnostics()).isEmpty();
  }

  @Test
  void mnemonicsLikeWhatIsInherited() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\n@InstructionSet class Ops {\n"
            + "  @Opcode static void drop(int a) {}\n"
            + "  @Opcode(name = \"drop-op\") static void dropOp(int a) {}\n"
            + "  @Opcode static void notifyAll(Object a) {}\n"
            + "  @Opcode(name = \"class\") static void type(Object a) {}\n"
            + "  @Opcode static void opcode(int a) {}\n"
            + "  @Opcode static void table(int a) {}\n"
            + "  @Opcode static int constant(@Immediate Object a) { return 0; }\n"
            + "  @Opcode(control = Control.JUMP) static void jump(@Target int label) {}\n}\n";
    assertThat(compile("p.Ops", source).diagnostics()).isEmpty();
  }

  @Test
  void aClassWithTheNameOfString() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\nfinal class String {}\n"
            + "@InstructionSet class Ops { @Opcode static String same(String a) { return a; } }\n";
    assertThat(compile("p.Ops", source).diagnostics()).isEmpty();
  }

  @Test
  void deprecatedAndRawTypes() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\nimport java.util.*;\n"
            + "@SuppressWarnings({\"deprecation\", \"rawtypes\", \"removal\"})\n"
            + "@InstructionSet(traps = @TrapRule(on = IllegalMonitorStateException.class, reason = \"none\"))\nclass Ops {\n"
            + "  @Opcode static List list(@Context SecurityManager context, Observer a, @Immediate List b) { return b; }\n"
            + "  @Opcode static Map.Entry<String, List> entry(Map.Entry<String, List>[] a) { return a[0]; }\n}\n";
    assertThat(compile("p.Ops", source).diagnostics()).isEmpty();
  }

  @Test
  void deprecatedOpcodes() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\n@InstructionSet class Ops {\n"
            + "  @Deprecated @Opcode static void old() {}\n"
            + "  @Deprecated(forRemoval = true) @Opcode static void older() {}\n}\n";
    assertThat(compile("p.Ops", source).diagnostics()).isEmpty();
  }

  @Test
  void aRecordInSeveralForms() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\n@InstructionSet class Ops {\n"
            + "  record Two(int a, long b) {}\n"
            + "  @Opcode(fuse = Fuse.CONSTANT) static Two two(int a, int b) { return new Two(a, b); }\n}\n";
    assertThat(compile("p.Ops", source).diagnostics()).isEmpty();
  }

  @Test
  void manyColdOpcodesAreSpreadOverMethods() {
    Compilation compilation = compile("p.Many", DiagnosticsTest.opcodes(500, "(cold = true, fuse = Fuse.CONSTANT)"));
    assertThat(compilation.diagnostics()).isEmpty();
  }

  @Test
  void waitsForTypesThatAnotherProcessorGenerates() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\n@InstructionSet class Ops {\n"
            + "  @Opcode static int load(@Context Late memory) { return 0; }\n}\n";
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new LockstepProcessor(), new LateSource("p.Late", "package p; final class Late {}"))
            .compile(JavaFileObjects.forSourceString("p.Ops", source));
    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.generatedSourceFile("p.OpsMachine").isPresent()).isTrue();
  }

  @Test
  void waitsForTypesInTypesAndTrapRules() {
    String late = "package p; class Late extends RuntimeException { static final long serialVersionUID = 1; }";
    for (String set :
        new String[] {
          "@InstructionSet class Ops { @Opcode static int load(java.util.List<? extends Late> a) { return 0; } }",
          "@InstructionSet class Ops { record Both(int a, Late b) {} @Opcode static Both load(int a) { return null; } }",
          "@InstructionSet(traps = @TrapRule(on = Late.class, reason = \"late\")) class Ops { @Opcode static void fail() {} }"
        }) {
      Compilation compilation =
          Compiler.javac()
              .withProcessors(new LockstepProcessor(), new LateSource("p.Late", late))
              .compile(JavaFileObjects.forSourceString("p.Ops", "package p;\nimport dev.lockstep.spec.*;\n" + set));
      assertThat(compilation.errors()).isEmpty();
      assertThat(compilation.generatedSourceFile("p.OpsMachine").isPresent()).isTrue();
      boolean namesLate = set.contains("late");
      assertThat(text(compilation, "p.OpsOpcodes").contains("Late")).isEqualTo(namesLate);
    }
  }

  private static String text(Compilation compilation, String name) {
    try {
      return compilation.generatedSourceFile(name).orElseThrow().getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So it means the same whatever encoding javac is told. */
  @Test
  void generatedSourcesAreAscii() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\n"
            + "@InstructionSet(traps = @TrapRule(on = RuntimeException.class, reason = \"d\u00e9j\u00e0 \u20ac\"))\n"
            + "class Ops { @Opcode static int add(@Immediate int caf\u00e9, int a) { return a; } }\n";
    Compilation compilation = compile("p.Ops", source);
    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(text(compilation, "p.OpsOpcodes")).contains("d\\u00e9j\\u00e0 \\u20ac");
    assertThat(text(compilation, "p.OpsAssembler")).contains("caf\\u00e9");
  }

  @Test
  void manyFormsOfManyOperands() {
    StringBuilder source = new StringBuilder("package p;\nimport dev.lockstep.spec.*;\n@InstructionSet class Ops {\n");
    for (int i = 0; i < 299; i++) {
      source.append("  @Opcode static double add").append(i).append('(');
      for (int j = 0; j < 31; j++) {
        source.append(j == 0 ? "double a" : ", double a").append(j);
      }
      source.append(") { return a0; }\n");
    }
    assertThat(compile("p.Ops", source.append("}\n").toString()).diagnostics()).isEmpty();
  }

  @Test
  void leavesUnknownTypesToTheCompiler() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\n@InstructionSet class Ops {\n"
            + "  @Opcode static int load(Nowhere memory) { return 0; }\n}\n";
    assertThat(compile("p.Ops", source).errors()).hasSize(1);
  }

  /** It would wait for them for good. */
  @Test
  void aTypeGeneratedFromTheSetItself() {
    String source =
        "package p;\nimport dev.lockstep.spec.*;\n@InstructionSet(name = \"Own\") class Ops {\n"
            + "  @Opcode static int load(@Context OwnMachine machine) { return 0; }\n}\n";
    assertThat(compile("p.Ops", source).errors().get(0).getMessage(Locale.ROOT)).startsWith("[LS044] OwnMachine is generated ");
  }

  @Test
  void isDeterministic() throws IOException {
    String source = DiagnosticsTest.opcodes(30, "(fuse = {Fuse.CONSTANT, Fuse.BRANCH})");
    Compilation first = compile("p.Many", source);
    Compilation second = compile("p.Many", source);
    assertThat(first.generatedSourceFiles()).hasSize(8);
    for (JavaFileObject file : first.generatedSourceFiles()) {
      String name = file.getName().replace("/SOURCE_OUTPUT/", "").replace(".java", "").replace('/', '.');
      String again = second.generatedSourceFile(name).orElseThrow().getCharContent(true).toString();
      assertThat(again).isEqualTo(file.getCharContent(true).toString());
    }
  }
}
