package dev.lockstep.processor.generate;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.lockstep.processor.check.SetModel;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes all files of an instruction set. */
public final class SetWriter {

  private static final List<Function<Generated, TypeSpec>> CLASSES =
      List.of(
          OpcodesGenerator::generate,
          HandlersGenerator::generate,
          DriverGenerator::generate,
          StencilsGenerator::generate,
          AssemblerGenerator::generate,
          DisassemblerGenerator::generate,
          MachineGenerator::generate,
          ConformanceGenerator::generate);

  private static final Pattern JAVA_LANG = Pattern.compile("(?m)^import java\\.lang\\.(\\w+);");

  private final Filer filer;
  private final Messager messager;
  private final Elements elements;
  private final Set<String> written = new HashSet<>();

  public SetWriter(ProcessingEnvironment environment) {
    filer = environment.getFiler();
    messager = environment.getMessager();
    elements = environment.getElementUtils();
  }

  /** Whether a class was written by this object. */
  public boolean hasWritten(String qualifiedName) {
    return written.contains(qualifiedName);
  }

  public void write(SetModel set) {
    Generated generated = new Generated(set);
    Element[] sources = set.source().classes().toArray(Element[]::new);
    try {
      for (Function<Generated, TypeSpec> generator : CLASSES) {
        writeClass(set, generator.apply(generated), sources);
      }
      String page = "META-INF/lockstep/" + set.name() + ".md";
      FileObject file = createResource(page, sources);
      try (Writer writer = new OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8)) {
        writer.write(ManualGenerator.generate(set));
      }
    } catch (IOException e) {
      messager.printMessage(Diagnostic.Kind.ERROR, "cannot write what is generated: " + e, sources[0]);
    }
  }

  private FileObject createResource(String page, Element... sources) throws IOException {
    try {
      return filer.createResource(StandardLocation.CLASS_OUTPUT, "", page, sources);
    } catch (FilerException e) {
      // With --module-source-path each module has a folder of its own, which has to be named, and must not be otherwise.
      return filer.createResource(StandardLocation.CLASS_OUTPUT, elements.getModuleOf(sources[0]) + "/", page, sources);
    }
  }

  /** Whether the package has a class that would be taken for one of {@code java.lang} which the file names. */
  private boolean hidesJavaLang(JavaFile file) {
    String prefix = file.packageName().isEmpty() ? "" : file.packageName() + ".";
    return JAVA_LANG.matcher(file.toString()).results()
        .anyMatch(name -> elements.getTypeElement(prefix + name.group(1)) != null);
  }

  private void writeClass(SetModel set, TypeSpec type, Element... sources) throws IOException {
    JavaFile file =
        JavaFile.builder(set.packageName(), type)
            .addFileComment(
                sources.length == 1
                    ? "Generated from $L by Lockstep. Change that class, not this one."
                    : "Generated from $L and the classes that it includes by Lockstep. Change those, not this one.",
                set.source().type().getQualifiedName())
            .build();
    if (!hidesJavaLang(file)) {
      file = file.toBuilder().skipJavaLangImports(true).build();
    }
    String name = set.packageName().isEmpty() ? type.name() : set.packageName() + "." + type.name();
    written.add(name);
    try (Writer writer = filer.createSourceFile(name, sources).openWriter()) {
      writer.write(Tidy.ascii(Tidy.tidy(file.toString())));
    }
  }
}
