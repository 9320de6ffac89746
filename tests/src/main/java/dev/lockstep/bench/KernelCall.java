package dev.lockstep.bench;

/** A kernel, a library with one function. */
record KernelCall(String export, int argument) implements Library {
  @Override
  public long use(WasmEngine.Guest guest) throws Exception {
    return guest.call(export, argument);
  }
}
