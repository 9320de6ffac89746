package dev.lockstep.processor.check;

import dev.lockstep.processor.check.Call.Argument;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays a shape out in words: destinations, then what the opcodes take in the order in which they declare it, a fused
 * operand's own in its place, then what control flow needs.
 */
final class Layout {

  private final StringBuilder text = new StringBuilder();
  private final List<Integer> destinations = new ArrayList<>();
  private int length = 1;
  private int flowWord;
  private int linkWord;
  private boolean casts;
  private Call call;

  private Layout() {}

  static FormModel form(Shape shape, int id, String constant, String handler, boolean cold, FormModel child) {
    Layout layout = new Layout();
    layout.lay(shape);
    return new FormModel(
        id,
        shape.name(),
        constant,
        handler,
        shape.opcode(),
        shape.constants(),
        shape.operand(),
        child,
        layout.text.toString(),
        layout.call,
        layout.destinations,
        layout.flowWord,
        layout.linkWord,
        layout.length,
        cold,
        shape.mayThrow() || layout.casts || shape.opcode().record() != null);
  }

  private void lay(Shape shape) {
    for (OpcodeModel.Result result : shape.opcode().results()) {
      destinations.add(add('d', result.type().guest().code(), 1));
    }
    Flow flow = shape.opcode().flow();
    call = call(shape);
    switch (flow) {
      case SWITCH -> {
        flowWord = add('T', '.', 2);
        call = withTargetCount(call, flowWord);
      }
      case CALL -> flowWord = add('c', '.', 3);
      case CALL_COMPUTED -> flowWord = add('C', '.', 2);
      case TAIL_CALL -> {
        flowWord = add('c', '.', 3);
        linkWord = add('k', '.', 1);
      }
      case TAIL_CALL_COMPUTED -> {
        flowWord = add('C', '.', 2);
        linkWord = add('k', '.', 1);
      }
      case RETURN -> linkWord = add('k', '.', 1);
      default -> {}
    }
  }

  private int add(char role, char type, int words) {
    text.append(role).append(type);
    int word = length;
    length += words;
    return word;
  }

  private Call call(Shape shape) {
    List<Argument> arguments = new ArrayList<>();
    int operand = 0;
    for (OpcodeModel.Parameter parameter : shape.opcode().parameters()) {
      if (parameter.role() == Role.OPERAND) {
        arguments.add(operand(shape, operand++, parameter.type()));
      } else {
        arguments.add(argument(parameter, shape.opcode().flow()));
      }
    }
    return new Call(shape.opcode(), arguments);
  }

  private Argument operand(Shape shape, int position, ValueType type) {
    if (position == shape.operand()) {
      return new Call.Nested(type, call(shape.child()));
    }
    return shape.isConstant(position) ? constant(type, true) : slot(type);
  }

  private Argument argument(OpcodeModel.Parameter parameter, Flow flow) {
    return switch (parameter.role()) {
      case IMMEDIATE -> constant(parameter.type(), false);
      case LOCAL -> slot(parameter.type());
      case CONTEXT -> new Call.ContextValue();
      case TARGET -> target(flow);
      case OPERAND -> throw new IllegalArgumentException("an operand");
    };
  }

  private Argument slot(ValueType type) {
    casts |= type.needsCast();
    return new Call.Slot(type, add('s', type.guest().code(), 1));
  }

  /** Most constants of type {@code long} are small: fused ones are kept in one word and others are not fused. */
  private Argument constant(ValueType type, boolean fused) {
    casts |= type.needsCast();
    Type guest = type.guest();
    if (fused && guest == Type.LONG) {
      return new Call.Constant(type, add('i', 'S', 1), true);
    }
    int words = guest == Type.LONG || guest == Type.DOUBLE ? 2 : 1;
    return new Call.Constant(type, add('i', guest.code(), words), false);
  }

  private Argument target(Flow flow) {
    if (flow == Flow.SWITCH) {
      return new Call.TargetCount(0); // the jump table comes last; see lay
    }
    flowWord = add('t', '.', 2);
    return new Call.TargetPc(flowWord);
  }

  private static Call withTargetCount(Call call, int word) {
    return new Call(
        call.opcode(),
        call.arguments().stream()
            .map(argument -> argument instanceof Call.TargetCount ? new Call.TargetCount(word) : argument)
            .toList());
  }
}
