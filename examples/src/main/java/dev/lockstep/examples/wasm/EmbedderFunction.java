package dev.lockstep.examples.wasm;

import java.util.List;

/** A function of the embedder with the type that guests see. */
record EmbedderFunction(FuncType type, HostFunction body) implements WasmFunction {

  @Override
  public Object call(WasmInstance caller, Object... arguments) {
    Object result;
    try {
      result = body.call(caller, arguments);
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      // Thrown by an opcode, these would be traps; here they are faults of the embedder.
      throw new IllegalStateException("a host function has failed: " + e.getMessage(), e);
    }
    List<ValType> results = type.results();
    boolean fits =
        switch (results.size()) {
          case 0 -> true;
          case 1 -> results.get(0).accepts(result);
          default -> result instanceof List<?> list && accepts(list);
        };
    if (!fits) {
      throw new IllegalStateException("a host function gave " + result + " where its results are " + results);
    }
    return results.isEmpty() ? null : result;
  }

  private boolean accepts(List<?> values) {
    List<ValType> results = type.results();
    boolean fits = values.size() == results.size();
    for (int i = 0; fits && i < values.size(); i++) {
      fits = results.get(i).accepts(values.get(i));
    }
    return fits;
  }

  @Override
  public String toString() {
    return "host function " + type;
  }
}
