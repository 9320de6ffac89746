package dev.lockstep.tests;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README tells the truth: its program compiles and prints what the text says. */
final class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");

  @Test
  void theProgramPrintsWhatTheTextSays(@TempDir Path classes) throws Exception {
    String text = Files.readString(README);
    Matcher program = Pattern.compile("## Twenty lines\n\n```java\n(.*?)```\n\nThat prints `(\\d+)`", Pattern.DOTALL).matcher(text);
    assertThat(program.find()).isTrue();
    compile(program.group(1), classes);
    assertThat(run("Factorial", classes)).isEqualTo(program.group(2) + System.lineSeparator());
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(README).size()).isLessThan(150);
  }

  private static void compile(String source, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Readme.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    String path = System.getProperty("java.class.path");
    List<String> options = List.of("-d", classes.toString(), "-classpath", path, "-processorpath", path);
    boolean compiled = compiler.getTask(null, null, diagnostics, options, null, List.of(file)).call();
    assertWithMessage("%s", diagnostics.getDiagnostics()).that(compiled).isTrue();
  }

  private static String run(String main, Path classes) throws Exception {
    URL[] urls = {new File(classes.toString()).toURI().toURL()};
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(urls)) {
      System.setOut(new PrintStream(printed, true));
      Class<?> type = loader.loadClass(main);
      var method = type.getDeclaredMethod("main", String[].class);
      method.setAccessible(true);
      method.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(console);
    }
    return printed.toString();
  }
}
