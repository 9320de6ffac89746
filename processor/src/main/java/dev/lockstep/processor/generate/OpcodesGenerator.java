package dev.lockstep.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lockstep.processor.check.FormModel;
import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.SequenceModel;
import dev.lockstep.processor.check.SetModel;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.processor.read.SourceSet;
import dev.lockstep.runtime.Convention;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Reads the opcodes, forms and trap rules of a set; writes {@code XOpcodes}, the table that everything else looks up. */
final class OpcodesGenerator {

  /** Rows a method, so that each stays far below 64 KB. */
  private static final int CHUNK = 400;

  private final Generated generated;
  private final SetModel set;
  private final TypeSpec.Builder type;

  private OpcodesGenerator(Generated generated) {
    this.generated = generated;
    set = generated.set();
    type = TypeSpec.classBuilder(generated.opcodes());
  }

  static TypeSpec generate(Generated generated) {
    return new OpcodesGenerator(generated).generate();
  }

  private TypeSpec generate() {
    type.addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addAnnotations(generated.suppressions())
        .superclass(ClassName.get(Generated.RUNTIME, "InstructionTable"))
        .addJavadoc("The opcodes of {@link $T}, and the forms in which they are laid out.\n", generated.ops());
    for (OpcodeModel opcode : set.opcodes()) {
      type.addField(
          FieldSpec.builder(TypeName.INT, opcode.constant(), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
              .addJavadoc("$L: {@code $L}.\n", generated.link(opcode), opcode.mnemonic())
              .initializer("$L", opcode.index())
              .build());
    }
    type.addField(
        FieldSpec.builder(String.class, "FINGERPRINT", Modifier.STATIC, Modifier.FINAL)
            .initializer("$S", Fingerprint.of(set))
            .build());
    type.addField(
        FieldSpec.builder(generated.opcodes(), "TABLE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("The table; assemblers, programs and machines of this set all share it.\n")
            .initializer("new $T()", generated.opcodes())
            .build());
    addRows();
    type.addMethod(stencils());
    type.addMethod(trapReason());
    return type.build();
  }

  private void addRows() {
    List<CodeBlock> opcodes = new ArrayList<>(set.opcodes().stream().map(OpcodesGenerator::row).toList());
    set.opcodes().stream()
        .filter(opcode -> opcode.source().raises())
        .forEach(opcode -> opcodes.add(CodeBlock.of("raises($L);\n", opcode.constant())));
    if (!set.source().overflows().isEmpty()) {
      opcodes.add(CodeBlock.of("raisesStackOverflow();\n"));
    }
    List<CodeBlock> forms = new ArrayList<>(set.forms().stream().map(this::row).toList());
    set.sequences().forEach(sequence -> forms.add(row(sequence)));
    List<CodeBlock> throwing =
        set.forms().stream()
            .filter(form -> form.child() != null && form.child().mayThrow())
            .map(form -> CodeBlock.of("$T.$L", generated.handlers(), form.constant()))
            .toList();
    if (!throwing.isEmpty()) {
      forms.add(CodeBlock.of("operandThrows(\n$>$>$L);\n$<$<", CodeBlock.join(throwing, ",\n")));
    }
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addStatement("super($S, $L, FINGERPRINT)", set.name(), Convention.VERSION);
    if (opcodes.size() + forms.size() <= CHUNK) {
      opcodes.forEach(constructor::addCode);
      constructor.addCode("\n");
      forms.forEach(constructor::addCode);
      type.addMethod(constructor.build());
      return;
    }
    List<MethodSpec> chunks = new ArrayList<>();
    chunks.addAll(chunks("addOpcodes", opcodes));
    chunks.addAll(chunks("addForms", forms));
    chunks.forEach(chunk -> constructor.addStatement("$L()", chunk.name()));
    type.addMethod(constructor.build());
    chunks.forEach(type::addMethod);
  }

  private static List<MethodSpec> chunks(String name, List<CodeBlock> rows) {
    List<MethodSpec> chunks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += CHUNK) {
      MethodSpec.Builder chunk = MethodSpec.methodBuilder(name + from).addModifiers(Modifier.PRIVATE);
      rows.subList(from, Math.min(from + CHUNK, rows.size())).forEach(chunk::addCode);
      chunks.add(chunk.build());
    }
    return chunks;
  }

  private static CodeBlock row(OpcodeModel opcode) {
    return CodeBlock.of(
        "opcode($L, $S, $T.$L, $S, $S);\n",
        opcode.number(),
        opcode.mnemonic(),
        Generated.FLOW,
        opcode.flow(),
        parameters(opcode),
        results(opcode));
  }

  private CodeBlock row(FormModel form) {
    if (!form.isFused()) {
      return CodeBlock.of("form($S, $L, $S);\n", form.name(), form.opcode().constant(), form.layout());
    }
    CodeBlock child =
        form.child() == null ? CodeBlock.of("-1") : CodeBlock.of("$T.$L", generated.handlers(), form.child().constant());
    String constants = form.constants() == 0 ? "0" : "0b" + Integer.toBinaryString(form.constants());
    return CodeBlock.of(
        "fused($S, $L, $S, $L, $L, $L);\n",
        form.name(),
        form.opcode().constant(),
        form.layout(),
        constants,
        form.operand(),
        child);
  }

  private CodeBlock row(SequenceModel sequence) {
    List<CodeBlock> steps = new ArrayList<>();
    for (SequenceModel.Step step : sequence.steps()) {
      steps.add(
          step.form() == null
              ? CodeBlock.of("$L", step.builtIn().id())
              : CodeBlock.of("$T.$L", generated.handlers(), step.form().constant()));
    }
    return CodeBlock.of("sequence($L); // $L\n", CodeBlock.join(steps, ", "), sequence.name());
  }

  static String parameters(OpcodeModel opcode) {
    StringBuilder text = new StringBuilder();
    for (OpcodeModel.Parameter parameter : opcode.parameters()) {
      if (parameter.role() == Role.TARGET) {
        text.append("t.");
      } else if (parameter.role() != Role.CONTEXT) {
        char role = parameter.role() == Role.OPERAND ? 's' : parameter.role() == Role.LOCAL ? 'x' : 'i';
        text.append(role).append(parameter.type().guest().code());
      }
    }
    return text.toString();
  }

  static String results(OpcodeModel opcode) {
    StringBuilder text = new StringBuilder(opcode.source().toLocal() ? "x" : "");
    opcode.results().forEach(result -> text.append(result.type().guest().code()));
    return text.toString();
  }

  private MethodSpec stencils() {
    return MethodSpec.methodBuilder("stencils")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(ClassName.get(Generated.RUNTIME, "Stencils"))
        .addStatement("return $T.INSTANCE", generated.stencils())
        .build();
  }

  private MethodSpec trapReason() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("trapReason")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(String.class)
            .addParameter(RuntimeException.class, "thrown");
    for (SourceSet.TrapRule rule : set.source().traps()) {
      if (rule.exception().toString().equals("java.lang.RuntimeException")) {
        return method.addStatement("return $S", rule.reason()).build();
      }
      method
          .beginControlFlow("if (thrown instanceof $T)", rule.exception())
          .addStatement("return $S", rule.reason())
          .endControlFlow();
    }
    return method.addStatement("return null").build();
  }
}
