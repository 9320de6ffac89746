package dev.lockstep.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lockstep.processor.read.SourceOverflow;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Reads the context of a set; writes {@code XMachine}, the runtime's machine with that context. */
final class MachineGenerator {

  private static final ClassName PROGRAM = ClassName.get(Generated.RUNTIME, "Program");

  private MachineGenerator() {}

  static TypeSpec generate(Generated generated) {
    boolean hasContext = generated.set().context() != null;
    TypeSpec.Builder type =
        TypeSpec.classBuilder(generated.machine())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addAnnotations(generated.suppressions())
            .superclass(ClassName.get(Generated.RUNTIME, "Machine"))
            .addJavadoc("A guest thread of {@link $T}. Not thread-safe.\n", generated.ops());
    MethodSpec.Builder simple =
        MethodSpec.constructorBuilder()
            .addJavadoc("A machine with the default stack limit.\n")
            .addParameter(PROGRAM, "program");
    MethodSpec.Builder limited =
        MethodSpec.constructorBuilder()
            .addJavadoc("A machine whose stack holds at most {@code stackLimit} slots.\n")
            .addParameter(PROGRAM, "program");
    if (hasContext) {
      type.addField(generated.contextType(), "context", Modifier.FINAL);
      simple.addParameter(generated.contextType(), "context");
      limited.addParameter(generated.contextType(), "context");
    }
    String arguments = hasContext ? "program, context" : "program";
    simple.addStatement("this($L, DEFAULT_STACK_LIMIT)", arguments);
    limited
        .addParameter(TypeName.INT, "stackLimit")
        .addStatement("super(program, $T.TABLE, stackLimit)", generated.opcodes());
    if (hasContext) {
      limited.addStatement("this.context = context");
    }
    // Whoever cannot name the context cannot make a machine.
    if (!hasContext || generated.set().context().isPublic()) {
      simple.addModifiers(Modifier.PUBLIC);
      limited.addModifiers(Modifier.PUBLIC);
    }
    type.addMethod(simple.build())
        .addMethod(limited.build())
        .addMethod(loop(generated, "run"))
        .addMethod(loop(generated, "warmUp"));
    generated.set().source().overflows().forEach(overflow -> type.addMethod(stackOverflow(overflow)));
    return type.build();
  }

  private static MethodSpec stackOverflow(SourceOverflow overflow) {
    return MethodSpec.methodBuilder("stackOverflow")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(Object.class)
        .addStatement(
            "return $T.$L($L)",
            ClassName.get((TypeElement) overflow.method().getEnclosingElement()),
            overflow.method().getSimpleName(),
            overflow.parameters().stream().map(parameter -> "context").collect(Collectors.joining(", ")))
        .build();
  }

  private static MethodSpec loop(Generated generated, String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(TypeName.INT)
        .addParameter(TypeName.INT, "pc")
        .addStatement("return $T.$L(this, pc)", generated.driver(), name)
        .build();
  }
}
