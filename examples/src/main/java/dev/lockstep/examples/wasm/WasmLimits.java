package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Machine;

/**
 * What an instance may use. Immutable, so safe to share between threads.
 *
 * @param memoryPages how large the memories that it defines may be together, in pages of 64 KiB; at most {@link
 *     WasmMemory#MAX_PAGES}
 * @param stackSlots how large its call stack may be, in slots of 8 bytes: a call takes one a parameter, a local and an
 *     operand, and one more
 * @param fuel how many instructions it may run before it gets more fuel, if the module is metered
 */
public record WasmLimits(int memoryPages, int stackSlots, long fuel) {

  /** 2 GiB of memory and 1 GiB of stack, which ten million calls of small functions fit into; no fuel. */
  public static final WasmLimits DEFAULT = new WasmLimits(WasmMemory.MAX_PAGES, Machine.DEFAULT_STACK_LIMIT, 0);

  public WasmLimits {
    if (memoryPages < 0 || memoryPages > WasmMemory.MAX_PAGES || stackSlots < 1 || fuel < 0) {
      throw new IllegalArgumentException(memoryPages + " pages, " + stackSlots + " slots, fuel " + fuel);
    }
  }

  public WasmLimits withMemoryPages(int pages) {
    return new WasmLimits(pages, stackSlots, fuel);
  }

  public WasmLimits withStackSlots(int slots) {
    return new WasmLimits(memoryPages, slots, fuel);
  }

  public WasmLimits withFuel(long instructions) {
    return new WasmLimits(memoryPages, stackSlots, instructions);
  }
}
