package dev.lockstep.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lockstep.processor.check.Dispatched;
import dev.lockstep.processor.check.SetModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Reads the forms and sequences of a set, hot and cold; writes {@code XDriver}, the loops that run them. */
final class DriverGenerator {

  /**
   * Cases a method of the loop that warms up: it then has more than the 325 bytes up to which HotSpot's second compiler inlines
   * what runs often, and does not compile it with the loop, again and again. With 8 cases no program starts faster.
   */
  private static final int GROUP = 20;

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

  /** All forms and sequences, by id. */
  private final List<List<Dispatched>> groups = new ArrayList<>();

  private DriverGenerator(Generated generated) {
    this.generated = generated;
    set = generated.set();
    List<Dispatched> all = set.dispatched();
    for (int from = 0; from < all.size(); from += GROUP) {
      groups.add(all.subList(from, Math.min(from + GROUP, all.size())));
    }
  }

  static TypeSpec generate(Generated generated) {
    return new DriverGenerator(generated).generate();
  }

  private TypeSpec generate() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(generated.driver())
            .addModifiers(Modifier.FINAL)
            .addJavadoc(
                "The interpreter of {@link $T}: its two loops. Each handler and each region returns the pc that runs next.\n",
                generated.ops())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(start())
            .addMethod(run())
            .addMethod(warmUp())
            .addMethod(step());
    for (int i = 0; i < groups.size(); i++) {
      List<Dispatched> group = groups.get(i);
      type.addMethod(
          generated.guestMethod("step" + i)
              .addModifiers(Modifier.PRIVATE)
              .addJavadoc("Forms up to {@code $L}.\n", group.get(group.size() - 1).name())
              .addCode(groupSwitch(group))
              .build());
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
    cases.add("default: pc = step(m, slots, code, fp, pc);" + RELOAD + " break;\n");
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

  private MethodSpec warmUp() {
    return MethodSpec.methodBuilder("warmUp")
        .addModifiers(Modifier.STATIC)
        .returns(TypeName.INT)
        .addParameter(generated.machine(), "m")
        .addParameter(TypeName.INT, "pc")
        .addJavadoc(
            "The loop that warms up. HotSpot's first compiler tests the cases of a {@code switch} one after the other, and to count\n"
                + "which it is compares with all of them; hence methods with few cases, and a few branches to them.\n")
        .addStatement("int[] code = m.code")
        .addStatement("long[] slots = m.slots")
        .addStatement("int fp = m.fp")
        .beginControlFlow("try")
        .beginControlFlow("for (int left = $T.WARM_UP; left > 0; left--)", Generated.CONVENTION)
        .addStatement("int word = code[pc]")
        .beginControlFlow("if (word == $T.HALT)", Generated.CONVENTION)
        .addStatement("return pc")
        .endControlFlow()
        .addCode(choose("pc ="))
        .addStatement("slots = m.slots")
        .addStatement("fp = m.fp")
        .endControlFlow()
        .nextControlFlow("catch ($T thrown)", Throwable.class)
        .addStatement("throw m.located(thrown, pc)")
        .endControlFlow()
        .addStatement("return run(m, pc, code, slots, fp)")
        .build();
  }

  private MethodSpec step() {
    return generated
        .guestMethod("step")
        .addModifiers(Modifier.PRIVATE)
        .addJavadoc("Regions, and the forms that the loop of {@code run} leaves out to stay small.\n")
        .addStatement("int word = code[pc]")
        .addCode(choose("return"))
        .build();
  }

  /** Branches to what runs {@code word}: regions, a form that every set has, or one of a group. */
  private CodeBlock choose(String result) {
    return CodeBlock.builder()
        .add("if (word < 0) {\n$>$L $T.regions(m, slots, code, fp, pc);\n$<}", result, Generated.CORE)
        .add(" else if (word < $T.BUILT_INS) {\n$>", Generated.CONVENTION)
        .add("$L $T.builtIn(m, slots, code, fp, pc);\n$<}", result, Generated.CORE)
        .add(otherwise(result, 0, groups.size()))
        .build();
  }

  /** Branches to one of the groups from {@code from} to before {@code to}, in as few comparisons as possible. */
  private CodeBlock chooseGroup(String result, int from, int to) {
    if (to - from == 1) {
      return CodeBlock.of("$L step$L(m, slots, code, fp, pc);\n", result, from);
    }
    int middle = (from + to) / 2;
    return CodeBlock.builder()
        .add("if (word < $L) {\n$>", constant(groups.get(middle).get(0)))
        .add(chooseGroup(result, from, middle))
        .add("$<}")
        .add(otherwise(result, middle, to))
        .build();
  }

  /** The rest of a chain of branches, behind a closing brace. */
  private CodeBlock otherwise(String result, int from, int to) {
    return CodeBlock.of(to - from == 1 ? " else {\n$>$L$<}\n" : " else $L", chooseGroup(result, from, to));
  }

  private CodeBlock groupSwitch(List<Dispatched> forms) {
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (code[pc] << 3)");
    for (Dispatched form : forms) {
      code.add("$L", caseLine(form, "return ", "", 6));
    }
    return code.add("default: return pc; // A region has just been discarded: another word is here than the driver read\n")
        .endControlFlow()
        .build();
  }
}
