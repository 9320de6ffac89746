package dev.lockstep.tests;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles and runs the programs that documentation shows. */
public final class Snippet {

  private Snippet() {}

  /** Compiles one file, with what the processor generates from it, into a folder. */
  public static void compile(String source, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
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

  /** What {@code main} prints. */
  public static String run(String main, Path classes, String... arguments) throws Exception {
    URL[] urls = {new File(classes.toString()).toURI().toURL()};
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(urls)) {
      System.setOut(new PrintStream(printed, true));
      Class<?> type = loader.loadClass(main);
      var method = type.getDeclaredMethod("main", String[].class);
      method.setAccessible(true);
      method.invoke(null, (Object) arguments);
    } finally {
      System.setOut(console);
    }
    return printed.toString();
  }
}
