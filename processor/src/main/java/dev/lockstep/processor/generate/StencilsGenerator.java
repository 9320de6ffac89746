package dev.lockstep.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lockstep.processor.check.FormModel;
import dev.lockstep.processor.check.SetModel;
import java.lang.invoke.MethodHandles;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Reads the forms of a set; writes {@code XStencils}, the templates of what the region compiler copies and patches. */
final class StencilsGenerator {

  private final Generated generated;
  private final SetModel set;
  private final StencilTables tables;

  private StencilsGenerator(Generated generated) {
    this.generated = generated;
    set = generated.set();
    tables = new StencilTables(set);
  }

  static TypeSpec generate(Generated generated) {
    return new StencilsGenerator(generated).generate();
  }

  private TypeSpec generate() {
    CodeBlock.Builder cases = CodeBlock.builder();
    for (FormModel form : set.forms()) {
      Stencil stencil = Stencil.of(form, tables);
      cases.add("$L", Lines.comment(form.name() + ": " + stencil.comment()));
      String label = "case " + generated.handlers().simpleName() + "." + form.constant() + ":";
      cases.add("$L", Lines.returnCase(label, stencil.literals()));
    }
    cases.add("default: throw new $T($S + form);\n", IllegalArgumentException.class, "no stencil for form ");
    // The instance is declared as one of the superclass: else the verifier, to see that it is one, loads the templates together
    // with the table, whether anything is compiled or not.
    ClassName superclass = ClassName.get(Generated.RUNTIME, "Stencils");
    return TypeSpec.classBuilder(generated.stencils())
        .addModifiers(Modifier.FINAL)
        .superclass(superclass)
        .addJavadoc("The templates from which regions of {@link $T} are compiled.\n", generated.ops())
        .addField(
            FieldSpec.builder(superclass, "INSTANCE", Modifier.STATIC, Modifier.FINAL)
                .initializer("new $T()", generated.stencils())
                .build())
        .addMethod(constructor())
        .addMethod(
            MethodSpec.methodBuilder("stencil")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(String.class)
                .addParameter(TypeName.INT, "form")
                .beginControlFlow("switch (form)")
                .addCode(cases.build())
                .endControlFlow()
                .build())
        .build();
  }

  private MethodSpec constructor() {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("super($>$>\n$T.lookup(),\n$T.FINGERPRINT,\n", MethodHandles.class, generated.opcodes());
    code.add("$S,\n", set.internalName(generated.machine().simpleName()));
    code.add("$S,\n", set.context() == null ? null : set.context().descriptor());
    code.add("new $T[] {", String.class);
    List<StencilTables.Method> methods = tables.methods();
    for (int i = 0; i < methods.size(); i++) {
      StencilTables.Method method = methods.get(i);
      code.add(i == 0 ? "\n$>" : "");
      code.add("$S, $S, $S, // $L\n", method.owner(), method.name(), method.descriptor(), i);
    }
    code.add(methods.isEmpty() ? "},\n" : "$<},\n");
    code.add("new $T[] {", String.class);
    List<String> classes = tables.classes();
    for (int i = 0; i < classes.size(); i++) {
      code.add(i == 0 ? "\n$>" : "");
      code.add("$S, // $L\n", classes.get(i), i);
    }
    code.add(classes.isEmpty() ? "});\n$<$<" : "$<});\n$<$<");
    return MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).addCode(code.build()).build();
  }
}
