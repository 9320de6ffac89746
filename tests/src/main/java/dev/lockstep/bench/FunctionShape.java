package dev.lockstep.bench;

/**
 * The sizes of a function.
 *
 * @param label the label at its first instruction
 * @param results how many results it returns, 0 or 1
 */
record FunctionShape(int label, int parameters, int locals, int results) {
  static FunctionShape of(int label, String signature, String locals) {
    int close = signature.indexOf(')');
    return new FunctionShape(label, close - 1, locals.length(), signature.length() - close - 1);
  }

  /** Parameters and locals together. */
  int frame() {
    return parameters + locals;
  }
}
