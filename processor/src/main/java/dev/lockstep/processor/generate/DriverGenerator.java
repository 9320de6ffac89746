package dev.lockstep.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lockstep.processor.check.Dispatched;
import dev.lockstep.processor.check.SetModel;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Reads the forms and sequences of a set, hot and cold; writes {@code XDriver}, the loop that runs them. */
final class DriverGenerator {

  /**
   * Cases a method of cold forms. Each takes 19 to 23 bytes, and the JVM inlines handlers into the method only until both
   * together have 8,000.
   */
  private static final int COLD_CHUNK = 100;

  private static final int MAX_LINE = 120;

  private static final String BUILT_INS =
      """
      case $1T.HALT << 3: return pc;
      case $1T.MOVE << 3:
      case ($1T.MOVE + 1) << 3:
      case ($1T.MOVE + 2) << 3:
      case ($1T.MOVE + 3) << 3: pc = $2T.move(m, slots, code, fp, pc); break;
      case ($1T.MOVE + 4) << 3: pc = $2T.moveReference(m, slots, code, fp, pc); break;
      case $1T.CONST << 3:
      case ($1T.CONST + 2) << 3: pc = $2T.constant(m, slots, code, fp, pc); break;
      case ($1T.CONST + 1) << 3:
      case ($1T.CONST + 3) << 3: pc = $2T.wideConstant(m, slots, code, fp, pc); break;
      case ($1T.CONST + 4) << 3: pc = $2T.referenceConstant(m, slots, code, fp, pc); break;
      case $1T.JUMP << 3: pc = $2T.jump(m, slots, code, fp, pc); break;
      case $1T.CHARGE << 3: pc = $2T.charge(m, slots, code, fp, pc); break;
      """;

  private static final String RELOAD = " slots = m.slots; fp = m.fp;";

  private final Generated generated;
  private final SetModel set;

  private DriverGenerator(Generated generated) {
    this.generated = generated;
    set = generated.set();
  }

  static TypeSpec generate(Generated generated) {
    return new DriverGenerator(generated).generate();
  }

  private TypeSpec generate() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(generated.driver())
            .addModifiers(Modifier.FINAL)
            .addJavadoc(
                "The interpreter of {@link $T}: the only loop. Each handler and each region returns the pc that runs next.\n",
                generated.ops())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(start())
            .addMethod(run());
    List<Dispatched> cold = set.dispatched().stream().filter(Dispatched::cold).toList();
    type.addMethod(rare(cold));
    if (cold.size() > COLD_CHUNK) {
      for (int from = 0; from < cold.size(); from += COLD_CHUNK) {
        List<Dispatched> chunk = cold.subList(from, Math.min(from + COLD_CHUNK, cold.size()));
        type.addMethod(
            generated.guestMethod(chunkName(from))
                .addModifiers(Modifier.PRIVATE)
                .addJavadoc("Rare forms up to {@code $L}.\n", chunk.get(chunk.size() - 1).name())
                .addCode(coldSwitch(chunk, "code[pc]"))
                .build());
      }
    }
    return type.build();
  }

  private MethodSpec start() {
    return MethodSpec.methodBuilder("run")
        .addModifiers(Modifier.STATIC)
        .returns(TypeName.INT)
        .addParameter(generated.machine(), "m")
        .addParameter(TypeName.INT, "pc")
        .addStatement("return run(m, pc, m.code, m.slots, m.fp)")
        .build();
  }

  private MethodSpec run() {
    CodeBlock.Builder cases = CodeBlock.builder().add(BUILT_INS, Generated.CONVENTION, Generated.CORE);
    set.dispatched().stream().filter(each -> !each.cold()).forEach(each -> cases.add("$L", hotCase(each)));
    cases.add("default: pc = rare(m, slots, code, fp, pc);" + RELOAD + " break;\n");
    return MethodSpec.methodBuilder("run")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(TypeName.INT)
        .addParameter(generated.machine(), "m")
        .addParameter(TypeName.INT, "pc")
        .addParameter(int[].class, "code")
        .addParameter(long[].class, "slots")
        .addParameter(TypeName.INT, "fp")
        .addJavadoc(
            "The loop. Its state comes as parameters: an array loaded from a field HotSpot would keep as a compressed reference,\n"
                + "to be expanded at each use.\n")
        .beginControlFlow("try")
        .beginControlFlow("while (true)")
        .addComment("Sparse keys: HotSpot makes them a tree of branches by frequency, which is faster than a jump through a table")
        .beginControlFlow("switch (code[pc] << 3)")
        .addCode(cases.build())
        .endControlFlow()
        .endControlFlow()
        .nextControlFlow("catch ($T thrown)", Throwable.class)
        .addStatement("throw m.located(thrown, pc)")
        .endControlFlow()
        .build();
  }

  private String hotCase(Dispatched form) {
    List<Dispatched> likely = set.likelyAfter(form);
    if (likely.isEmpty()) {
      return caseLine(form, "pc = ", reload(form) + " break;", 10);
    }
    StringBuilder text = new StringBuilder(caseLine(form, "pc = ", reload(form), 10));
    String before = "    ";
    for (Dispatched next : likely) {
      text.append(before).append("if (code[pc] == ").append(constant(next)).append(") {\n");
      text.append("      pc = ").append(call(next)).append(reload(next)).append('\n');
      before = "    } else ";
    }
    return text.append("    }\n    break;\n").toString();
  }

  private static String reload(Dispatched form) {
    return form.changesFrame() ? RELOAD : "";
  }

  /** A case that calls the handler; in two lines if it does not fit into one behind an indent. */
  private String caseLine(Dispatched form, String before, String after, int indent) {
    String label = "case " + constant(form) + " << 3:";
    String action = before + call(form) + after;
    boolean fits = indent + label.length() + 1 + action.length() <= MAX_LINE;
    return label + (fits ? " " : "\n    ") + action + "\n";
  }

  private String constant(Dispatched form) {
    return generated.handlers().simpleName() + "." + form.constant();
  }

  private String call(Dispatched form) {
    return generated.handlers().simpleName() + "." + form.handler() + "(m, slots, code, fp, pc);";
  }

  private MethodSpec rare(List<Dispatched> cold) {
    MethodSpec.Builder method =
        generated.guestMethod("rare")
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc("Regions, and the forms that the loop above leaves out to stay small.\n")
            .addStatement("int word = code[pc]")
            .beginControlFlow("if (word < 0)")
            .addStatement("return $T.regions(m, slots, code, fp, pc)", Generated.CORE)
            .endControlFlow();
    if (cold.size() <= COLD_CHUNK) {
      return method.addCode(coldSwitch(cold, "word")).build();
    }
    for (int from = COLD_CHUNK; from < cold.size(); from += COLD_CHUNK) {
      method
          .beginControlFlow("if (word < $T.$L)", generated.handlers(), cold.get(from).constant())
          .addStatement("return $L(m, slots, code, fp, pc)", chunkName(from - COLD_CHUNK))
          .endControlFlow();
    }
    int last = (cold.size() - 1) / COLD_CHUNK * COLD_CHUNK;
    return method.addStatement("return $L(m, slots, code, fp, pc)", chunkName(last)).build();
  }

  private static String chunkName(int from) {
    return "rare" + from / COLD_CHUNK;
  }

  private CodeBlock coldSwitch(List<Dispatched> forms, String word) {
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch ($L << 3)", word);
    for (Dispatched form : forms) {
      code.add("$L", caseLine(form, "return ", "", 6));
    }
    return code.add("default: return pc; // A region has just been discarded: another word is here than the driver read\n")
        .endControlFlow()
        .build();
  }
}
