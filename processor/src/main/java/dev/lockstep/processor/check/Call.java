package dev.lockstep.processor.check;

import java.util.List;

/** A call of an opcode's method, with where each argument comes from. */
public record Call(OpcodeModel opcode, List<Argument> arguments) {

  /** Where an argument comes from; {@code word} is the word of the instruction that says so. */
  public sealed interface Argument {}

  /** The value of a slot. */
  public record Slot(ValueType type, int word) implements Argument {}

  /** A value held in the instruction; a {@code long} takes one word if it is {@code isShort}, else two. */
  public record Constant(ValueType type, int word, boolean isShort) implements Argument {}

  /** The machine's context. */
  public record ContextValue() implements Argument {}

  /** The pc of the target. */
  public record TargetPc(int word) implements Argument {}

  /** The number of targets of the jump table that starts at the word. */
  public record TargetCount(int word) implements Argument {}

  /** The result of another opcode, for a parameter of the given type. */
  public record Nested(ValueType type, Call call) implements Argument {}

  public Call {
    arguments = List.copyOf(arguments);
  }

  /** The type of the one result. */
  public ValueType result() {
    return opcode.results().get(0).type();
  }
}
