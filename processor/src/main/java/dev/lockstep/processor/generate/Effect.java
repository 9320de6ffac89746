package dev.lockstep.processor.generate;

import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.ValueType;
import java.util.List;
import java.util.stream.Collectors;

/** The effect of an opcode on the operand stack, as text. */
final class Effect {

  private Effect() {}

  /** Such as {@code int int -> int}, the top of the stack last. */
  static String of(OpcodeModel opcode) {
    List<ValueType> results =
        opcode.source().toLocal() ? List.of() : opcode.results().stream().map(OpcodeModel.Result::type).toList();
    return (types(opcode.operands()) + " -> " + types(results)).strip();
  }

  private static String types(List<ValueType> types) {
    return types.stream().map(Effect::name).collect(Collectors.joining(" "));
  }

  static String name(ValueType type) {
    return type.java().toString().replaceAll("[A-Za-z_0-9$]+\\.", "");
  }
}
