package dev.lockstep.processor.generate;

import dev.lockstep.processor.check.FormModel;
import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.SetModel;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.processor.read.SourceOverflow;
import dev.lockstep.processor.read.SourceSet;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;

/** Reads the opcodes of a set and their Javadoc; writes its manual page, {@code META-INF/lockstep/X.md}. */
final class ManualGenerator {

  private final SetModel set;
  private final StringBuilder page = new StringBuilder();

  private ManualGenerator(SetModel set) {
    this.set = set;
  }

  static String generate(SetModel set) {
    return new ManualGenerator(set).generate();
  }

  private String generate() {
    page.append("# ").append(set.name()).append("\n\n");
    page.append("Declared by `").append(set.source().type().getQualifiedName()).append('`');
    List<TypeElement> classes = set.source().classes();
    for (TypeElement group : classes.subList(1, classes.size())) {
      page.append(", `").append(group.getQualifiedName()).append('`');
    }
    page.append(". ");
    page.append("Stack effects read `before -> after`, the top of the stack last.\n\n");
    page.append("| number | mnemonic | stack effect | immediates | next |\n|---:|---|---|---|---|\n");
    for (OpcodeModel opcode : set.opcodes()) {
      page.append("| ").append(opcode.number()).append(" | ").append(code(cell(opcode.mnemonic())));
      page.append(" | ").append(code(Effect.of(opcode))).append(" | ").append(immediates(opcode));
      page.append(" | ").append(next(opcode)).append(" |\n");
    }
    set.opcodes().forEach(this::section);
    sequences();
    stackOverflow();
    traps();
    return page.toString();
  }

  private void section(OpcodeModel opcode) {
    page.append("\n## ").append(opcode.mnemonic()).append("\n\n");
    String text = JavadocText.toMarkdown(opcode.source().documentation());
    if (!text.isEmpty()) {
      page.append(text).append("\n\n");
    }
    page.append("- Number: ").append(opcode.number()).append('\n');
    page.append("- Stack effect: ").append(code(Effect.of(opcode))).append('\n');
    if (!immediates(opcode).isEmpty()) {
      page.append("- Immediates: ").append(immediates(opcode)).append('\n');
    }
    page.append("- Next: ").append(next(opcode)).append(opcode.source().raises() ? ", or a handler\n" : "\n");
    if (opcode.source().cold()) {
      page.append("- Rare: kept out of the interpreter's main loop\n");
    }
    List<FormModel> fused = set.forms().stream().filter(form -> form.isFused() && form.opcode() == opcode).toList();
    if (!fused.isEmpty()) {
      page.append("- Fused forms: ");
      page.append(fused.stream().map(form -> code(form.name())).collect(Collectors.joining(", "))).append('\n');
    }
  }

  private void sequences() {
    if (set.sequences().isEmpty()) {
      return;
    }
    page.append("\n## Sequences\n\nOne handler runs each of these:\n\n");
    set.sequences().forEach(sequence -> page.append("- ").append(code(sequence.name())).append('\n'));
  }

  private void stackOverflow() {
    for (SourceOverflow overflow : set.source().overflows()) {
      page.append("\n## End of the stack\n\nA call for which there is no room raises what ");
      page.append(code(overflow.method().getSimpleName() + "()")).append(" returns.\n");
    }
  }

  private void traps() {
    if (set.source().traps().isEmpty()) {
      return;
    }
    page.append("\n## Traps\n\n| thrown | reason |\n|---|---|\n");
    for (SourceSet.TrapRule rule : set.source().traps()) {
      page.append("| ").append(code(rule.exception().toString())).append(" | ").append(cell(rule.reason())).append(" |\n");
    }
  }

  private static String immediates(OpcodeModel opcode) {
    String immediates =
        opcode.parameters().stream()
            .filter(parameter -> parameter.role() == Role.IMMEDIATE || parameter.role() == Role.LOCAL)
            .map(
                parameter ->
                    (parameter.role() == Role.LOCAL ? "local " : "")
                        + code(Effect.name(parameter.type()) + " " + parameter.name()))
            .collect(Collectors.joining(", "));
    if (!opcode.source().toLocal()) {
      return immediates;
    }
    String destination = "destination local " + code(Effect.name(opcode.results().get(0).type()));
    return immediates.isEmpty() ? destination : immediates + ", " + destination;
  }

  private static String next(OpcodeModel opcode) {
    return switch (opcode.flow()) {
      case NEXT -> "the next instruction";
      case JUMP -> "the target";
      case BRANCH -> "the target or the next instruction";
      case SWITCH -> "one of the targets";
      case CALL -> "the function named by the instruction";
      case CALL_COMPUTED -> "the function that the opcode picks";
      case TAIL_CALL -> "the function named by the instruction, in place of this one";
      case TAIL_CALL_COMPUTED -> "the function that the opcode picks, in place of this one";
      case RETURN -> "the caller";
      case TRAP, HALT -> "nothing: it traps";
      case SUSPEND -> "the next instruction, in front of which the guest may be suspended";
    };
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\R", " ");
  }
}
