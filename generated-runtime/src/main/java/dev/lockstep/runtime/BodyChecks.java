package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * What an assembler checks before it emits anything: the function it is in, types on the operand stack and of locals, shapes of
 * labels. Each check that fails throws an {@link AssemblyException} that names the function.
 */
final class BodyChecks {

  /** What {@link #requireKept} says of a branch. */
  static final String BELOW = "below the label";

  private final OperandStack stack;

  /** The program's constants, so far. */
  private final List<Object> constants;

  private final SourcePositions positions;

  /** {@code null} between two bodies. */
  private Function function;

  /** Whether an instruction emitted now could run. */
  private boolean reachable;

  /** The first error in what has been written since the last program; {@code null} if there is none. */
  private AssemblyException failure;

  BodyChecks(OperandStack stack, List<Object> constants, SourcePositions positions) {
    this.stack = stack;
    this.constants = constants;
    this.positions = positions;
  }

  void begin(Function begun) {
    function = begun;
    reachable = true;
  }

  void end() {
    function = null;
  }

  void rollBack() {
    function = null;
    reachable = false;
    failure = null;
  }

  Function function() {
    return function;
  }

  boolean isReachable() {
    return reachable;
  }

  void setReachable(boolean isReachable) {
    reachable = isReachable;
  }

  // Labels

  void shape(Label label, int kept, List<Type> types) {
    label.kept = kept;
    label.keptIdentity = kept == 0 ? -1 : stack.identity(kept - 1);
    label.types = List.copyOf(types);
  }

  /** Checks that the lowest {@code depth} values fit the label; gives it a shape if it has none. */
  void fit(String what, Label label, int depth) {
    requireOwn(label);
    if (label.kept < 0) {
      List<Type> types = new ArrayList<>(depth);
      label.identities = new long[depth];
      for (int i = 0; i < depth; i++) {
        types.add(stack.type(i));
        label.identities[i] = stack.identity(i);
      }
      shape(label, 0, types);
      label.isExact = true;
      return;
    }
    if (label.kept > depth) {
      throw error(what + ": the label keeps " + values(label.kept) + ", the stack has " + depth);
    }
    requireKept(what, BELOW, label);
    int from = depth - label.types.size();
    if (label.isExact && from > 0) {
      throw error(
          what + ": at the label's first use the stack had " + values(label.types.size()) + ", now it has " + depth);
    }
    if (from < label.kept) {
      throw error(
          what + ": the label needs " + values(label.types.size()) + " above " + label.kept + ", the stack has " + depth);
    }
    requireTypes(what, ": the label", from, label.types);
  }

  /** Checks that the values which a label keeps, {@code which} says why, are on the stack still. */
  void requireKept(String what, String which, Label label) {
    int kept = label.kept;
    if (kept > stack.depth() || kept > 0 && stack.identity(kept - 1) != label.keptIdentity) {
      throw error(what + ": the values " + which + " have changed");
    }
  }

  /**
   * Checks that the label can be that of a handler, which comes behind its try, and has its shape: what is raised, above what it
   * keeps; gives it that if it has none.
   */
  void fitHandler(Label handler) {
    requireOwn(handler);
    if (handler.isBound()) {
      throw error("a handler is bound in front of its try: a loop of what is raised would never ask whether to stop");
    }
    if (handler.kept < 0) {
      shape(handler, stack.depth(), List.of(Type.REFERENCE));
    }
    if (!handler.types.equals(List.of(Type.REFERENCE))) {
      throw error("a handler takes one reference above what its label keeps");
    }
    requireKept("beginTry", BELOW, handler);
  }

  // Opcodes

  /** Checks what an opcode pops, and the number of its immediates and local variables and their types. */
  void requireOpcode(OpcodeRow row, long[] immediates) {
    requireReachable(row.mnemonic());
    requireOperands(row.mnemonic(), row.operandCount());
    int position = stack.depth() - row.operandCount();
    int immediate = 0;
    for (int i = 0; i < row.parameterCount(); i++) {
      OpcodeRow.Parameter parameter = row.parameter(i);
      switch (parameter.kind()) {
        case OPERAND -> requireType(row.mnemonic(), stack.type(position++), parameter.type());
        case IMMEDIATE -> {
          if (immediate < immediates.length) {
            requireImmediate(row, parameter.type(), immediates[immediate]);
          }
          immediate++;
        }
        case LOCAL -> {
          if (immediate < immediates.length) {
            requireType(row.mnemonic(), localType(immediates[immediate]), parameter.type());
          }
          immediate++;
        }
        case TARGET -> {}
      }
    }
    if (row.toLocal()) {
      if (immediate < immediates.length) {
        requireType(row.mnemonic(), localType(immediates[immediate]), row.result(0));
      }
      immediate++;
    }
    if (immediate != immediates.length) {
      throw error(row + " takes " + immediate + " immediates, not " + immediates.length);
    }
  }

