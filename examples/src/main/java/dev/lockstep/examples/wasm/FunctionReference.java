package dev.lockstep.examples.wasm;

/**
 * A reference to a function of an instance: what a {@code funcref} is if it is not null. It names the instance, since
 * references travel between instances that share a table.
 *
 * @param function the index in the function index space
 * @param type its type; types that are equal are the same object within a module
 */
record FunctionReference(WasmInstance instance, int function, FuncType type) {

  @Override
  public String toString() {
    return "function " + function + ' ' + type;
  }
}
