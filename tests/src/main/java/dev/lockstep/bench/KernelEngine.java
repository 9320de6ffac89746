package dev.lockstep.bench;

/** A WebAssembly engine under test. */
interface KernelEngine {
  /** An instance's exported function; an {@code f64} is returned as its raw bits. */
  interface Function {
    long call(int argument) throws Exception;
  }

  /** Parses and instantiates a module and finds one of its exports. */
  Function load(byte[] module, String export);
}