  /** Checks what a call passes, from below what the opcode pops. */
  void requireArguments(OpcodeRow row, Signature signature) {
    List<Type> parameters = signature.parameters();
    requireOperands(row.mnemonic(), row.operandCount() + parameters.size());
    int from = stack.depth() - row.operandCount() - parameters.size();
    requireTypes(row.mnemonic(), "", from, parameters);
    if (row.flow().isTailCall() && !signature.results().equals(function.signature().results())) {
      throw error(row + " of a function that returns other types: " + signature);
    }
  }

  /** Checks what a function returns. */
  void requireResults(OpcodeRow row) {
    List<Type> results = function.signature().results();
    requireOperands(row.mnemonic(), results.size());
    requireTypes(row.mnemonic(), "", stack.depth() - results.size(), results);
  }

  /** What an instruction has not been emitted for would be missing from the program. */
  void requireNoError() {
    if (failure != null) {
      throw new AssemblyException("rollBack() comes first, as there has been an error: " + failure.getMessage(), failure);
    }
  }

  Function requireFunction() {
    requireNoError();
    if (function == null) {
      throw new AssemblyException("no function has begun");
    }
    return function;
  }

  void requireReachable(String what) {
    requireFunction();
    if (!reachable) {
      throw error(what + " can never run: bind a label first");
    }
  }

  void requireOwn(Label label) {
    requireFunction();
    if (label == null) {
      throw error("the label is null");
    }
    if (label.function != function) {
      throw error("label belongs to function " + label.function.name());
    }
  }

  void requireOperands(String what, int count) {
    if (stack.depth() < count) {
      throw error(what + " needs " + values(count) + ", the stack has " + stack.depth());
    }
  }

  private static String values(int count) {
    return count == 1 ? "1 value" : count + " values";
  }

  private void requireTypes(String what, String where, int from, List<Type> expected) {
    for (int i = 0; i < expected.size(); i++) {
      requireType(what, where, stack.type(from + i), expected.get(i));
    }
  }

  void requireType(String what, Type found, Type expected) {
    requireType(what, "", found, expected);
  }

  /** The text is put together only if it is needed: the first one of a JVM loads some seventy classes. */
  private void requireType(String what, String where, Type found, Type expected) {
    if (found != expected) {
      throw error(what + where + " needs " + name(expected) + ", found " + name(found));
    }
  }

  private static String name(Type type) {
    return type.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** What is not as wide as a {@code long} must not have more bits than the instruction holds. */
  private void requireImmediate(OpcodeRow row, Type type, long bits) {
    if (type != Type.LONG && type != Type.DOUBLE && bits != (int) bits) {
      throw error(row + ": the immediate " + bits + " does not fit in 32 bits");
    }
    if (type == Type.REFERENCE) {
      requireConstant(bits);
    }
  }

  void requireConstant(long index) {
    if (index < 0 || index >= constants.size()) {
      throw error("there is no constant " + index + "; the program has " + constants.size());
    }
  }

  Type localType(long local) {
    if (local < 0 || local >= function.localCount()) {
      throw error("there is no local " + local + "; the function has " + function.localCount());
    }
    return function.localType((int) local);
  }

  /** An error, after which only {@link #rollBack} goes on. */
  AssemblyException error(String message) {
    int position = function == null ? SourcePositions.UNKNOWN : positions.current();
    failure = refusal(position == SourcePositions.UNKNOWN ? message : message + " (source position " + position + ")");
    return failure;
  }

  /** An error because of which the program lacks nothing: the caller may go on as if nothing had been called. */
  AssemblyException refusal(String message) {
    return new AssemblyException(function == null ? message : "function " + function.name() + ": " + message);
  }
}
