package dev.lockstep.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.lockstep.processor.check.FormModel;
import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.SetModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** The classes of one instruction set, by their roles. */
record Generated(SetModel set) {

  static final String RUNTIME = "dev.lockstep.runtime";
  static final ClassName CONVENTION = ClassName.get(RUNTIME, "Convention");
  static final ClassName CORE = ClassName.get(RUNTIME, "Core");
  static final ClassName FLOW = ClassName.get(RUNTIME, "Flow");

  /** Warnings of what a signature names; the first two are of what is deprecated. */
  private static final List<String> OF_TYPES = List.of("deprecation", "removal", "rawtypes", "all");

  /** The annotated class. */
  ClassName ops() {
    return ClassName.get(set.source().type());
  }

  /** The class with the opcode's method: the annotated one, or one that it includes. */
  static ClassName ops(OpcodeModel opcode) {
    return ClassName.get((TypeElement) opcode.source().method().getEnclosingElement());
  }

  ClassName opcodes() {
    return named("Opcodes");
  }

  ClassName handlers() {
    return named("Handlers");
  }

  ClassName driver() {
    return named("Driver");
  }

  ClassName stencils() {
    return named("Stencils");
  }

  ClassName assembler() {
    return named("Assembler");
  }

  ClassName disassembler() {
    return named("Disassembler");
  }

  ClassName machine() {
    return named("Machine");
  }

  ClassName conformance() {
    return named("Conformance");
  }

  /** A static method with the signature that all guest code has. */
  MethodSpec.Builder guestMethod(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.STATIC)
        .returns(TypeName.INT)
        .addParameter(machine(), "m")
        .addParameter(long[].class, "slots")
        .addParameter(int[].class, "code")
        .addParameter(TypeName.INT, "fp")
        .addParameter(TypeName.INT, "pc");
  }

  private ClassName named(String suffix) {
    return ClassName.get(set.packageName(), set.name() + suffix);
  }

  TypeName contextType() {
    return TypeName.get(set.context().java());
  }

  /**
   * What a class that names opcodes or their types has to suppress: what the source does, since what is deprecated or raw there is not
   * for generated code to change; and that an opcode is deprecated, which is for those who use it.
   */
  List<AnnotationSpec> suppressions() {
    Set<String> warnings = new TreeSet<>();
    Stream.concat(set.source().classes().stream(), set.source().methods()).forEach(element -> addSuppressed(element, warnings));
    if (warnings.isEmpty()) {
      return List.of();
    }
    AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
    warnings.forEach(warning -> annotation.addMember("value", "$S", warning));
    return List.of(annotation.build());
  }

  private static void addSuppressed(Element element, Set<String> warnings) {
    if (element.getAnnotation(Deprecated.class) != null) {
      warnings.addAll(OF_TYPES.subList(0, 2));
    }
    SuppressWarnings suppressed = element.getAnnotation(SuppressWarnings.class);
    if (suppressed != null) {
      Stream.of(suppressed.value()).filter(OF_TYPES::contains).forEach(warnings::add);
    }
  }

  /** Links to the methods that a form is composed of. */
  CodeBlock links(FormModel form) {
    List<CodeBlock> links = new ArrayList<>();
    form.opcodes().forEach(opcode -> links.add(link(opcode)));
    return CodeBlock.join(links, ",$W");
  }

  CodeBlock link(OpcodeModel opcode) {
    return CodeBlock.of("{@link $T#$L}", ops(opcode), opcode.method());
  }
}
