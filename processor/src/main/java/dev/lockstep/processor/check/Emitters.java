package dev.lockstep.processor.check;

import dev.lockstep.processor.check.OpcodeModel.Parameter;
import dev.lockstep.processor.read.SourceOpcode;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.runtime.Flow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Names the methods that a generated assembler adds to those it inherits. */
final class Emitters {

  private static final String RUNTIME = "Ldev/lockstep/runtime/";

  /** The methods there are, as name and descriptors of the parameters. */
  private final Set<String> taken = new HashSet<>();

  Emitters(ProcessingEnvironment environment, ValueTypes types) {
    TypeElement assembler = environment.getElementUtils().getTypeElement("dev.lockstep.runtime.Assembler");
    if (assembler == null) {
      return;
    }
    for (ExecutableElement method : ElementFilter.methodsIn(environment.getElementUtils().getAllMembers(assembler))) {
      if (!method.getModifiers().contains(Modifier.PRIVATE)) {
        String descriptor = types.descriptors().of(method);
        taken.add(method.getSimpleName() + descriptor.substring(0, descriptor.indexOf(')')));
      }
    }
  }

  /** The wished name; with {@code Op} behind it if the assembler has that method already, such as {@code drop()}. */
  String name(String wished, SourceOpcode opcode, Flow flow, List<Parameter> parameters) {
    String descriptors = "(" + descriptors(opcode, flow, parameters);
    String name = wished;
    while (!taken.add(name + descriptors)) {
      name += "Op";
    }
    return name;
  }

  private static String descriptors(SourceOpcode opcode, Flow flow, List<Parameter> parameters) {
    StringBuilder text = new StringBuilder();
    switch (flow) {
      case JUMP, BRANCH -> text.append(RUNTIME + "Label;");
      case CALL, TAIL_CALL -> text.append(RUNTIME + "Function;");
      case CALL_COMPUTED, TAIL_CALL_COMPUTED -> text.append(RUNTIME + "Signature;");
      default -> {}
    }
    for (Parameter parameter : parameters) {
      if (parameter.role() == Role.IMMEDIATE) {
        text.append(parameter.type().descriptor());
      } else if (parameter.role() == Role.LOCAL) {
        text.append('I');
      }
    }
    return text + (opcode.toLocal() ? "I" : "") + (flow == Flow.SWITCH ? "[" + RUNTIME + "Label;" : "");
  }
}
