package dev.lockstep.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lockstep.processor.check.FormModel;
import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.SetModel;
import dev.lockstep.runtime.Type;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Reads the forms of a set; writes {@code XConformance}, which calls the opcodes of each form from Java to compare. */
final class ConformanceGenerator {

  /** Forms a method, so that each stays below 64 KB even if every form has 31 operands. */
  private static final int CHUNK = 150;

  private static final ClassName CONFORMANCE = ClassName.get(Generated.RUNTIME, "Conformance");
  private static final ClassName PROGRAM = ClassName.get(Generated.RUNTIME, "Program");
  private static final ClassName MACHINE = ClassName.get(Generated.RUNTIME, "Machine");

  private final Generated generated;
  private final SetModel set;
  private final TypeName context;
  private final Expressions expressions;

  private ConformanceGenerator(Generated generated) {
    this.generated = generated;
    set = generated.set();
    context = set.context() == null ? ClassName.get(Void.class) : generated.contextType();
    expressions = new Expressions(generated, Operands.OF_TRIAL);
  }

  static TypeSpec generate(Generated generated) {
    return new ConformanceGenerator(generated).generate();
  }

  private TypeSpec generate() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(generated.conformance())
            .addModifiers(Modifier.FINAL)
            .addAnnotations(generated.suppressions())
            .superclass(ParameterizedTypeName.get(CONFORMANCE, context))
            .addJavadoc(
                "Compares handlers and compiled regions of {@link $T} with its methods. Not thread-safe.\n",
                generated.ops());
    if (set.context() == null || set.context().isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    type.addMethod(
            MethodSpec.constructorBuilder()
                .addJavadoc("A comparison of all opcodes.\n")
                .addModifiers(Modifier.PUBLIC)
                .addStatement("super($T.TABLE)", generated.opcodes())
                .build())
        .addMethod(machine());
    if (set.forms().size() <= CHUNK) {
      return type.addMethod(override("call").addCode(cases(set.forms())).addAnnotations(unchecked(set.forms())).build())
          .build();
    }
    MethodSpec.Builder dispatch = override("call");
    for (int from = 0; from < set.forms().size(); from += CHUNK) {
      List<FormModel> forms = set.forms().subList(from, Math.min(from + CHUNK, set.forms().size()));
      String name = "call" + from / CHUNK;
      dispatch
          .beginControlFlow("if (form <= $T.$L)", generated.handlers(), forms.get(forms.size() - 1).constant())
          .addStatement("$L(form, context, trial)", name)
          .addStatement("return")
          .endControlFlow();
      type.addMethod(
          parameters(MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC))
              .addAnnotations(unchecked(forms))
              .addCode(cases(forms))
              .build());
    }
    dispatch.addStatement("throw new $T($S + form)", IllegalArgumentException.class, "no opcodes for form ");
    return type.addMethod(dispatch.build()).build();
  }

  private static List<AnnotationSpec> unchecked(List<FormModel> forms) {
    return forms.stream().anyMatch(form -> Expressions.castsToParameterised(form.call()))
        ? List.of(Expressions.UNCHECKED)
        : List.of();
  }

  private MethodSpec machine() {
    return MethodSpec.methodBuilder("machine")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(MACHINE)
        .addParameter(PROGRAM, "program")
        .addParameter(context, "context")
        .addStatement(
            set.context() == null ? "return new $T(program)" : "return new $T(program, context)", generated.machine())
        .build();
  }

  private MethodSpec.Builder override(String name) {
    return parameters(
        MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PROTECTED));
  }

  private MethodSpec.Builder parameters(MethodSpec.Builder method) {
    return method
        .addParameter(TypeName.INT, "form")
        .addParameter(context, "context")
        .addParameter(ClassName.get(Generated.RUNTIME, "Trial"), "trial");
  }

  private CodeBlock cases(List<FormModel> forms) {
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (form)");
    for (FormModel form : forms) {
      code.add("// $L\n", form.name());
      code.add("case $T.$L:\n$>", generated.handlers(), form.constant());
      code.add(action(form));
      code.add("$<");
    }
    return code.add("default:\n$>")
        .addStatement("throw new $T($S + form)", IllegalArgumentException.class, "no opcodes for form ")
        .add("$<")
        .endControlFlow()
        .build();
  }

  private CodeBlock action(FormModel form) {
    CodeBlock call = expressions.call(form.call());
    CodeBlock.Builder code = CodeBlock.builder();
    switch (form.opcode().flow()) {
      case NEXT -> next(form, call, code);
      case BRANCH, SUSPEND -> code.addStatement("trial.branch($Z$L)", call);
      case SWITCH, CALL_COMPUTED, TAIL_CALL_COMPUTED -> code.addStatement("trial.pick($Z$L)", call);
      case TRAP -> {
        return code.addStatement("throw $L", call).build();
      }
      default -> code.addStatement(call);
    }
    return code.addStatement("break").build();
  }

  private static void next(FormModel form, CodeBlock call, CodeBlock.Builder code) {
    OpcodeModel opcode = form.opcode();
    if (opcode.record() != null) {
      String name = form.handler() + "Result"; // all cases are one scope
      code.addStatement("$T $L = $L", TypeName.get(opcode.record().java()), name, call);
      for (int i = 0; i < opcode.results().size(); i++) {
        result(opcode.results().get(i), i, CodeBlock.of("$L.$L()", name, opcode.results().get(i).accessor()), code);
      }
    } else if (opcode.results().isEmpty()) {
      code.addStatement(call);
    } else {
      result(opcode.results().get(0), 0, call, code);
    }
  }

  private static void result(OpcodeModel.Result result, int index, CodeBlock value, CodeBlock.Builder code) {
    String method = result.type().guest() == Type.REFERENCE ? "resultReference" : "result";
    code.addStatement("trial.$L($L,$W$L)", method, index, Operands.toBits(result.type(), value));
  }
}
