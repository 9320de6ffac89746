package dev.lockstep.processor;

import static com.google.common.truth.Truth.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** A guest in {@code src/test/resources/guests}, compiled with the processor as strictly as this project is, and loaded. */
final class Guest extends ClassLoader {

  private final String name;
  private final Map<String, JavaFileObject> files = new HashMap<>();

  private Guest(String name, Compilation compilation) {
    super(Guest.class.getClassLoader());
    this.name = name;
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        files.put(file.getName().replace("/CLASS_OUTPUT/", "").replace(".class", "").replace('/', '.'), file);
      }
    }
  }

  static Guest load(String name) throws IOException {
    Compilation compilation;
    try (Stream<Path> sources = Files.list(Path.of("src/test/resources/guests", name))) {
      compilation =
          Compiler.javac()
              .withProcessors(new LockstepProcessor())
              .withOptions("-Xlint:all,-processing,-options", "-Werror", "--release", "17")
              .compile(sources.sorted().map(Guest::source).toList());
    }
    assertThat(compilation.diagnostics()).isEmpty();
    return new Guest(name, compilation);
  }

  private static JavaFileObject source(Path file) {
    try {
      String text = Files.readString(file);
      String packageName = text.substring("package ".length(), text.indexOf(';'));
      String simpleName = file.getFileName().toString().replace(".java", "");
      return JavaFileObjects.forSourceString(packageName + "." + simpleName, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls a method without parameters of the guest's class {@code Run}. */
  Object call(String method) throws ReflectiveOperationException {
    return Class.forName(name + ".Run", true, this).getMethod(method).invoke(null);
  }

  @Override
  protected Class<?> findClass(String className) throws ClassNotFoundException {
    JavaFileObject file = files.get(className);
    if (file == null) {
      throw new ClassNotFoundException(className);
    }
    try {
      byte[] content = file.openInputStream().readAllBytes();
      return defineClass(className, content, 0, content.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(className, e);
    }
  }
}
