package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceOpcode;
import dev.lockstep.processor.read.SourceOpcode.Role;
import dev.lockstep.runtime.Flow;
import java.util.List;

/**
 * An opcode.
 *
 * @param owner the class of the method, as the JVM writes its name
 * @param index its position in the table
 * @param constant the name of constants that stand for it, unique in its set
 * @param handler the name of the method that runs it, unique in its set
 * @param emitter the name of the method of the assembler that emits it
 * @param results what it pushes or, {@linkplain SourceOpcode#toLocal}, stores
 * @param record the record that the method returns, or {@code null}; then each result is one of its components
 */
public record OpcodeModel(
    SourceOpcode source,
    String owner,
    int index,
    int number,
    String constant,
    String handler,
    String emitter,
    Flow flow,
    List<Parameter> parameters,
    List<Result> results,
    ValueType record,
    String descriptor) {

  /** A parameter; {@code type} is {@code null} for the target. */
  public record Parameter(String name, Role role, ValueType type) {}

  /** A result; {@code accessor} is the name of the record's accessor, or empty. */
  public record Result(ValueType type, String accessor, String accessorDescriptor) {}

  public OpcodeModel {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  public String mnemonic() {
    return source.mnemonic();
  }

  public String method() {
    return source.method().getSimpleName().toString();
  }

  /** The types of the popped operands, the deepest one first. */
  public List<ValueType> operands() {
    return parameters.stream().filter(parameter -> parameter.role() == Role.OPERAND).map(Parameter::type).toList();
  }

  /** Whether the opcode may stand in place of an operand of another: it does nothing but push one value. */
  public boolean isExpression() {
    return flow == Flow.NEXT && !source.toLocal() && record == null && results.size() == 1;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return index;
  }
}
