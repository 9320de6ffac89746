package dev.lockstep.processor.check;

import dev.lockstep.processor.read.SourceOpcode.Role;

/**
 * How a form is composed of opcodes.
 *
 * @param constants the bit set of the popped operands that are constants, the deepest operand lowest
 * @param operand the index of the popped operand that is an opcode itself, or -1
 * @param child the composition of that operand, or {@code null}
 */
record Shape(OpcodeModel opcode, int constants, int operand, Shape child) {

  static Shape plain(OpcodeModel opcode) {
    return new Shape(opcode, 0, -1, null);
  }

  /** With a constant as the last operand. */
  static Shape constant(OpcodeModel opcode) {
    return new Shape(opcode, 1 << opcode.operands().size() - 1, -1, null);
  }

  boolean isPlain() {
    return constants == 0 && child == null;
  }

  boolean isCold() {
    return opcode.source().cold() || child != null && child.isCold();
  }

  boolean mayThrow() {
    return opcode.source().mayThrow() || child != null && child.mayThrow();
  }

  /** The mnemonic or the expression of mnemonics, the same for equal shapes only. */
  String name() {
    return isPlain() ? opcode.mnemonic() : expression();
  }

  private String expression() {
    StringBuilder text = new StringBuilder();
    int position = 0;
    for (OpcodeModel.Parameter parameter : opcode.parameters()) {
      if (parameter.role() == Role.OPERAND) {
        text.append(text.isEmpty() ? "(" : ", ");
        text.append(position == operand ? child.expression() : isConstant(position) ? "#" : "_");
        position++;
      }
    }
    return opcode.mnemonic() + (text.isEmpty() ? "" : text + ")");
  }

  boolean isConstant(int position) {
    return (constants & 1 << position) != 0;
  }

  /** The name for constants, such as {@code BR_IF_LT_CONST}. */
  String constantName() {
    return opcode.constant()
        + (constants == 0 ? "" : "_CONST" + positions("_AND_"))
        + (child == null ? "" : (operand == 0 ? "_" : "_AT_" + operand + "_") + child.constantName());
  }

  /** The name for methods, such as {@code brIfLtConst}. */
  String methodName() {
    return opcode.handler()
        + (constants == 0 ? "" : "Const" + positions("And"))
        + (child == null ? "" : (operand == 0 ? "" : "At" + operand) + Names.capitalised(child.methodName()));
  }

  /** Which operands are constants; nothing in the usual case, that only the last one is. */
  private String positions(String separator) {
    if (constants == 1 << opcode.operands().size() - 1) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < opcode.operands().size(); i++) {
      if (isConstant(i)) {
        text.append(text.isEmpty() ? "" : separator).append(i);
      }
    }
    return text.toString();
  }
}
