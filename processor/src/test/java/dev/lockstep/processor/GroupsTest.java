package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the classes that a set includes come from, and whose problems they have. */
final class GroupsTest {

  private static final String IMPORT = "import dev.lockstep.spec.*;\n";
  private static final String GROUP =
      "package p;\n" + IMPORT + "@OpcodeGroup class Group {\n  @Opcode static int add(int a, int b) { return a + b; }\n}\n";
  private static final String SET = "package p;\n" + IMPORT + "@InstructionSet(include = Group.class)\nclass Ops {}\n";

  private static Compiler javac() {
    return Compiler.javac().withProcessors(new LockstepProcessor());
  }

  private static JavaFileObject file(String name, String source) {
    return JavaFileObjects.forSourceString(name, source);
  }

  @Test
  void aGroupFromAClassFileIsRefused(@TempDir Path classes) throws IOException {
    write(classes, javac().compile(file("p.Group", GROUP)));
    Compilation compilation = javac().withClasspath(classpathWith(classes)).compile(file("p.Ops", SET));
    assertThat(messages(compilation)).hasSize(1);
    assertThat(messages(compilation).get(0)).startsWith("p/Ops.java:3: [LS009] p.Group comes from a class file;");
  }

  @Test
  void aGroupAloneGeneratesNothing() {
    Compilation compilation = javac().compile(file("p.Group", GROUP));
    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.generatedSourceFiles()).isEmpty();
  }

  @Test
  void aGroupOfTheSourcePathIsRead(@TempDir Path sources) throws IOException {
    Files.createDirectories(sources.resolve("p"));
    Files.writeString(sources.resolve("p/Group.java"), GROUP);
    Compilation compilation =
        javac().withOptions("-sourcepath", sources.toString(), "-implicit:class").compile(file("p.Ops", SET));
    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.generatedSourceFile("p.OpsMachine").isPresent()).isTrue();
  }

  @Test
  void aGroupThatAnotherProcessorGeneratesIsWaitedFor() {
    Compilation compilation =
        Compiler.javac().withProcessors(new LockstepProcessor(), new LateSource("p.Group", GROUP)).compile(file("p.Ops", SET));
    assertThat(compilation.errors()).isEmpty();
    assertThat(compilation.generatedSourceFile("p.OpsMachine").isPresent()).isTrue();
  }

  @Test
  void whatIsUnknownOrHiddenIsLeftToTheCompiler() {
    assertThat(messages(javac().compile(file("p.Ops", SET)))).containsExactly("p/Ops.java:3: cannot find symbol");
    String hidden =
        "package p;\n" + IMPORT + "@InstructionSet(include = Ops.Group.class)\nclass Ops {\n"
            + "  @OpcodeGroup private static class Group { @Opcode static void nop() {} }\n}\n";
    assertThat(messages(javac().compile(file("p.Ops", hidden))))
        .containsExactly("p/Ops.java:3: p.Ops.Group has private access in p.Ops");
  }

  @Test
  void classesOfOneName() {
    String group =
        "package q;\n" + IMPORT + "@OpcodeGroup public class Ops {\n  @Opcode public static int add(int a) { return a; }\n}\n";
    String set = "package p;\n" + IMPORT + "@InstructionSet(include = q.Ops.class)\nclass Ops {}\n";
    assertThat(messages(javac().compile(file("q.Ops", group), file("p.Ops", set)))).isEmpty();
  }

  @Test
  void aConstantDoesNotHideTheClassAroundAGroup() {
    String set =
        "package p;\n" + IMPORT + "@InstructionSet(include = ABC.Group.class)\nclass Ops {\n"
            + "  @Opcode static int abc(int a) { return a; }\n}\n"
            + "class ABC {\n  @OpcodeGroup static class Group { @Opcode static int add(int a) { return a; } }\n}\n";
    assertThat(messages(javac().compile(file("p.Ops", set)))).isEmpty();
  }

  @Test
  void opcodesOfAnotherPackageHaveToBePublic() {
    String group =
        "package q;\n" + IMPORT + "@OpcodeGroup public class Group {\n"
            + "  @Opcode public static int add(int a, int b) { return a + b; }\n"
            + "  @Opcode static int sub(int a, int b) { return a - b; }\n"
            + "  @Opcode protected static int mul(int a, int b) { return a * b; }\n}\n";
    String set = "package p;\n" + IMPORT + "@InstructionSet(include = q.Group.class)\nclass Ops {}\n";
    List<String> messages = messages(javac().compile(file("q.Group", group), file("p.Ops", set)));
    assertThat(messages).hasSize(2);
    assertThat(messages.get(0)).startsWith("q/Group.java:5: [LS027] ");
    assertThat(messages.get(1)).startsWith("q/Group.java:6: [LS027] ");
  }

  @Test
  void theSecondClassOfADuplicateIsToldOfTheFirst() {
    String set =
        "package p;\n" + IMPORT + "@InstructionSet(include = Group.class)\nclass Ops {\n"
            + "  @Opcode static int add(int a) { return a; }\n}\n";
    List<String> messages = messages(javac().compile(file("p.Group", GROUP), file("p.Ops", set)));
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).startsWith("p/Group.java:4: [LS012] add is the mnemonic of p.Ops.add(int) already;");
  }

  @Test
  void aProblemOfASharedGroupIsReportedOnceAndStopsOnlySetsThatIncludeIt() {
    String group = GROUP.replace("static int add", "private static int add");
    String other = SET.replace("class Ops", "class Other");
    String good = "package p;\n" + IMPORT + "@InstructionSet class Good { @Opcode static void nop() {} }\n";
    String uses = "package p;\nclass Uses { GoodMachine machine; }\n";
    List<JavaFileObject> files =
        List.of(
            file("p.Group", group), file("p.Ops", SET), file("p.Other", other), file("p.Good", good), file("p.Uses", uses));
    List<String> messages = messages(javac().compile(files));
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).startsWith("p/Group.java:4: [LS021] ");
  }

  @Test
  void generatesTheSameAsFromOneClass() throws IOException {
    String methods = "  @Opcode static int sub(int a, int b) { return a - b; }\n";
    String set = SET.replace("class Ops {}", "class Ops {\n" + methods + "}");
    String one = GROUP.replace("@OpcodeGroup class Group {\n", "@InstructionSet class Ops {\n" + methods);
    Compilation split = javac().compile(file("p.Group", GROUP), file("p.Ops", set));
    Compilation whole = javac().compile(file("p.Ops", one));
    for (String name : List.of("Opcodes", "Handlers", "Stencils", "Assembler", "Driver", "Conformance")) {
      String divided =
          text(split, "p.Ops" + name)
              .replace("p.Ops and the classes that it includes", "p.Ops")
              .replace("those, not this", "that class, not this")
              .replaceAll("Group([.#])add", "Ops$1add")
              .replace("p/Group", "p/Ops");
      assertThat(divided).isEqualTo(text(whole, "p.Ops" + name));
    }
  }

  private static String text(Compilation compilation, String name) throws IOException {
    return compilation.generatedSourceFile(name).orElseThrow().getCharContent(true).toString();
  }

  /** Errors with file and line. */
  private static List<String> messages(Compilation compilation) {
    List<String> messages = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> error : compilation.errors()) {
      String file = error.getSource() == null ? "" : error.getSource().getName();
      String message = error.getMessage(Locale.ROOT).lines().findFirst().orElse("");
      messages.add(file + ":" + error.getLineNumber() + ": " + message);
    }
    return messages;
  }

  private static void write(Path classes, Compilation compilation) throws IOException {
    for (JavaFileObject file : compilation.generatedFiles()) {
      Path target = classes.resolve(file.getName().replace("/CLASS_OUTPUT/", ""));
      Files.createDirectories(target.getParent());
      try (InputStream content = file.openInputStream()) {
        Files.copy(content, target);
      }
    }
  }

  private static List<File> classpathWith(Path classes) {
    List<File> classpath = new ArrayList<>(List.of(classes.toFile()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classpath.add(new File(entry));
    }
    return classpath;
  }
}
