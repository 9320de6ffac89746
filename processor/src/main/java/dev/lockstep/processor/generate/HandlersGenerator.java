package dev.lockstep.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lockstep.processor.check.Dispatched;
import dev.lockstep.processor.check.FormModel;
import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.SequenceModel;
import dev.lockstep.processor.check.SetModel;
import dev.lockstep.processor.check.ValueType;
import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.GuestException;
import dev.lockstep.runtime.Type;
import javax.lang.model.element.Modifier;

/** Reads the forms and sequences of a set; writes {@code XHandlers}, the interpreter's code for each form. */
final class HandlersGenerator {

  private final Generated generated;
  private final Expressions expressions;

  private HandlersGenerator(Generated generated) {
    this.generated = generated;
    expressions = new Expressions(generated, Operands.OF_HANDLER);
  }

  static TypeSpec generate(Generated generated) {
    return new HandlersGenerator(generated).generate(generated.set());
  }

  private TypeSpec generate(SetModel set) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(generated.handlers())
            .addModifiers(Modifier.FINAL)
            .addAnnotations(generated.suppressions())
            .addJavadoc("The interpreter's handlers for {@link $T}, one a form or sequence.\n", generated.ops());
    for (Dispatched each : set.dispatched()) {
      type.addField(
          FieldSpec.builder(TypeName.INT, each.constant(), Modifier.STATIC, Modifier.FINAL)
              .initializer("$L", each.id())
              .build());
    }
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    set.forms().forEach(form -> type.addMethod(handler(form)));
    set.sequences().forEach(sequence -> type.addMethod(handler(sequence)));
    return type.build();
  }

  private MethodSpec handler(FormModel form) {
    MethodSpec.Builder method =
        generated
            .guestMethod(form.handler())
            .addJavadoc("{@code $L}: $L.\n", form.name(), generated.links(form))
            .addCode(form.raises() ? raising(body(form)) : body(form));
    if (Expressions.castsToParameterised(form.call())) {
      method.addAnnotation(Expressions.UNCHECKED);
    }
    return method.build();
  }

  private static CodeBlock raising(CodeBlock body) {
    return CodeBlock.builder()
        .beginControlFlow("try")
        .add(body)
        .nextControlFlow("catch ($T raised)", GuestException.class)
        .addStatement("return m.raise(raised, pc)")
        .endControlFlow()
        .build();
  }

  /** Calls the handlers of the steps; a branch that is taken ends it, and what is raised. */
  private MethodSpec handler(SequenceModel sequence) {
    CodeBlock.Builder body = CodeBlock.builder();
    int at = 0;
    int last = sequence.steps().size() - 1;
    body.addStatement("pc = $T.apart(pc, $L)", Generated.CORE, sequence.constant());
    for (int i = 0; i <= last; i++) {
      SequenceModel.Step step = sequence.steps().get(i);
      step(body, step, at, i, i == last);
      at += step.length();
    }
    return generated.guestMethod(sequence.handler())
        .addJavadoc("{@code $L}: the handlers of these forms, one after the other.\n", sequence.name())
        .addCode(body.build())
        .build();
  }

  private void step(CodeBlock.Builder body, SequenceModel.Step step, int at, int index, boolean isLast) {
    CodeBlock pc = at == 0 ? CodeBlock.of("pc") : CodeBlock.of("pc + $L", at);
    CodeBlock call =
        step.form() == null
            ? CodeBlock.of("$T.$L(m, slots, code, fp, $L)", Generated.CORE, step.builtIn().handler(), pc)
            : CodeBlock.of("$L(m, slots, code, fp, $L)", step.form().handler(), pc);
    boolean isTest = !isLast && (step.raises() || step.flow() == Flow.BRANCH);
    if (index > 0 && step.mayThrow()) {
      if (isTest) {
        body.addStatement("int next$L", index);
      }
      body.beginControlFlow("try");
      body.addStatement(isLast ? CodeBlock.of("return $L", call) : isTest ? CodeBlock.of("next$L = $L", index, call) : call);
      body.nextControlFlow("catch ($T thrown)", Throwable.class)
          .addStatement("m.throwsAt($L)", pc)
          .addStatement("throw thrown")
          .endControlFlow();
    } else {
      body.addStatement(isLast ? CodeBlock.of("return $L", call) : isTest ? CodeBlock.of("int next$L = $L", index, call) : call);
    }
    if (isTest) {
      body.beginControlFlow("if (next$L != pc + $L)", index, at + step.length())
          .addStatement("return next$L", index)
          .endControlFlow();
    }
  }

  private CodeBlock body(FormModel form) {
    CodeBlock call = expressions.call(form.call());
    CodeBlock.Builder body = CodeBlock.builder();
    int flow = form.flowWord();
    return switch (form.opcode().flow()) {
      case NEXT -> next(form, call);
      case JUMP ->
          body.addStatement(call).addStatement("return $T.take(m, code, pc, pc + $L)", Generated.CORE, flow).build();
      case BRANCH ->
          body.beginControlFlow("if ($L)", call)
              .addStatement("return $T.take(m, code, pc, pc + $L)", Generated.CORE, flow)
              .endControlFlow()
              .addStatement("return pc + $L", form.length())
              .build();
      case SWITCH -> body.addStatement("return $T.select(m, code, pc, pc + $L,$W$L)", Generated.CORE, flow, call).build();
      case CALL ->
          body.addStatement(call)
              .addStatement(
                  "return $T.call(m, slots, code, fp, code[pc + $L], code[pc + $L], pc + $L)",
                  Generated.CORE, flow, flow + 1, form.length())
              .build();
      case CALL_COMPUTED ->
          body.addStatement(
                  "return $T.callComputed(m, slots, code, fp,$W$L,$Wcode[pc + $L], code[pc + $L], pc + $L)",
                  Generated.CORE, call, flow, flow + 1, form.length())
              .build();
      case TAIL_CALL ->
          body.addStatement(call)
              .addStatement(
                  "return $T.tailCall(m, slots, code, fp, pc, code[pc + $L], code[pc + $L], code[pc + $L])",
                  Generated.CORE, flow, flow + 1, form.linkWord())
              .build();
      case TAIL_CALL_COMPUTED ->
          body.addStatement(
                  "return $T.tailCallComputed(m, slots, code, fp, pc,$W$L,$Wcode[pc + $L], code[pc + $L], code[pc + $L])",
                  Generated.CORE, call, flow, flow + 1, form.linkWord())
              .build();
      case RETURN ->
          body.addStatement(call)
              .addStatement("return $T.leave(m, slots, fp, code[pc + $L])", Generated.CORE, form.linkWord())
              .build();
      case TRAP -> body.addStatement("throw $L", call).build();
      case SUSPEND -> body.addStatement("return $T.suspend(m,$W$L, pc + $L)", Generated.CORE, call, form.length()).build();
      case HALT -> throw new IllegalArgumentException("no opcode halts");
    };
  }

  private CodeBlock next(FormModel form, CodeBlock call) {
    OpcodeModel opcode = form.opcode();
    CodeBlock.Builder body = CodeBlock.builder();
    if (opcode.record() != null) {
      body.addStatement("$T result = $L", TypeName.get(opcode.record().java()), call);
      for (int i = 0; i < opcode.results().size(); i++) {
        OpcodeModel.Result result = opcode.results().get(i);
        store(body, result.type(), form.destinations().get(i), CodeBlock.of("result.$L()", result.accessor()));
      }
    } else if (opcode.results().isEmpty()) {
      body.addStatement(call);
    } else {
      store(body, opcode.results().get(0).type(), form.destinations().get(0), call);
    }
    return body.addStatement("return pc + $L", form.length()).build();
  }

  private static void store(CodeBlock.Builder body, ValueType type, int word, CodeBlock value) {
    String array = type.guest() == Type.REFERENCE ? "m.refs" : "slots";
    body.addStatement("$L[fp + code[pc + $L]] = $L", array, word, Operands.toBits(type, value));
  }
}
