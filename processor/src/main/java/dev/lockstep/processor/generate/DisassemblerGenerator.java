package dev.lockstep.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** Reads nothing but the names of a set; writes {@code XDisassembler}, the set's own door to the runtime's disassembler. */
final class DisassemblerGenerator {

  private DisassemblerGenerator() {}

  static TypeSpec generate(Generated generated) {
    return TypeSpec.classBuilder(generated.disassembler())
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc("Prints programs of the opcodes of {@link $T}. Stateless.\n", generated.ops())
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(
            MethodSpec.methodBuilder("disassemble")
                .addJavadoc("The code of a program as it was loaded, one instruction a line.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(String.class)
                .addParameter(ClassName.get(Generated.RUNTIME, "Program"), "program")
                .beginControlFlow("if (program.table() != $T.TABLE)", generated.opcodes())
                .addStatement(
                    "throw new $T($S + program.table().name())",
                    IllegalArgumentException.class,
                    "not a program for " + generated.set().name() + " but for ")
                .endControlFlow()
                .addStatement("return $T.disassemble(program)", ClassName.get(Generated.RUNTIME, "Disassembler"))
                .build())
        .build();
  }
}
