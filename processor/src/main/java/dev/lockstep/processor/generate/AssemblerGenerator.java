package dev.lockstep.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.OpcodeModel.Parameter;
import dev.lockstep.processor.check.ValueType;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.runtime.Flow;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Reads the opcodes of a set; writes {@code XAssembler}, with a typed method to emit each. */
final class AssemblerGenerator {

  private static final ClassName ASSEMBLER = ClassName.get(Generated.RUNTIME, "Assembler");
  private static final ClassName LABEL = ClassName.get(Generated.RUNTIME, "Label");
  private static final ClassName FUNCTION = ClassName.get(Generated.RUNTIME, "Function");
  private static final ClassName SIGNATURE = ClassName.get(Generated.RUNTIME, "Signature");

  private final Generated generated;

  private AssemblerGenerator(Generated generated) {
    this.generated = generated;
  }

  static TypeSpec generate(Generated generated) {
    return new AssemblerGenerator(generated).generate();
  }

  private TypeSpec generate() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(generated.assembler())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addAnnotations(generated.suppressions())
            .superclass(ParameterizedTypeName.get(ASSEMBLER, generated.assembler()))
            .addJavadoc("Assembles programs of {@link $T}. Not thread-safe.\n", generated.ops())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addJavadoc("An assembler of an empty program.\n")
                    .addModifiers(Modifier.PUBLIC)
                    .addStatement("super($T.TABLE)", generated.opcodes())
                    .build());
    generated.set().opcodes().forEach(opcode -> type.addMethod(emit(opcode)));
    return type.build();
  }

  private MethodSpec emit(OpcodeModel opcode) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(opcode.emitter())
            .addJavadoc(
                "{@code $L}: {@code $L}. See $L.\n", opcode.mnemonic(), Effect.of(opcode), generated.link(opcode))
            .returns(generated.assembler());
    CodeBlock.Builder arguments = CodeBlock.builder().add("$T.$L", generated.opcodes(), opcode.constant());
    Set<String> names = new HashSet<>();
    opcode.parameters().forEach(parameter -> names.add(parameter.name()));
    boolean isPublic = true;
    String last = addFlow(method, opcode, arguments, names);
    for (Parameter parameter : opcode.parameters()) {
      if (parameter.role() == Role.IMMEDIATE) {
        isPublic &= parameter.type().isPublic();
        method.addParameter(TypeName.get(parameter.type().java()), parameter.name());
        arguments.add(",$W$L", bits(parameter.type(), parameter.name()));
      } else if (parameter.role() == Role.LOCAL) {
        method.addParameter(TypeName.INT, parameter.name());
        arguments.add(",$W$L", parameter.name());
      }
    }
    if (opcode.source().toLocal()) {
      String name = free("destination", names);
      method.addParameter(TypeName.INT, name);
      arguments.add(",$W$L", name);
    }
    if (opcode.flow() == Flow.SWITCH) {
      method.addParameter(ArrayTypeName.of(LABEL), last).varargs();
    }
    if (isPublic) {
      method.addModifiers(Modifier.PUBLIC);
    }
    // Opcodes may have the names of what emits them, and their methods would fit the arguments better.
    return method.addStatement("return super.$L($L)", primitive(opcode.flow()), arguments.build()).build();
  }

  /** Adds the parameter that control flow needs; a switch's comes last, so only its name is returned. */
  private static String addFlow(
      MethodSpec.Builder method, OpcodeModel opcode, CodeBlock.Builder arguments, Set<String> names) {
    String name = "";
    switch (opcode.flow()) {
      case JUMP, BRANCH -> {
        name = targetName(opcode);
        method.addParameter(LABEL, name);
      }
      case SWITCH -> name = free("targets", names);
      case CALL, TAIL_CALL -> {
        name = free("callee", names);
        method.addParameter(FUNCTION, name);
      }
      case CALL_COMPUTED, TAIL_CALL_COMPUTED -> {
        name = free("signature", names);
        method.addParameter(SIGNATURE, name);
      }
      default -> {}
    }
    if (!name.isEmpty()) {
      arguments.add(",$W$L", name);
    }
    return name;
  }

  private static String targetName(OpcodeModel opcode) {
    return opcode.parameters().stream()
        .filter(parameter -> parameter.role() == Role.TARGET)
        .findFirst()
        .orElseThrow()
        .name();
  }

  private static String free(String name, Set<String> names) {
    String candidate = name;
    while (!names.add(candidate)) {
      candidate += "_";
    }
    return candidate;
  }

  private static String primitive(Flow flow) {
    return switch (flow) {
      case JUMP, BRANCH -> "branch";
      case SWITCH -> "multiway";
      case CALL, TAIL_CALL -> "call";
      case CALL_COMPUTED, TAIL_CALL_COMPUTED -> "callComputed";
      default -> "op";
    };
  }

  private static CodeBlock bits(ValueType type, String name) {
    return switch (type.guest()) {
      case REFERENCE -> CodeBlock.of("super.constant($L)", name);
      default -> Operands.toBits(type, CodeBlock.of("$L", name));
    };
  }
}
