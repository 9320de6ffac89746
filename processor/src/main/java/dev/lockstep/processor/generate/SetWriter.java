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
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
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

  private final Filer filer;
  private final Messager messager;
  private final Set<String> written = new HashSet<>();

  public SetWriter(ProcessingEnvironment environment) {
    filer = environment.getFiler();
    messager = environment.getMessager();
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
      FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", page, sources);
      try (Writer writer = new OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8)) {
        writer.write(ManualGenerator.generate(set));
      }
    } catch (IOException e) {
      messager.printMessage(Diagnostic.Kind.ERROR, "cannot write what is generated: " + e, sources[0]);
    }
  }

  private void writeClass(SetModel set, TypeSpec type, Element... sources) throws IOException {
    JavaFile file =
        JavaFile.builder(set.packageName(), type)
            .addFileComment(
                sources.length == 1
                    ? "Generated from $L by Lockstep. Change that class, not this one."
                    : "Generated from $L and the classes that it includes by Lockstep. Change those, not this one.",
                set.source().type().getQualifiedName())
            .skipJavaLangImports(true)
            .build();
    String name = set.packageName().isEmpty() ? type.name() : set.packageName() + "." + type.name();
    written.add(name);
    try (Writer writer = filer.createSourceFile(name, sources).openWriter()) {
      writer.write(Tidy.tidy(file.toString()));
    }
  }
}
