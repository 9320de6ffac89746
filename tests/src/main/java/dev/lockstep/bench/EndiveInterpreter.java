package dev.lockstep.bench;

import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;

/** Endive's interpreter, with the faster of its two memories. */
final class EndiveInterpreter implements KernelEngine {
  @Override
  public Function load(byte[] module, String export) {
    ExportFunction function =
        Instance.builder(Parser.parse(module))
            .withMemoryFactory(ByteArrayMemory::new)
            .build()
            .export(export);
    return argument -> function.apply(argument)[0];
  }
}
