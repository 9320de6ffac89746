package dev.lockstep.processor.generate;

import dev.lockstep.processor.check.OpcodeModel;
import dev.lockstep.processor.check.ValueType;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.List;

/** The effect of an opcode on the operand stack, as text. */
final class Effect {

  private Effect() {}

  /** Such as {@code int int -> int}, the top of the stack last. */
  static String of(OpcodeModel opcode) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    switch (opcode.flow()) {
      case CALL, CALL_COMPUTED -> {
        before.add("arguments");
        after.add("results");
      }
      case TAIL_CALL, TAIL_CALL_COMPUTED -> before.add("arguments");
      case RETURN -> before.add("results");
      default -> {}
    }
    opcode.operands().forEach(type -> before.add(guestName(type)));
    if (!opcode.source().toLocal()) {
      opcode.results().forEach(result -> after.add(guestName(result.type())));
    }
    return (String.join(" ", before) + " -> " + String.join(" ", after)).strip();
  }

  private static String guestName(ValueType type) {
    return type.guest() == Type.INT ? "int" : name(type);
  }

  /** The type as in the source, without packages. */
  static String name(ValueType type) {
    return type.java().toString().replaceAll("[A-Za-z_0-9$]+\\.", "");
  }
}
