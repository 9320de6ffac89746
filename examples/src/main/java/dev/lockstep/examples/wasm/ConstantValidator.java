package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.ConstExpr;
import dev.lockstep.examples.wasm.Module.ConstExpr.Step;
import dev.lockstep.examples.wasm.Module.GlobalType;
import java.util.BitSet;

/**
 * Validates constant expressions (section 3.3.10). Numbers may be the result of arithmetic, as the proposal for extended
 * constant expressions allows. Only imported globals are in scope (section 3.4.10, context C'): what later versions allow
 * beyond that, the tests of version 2.0 forbid.
 */
final class ConstantValidator {

  private final Module module;
  private final BitSet declared = new BitSet();

  ConstantValidator(Module module) {
    this.module = module;
  }

  /** Functions that occur outside of function bodies, which {@code ref.func} may name (section 3.4.10, C.refs). */
  BitSet declared() {
    return declared;
  }

  void check(ConstExpr expression, ValType expected) {
    int offset = expression.offset();
    ValType[] stack = new ValType[expression.steps().size()];
    int height = 0;
    for (int i = 0; i < stack.length; i++) {
      Step step = expression.steps().get(i);
      if (!ConstExpr.isConstant(step.opcode()) || expected.isReference() && ConstExpr.isArithmetic(step.opcode())) {
        throw WasmException.invalid(offset, "constant expression required");
      }
      if (ConstExpr.isArithmetic(step.opcode())) {
        ValType type = step.opcode() < 0x70 ? ValType.I32 : ValType.I64;
        if (height < 2 || stack[height - 1] != type || stack[height - 2] != type) {
          throw WasmException.invalid(offset, "type mismatch: arithmetic takes two operands of " + type);
        }
        height--;
      } else {
        stack[height++] = type(step, offset);
      }
    }
    if (height != 1) {
      throw WasmException.invalid(offset, "type mismatch: a constant expression has one value, not " + height);
    }
    if (stack[0] != expected) {
      throw WasmException.invalid(offset, "type mismatch: expected " + expected + ", found " + stack[0]);
    }
  }

  private ValType type(Step step, int offset) {
    int immediate = (int) step.immediate();
    return switch (step.opcode()) {
      case 0x23 -> global(immediate, offset);
      case 0x41 -> ValType.I32;
      case 0x42 -> ValType.I64;
      case 0x43 -> ValType.F32;
      case 0x44 -> ValType.F64;
      case 0xd0 -> ValType.values()[immediate];
      default -> {
        declareFunction(immediate, offset);
        yield ValType.FUNCREF;
      }
    };
  }

  private ValType global(int index, int offset) {
    Validator.requireIndex(index, module.importedGlobals(), "global", offset);
    GlobalType global = module.globals().get(index);
    if (global.mutable()) {
      throw WasmException.invalid(offset, "constant expression required: global " + index + " is mutable");
    }
    return global.type();
  }

  void declareFunction(int index, int offset) {
    Validator.requireIndex(index, module.functions().size(), "function", offset);
    declared.set(index);
  }
}
