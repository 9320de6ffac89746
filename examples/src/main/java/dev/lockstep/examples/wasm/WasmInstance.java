package dev.lockstep.examples.wasm;

/** The state of a module instance that value opcodes work on (section 4.2.5). Not thread-safe. */
final class WasmInstance {

  /** The bytes of memory 0, replaced by {@link WasmMemory} when that grows; empty if there is no memory. */
  byte[] memory = new byte[0];

  /** Memory 0, or null. */
  final WasmMemory linearMemory;

  /** Numeric globals as raw bits, by global index. */
  final long[] globals;

  /** Reference globals, by global index. */
  final Object[] globalReferences;

  WasmInstance(WasmMemory linearMemory, int globalCount) {
    this.linearMemory = linearMemory;
    this.globals = new long[globalCount];
    this.globalReferences = new Object[globalCount];
    if (linearMemory != null) {
      linearMemory.attach(this);
    }
  }
}
