package dev.lockstep.bench;

/** How a library is used, whose functions are called one by one. */
interface Library extends WasmEngine.Host {
  /** Prepares an instance. */
  default void start(WasmEngine.Guest guest) throws Exception {}

  /** Gives it work; gives a number that stands for what it answers. */
  long use(WasmEngine.Guest guest) throws Exception;

  /** Most call nothing but in an emergency. */
  @Override
  default long call(String name, long[] arguments) {
    throw new IllegalStateException("the guest calls ".concat(name));
  }
}
