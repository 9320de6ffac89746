package dev.lockstep.examples.wasm;

/**
 * A function that an instance defines.
 *
 * @param index the position in the function index space
 * @param type its type; types that are equal are the same object within a module
 */
record GuestFunction(WasmInstance instance, int index, FuncType type) implements WasmFunction {

  @Override
  public Object call(WasmInstance caller, Object... arguments) {
    return instance.enter(caller.nesting() + 1, index, arguments);
  }

  @Override
  public String toString() {
    return "function " + index + ' ' + type;
  }
}
