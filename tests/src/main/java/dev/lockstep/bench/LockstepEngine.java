package dev.lockstep.bench;

import dev.lockstep.examples.wasm.ExportedFunction;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;

/** The WebAssembly guest of the examples, run in one way. */
final class LockstepEngine implements KernelEngine {
  private final Tiering tiering;

  LockstepEngine(Tiering tiering) {
    this.tiering = tiering;
  }

  @Override
  public Function load(byte[] module, String export) {
    WasmModule parsed = WasmModule.parse(module).in(tiering);
    WasmInstance instance = parsed.instantiate();
    ExportedFunction function = parsed.exported(export);
    return argument -> bits(instance.invoke(function, argument));
  }

  private static long bits(Object result) {
    return result instanceof Double number
        ? Double.doubleToRawLongBits(number)
        : ((Number) result).longValue();
  }
}
