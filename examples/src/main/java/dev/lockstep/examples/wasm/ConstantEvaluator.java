package dev.lockstep.examples.wasm;

import dev.lockstep.examples.wasm.Module.ConstExpr;
import dev.lockstep.examples.wasm.Module.ConstExpr.Step;
import java.util.List;

/** Evaluates valid constant expressions (section 3.3.10) in an instance. */
final class ConstantEvaluator {

  private ConstantEvaluator() {}

  /** The raw bits of a number. */
  static long number(ConstExpr expression, WasmInstance instance) {
    List<Step> steps = expression.steps();
    if (steps.size() == 1) {
      return leaf(steps.get(0), instance);
    }
    long[] stack = new long[steps.size()];
    int height = 0;
    for (int i = 0; i < stack.length; i++) {
      Step step = steps.get(i);
      if (ConstExpr.isArithmetic(step.opcode())) {
        height--;
        stack[height - 1] = apply(step.opcode(), stack[height - 1], stack[height]);
      } else {
        stack[height++] = leaf(step, instance);
      }
    }
    return stack[0];
  }

  private static long leaf(Step step, WasmInstance instance) {
    return step.opcode() == 0x23 ? instance.globals[(int) step.immediate()] : step.immediate();
  }

  private static long apply(int opcode, long x, long y) {
    return switch (opcode) {
      case 0x6a -> (int) (x + y);
      case 0x6b -> (int) (x - y);
      case 0x6c -> (int) (x * y);
      case 0x7c -> x + y;
      case 0x7d -> x - y;
      default -> x * y;
    };
  }

  static Object reference(ConstExpr expression, WasmInstance instance) {
    Step step = expression.steps().get(0);
    int index = (int) step.immediate();
    return switch (step.opcode()) {
      case 0x23 -> instance.globalReferences[index];
      case 0xd2 -> instance.function(index);
      default -> null;
    };
  }
}
