package dev.lockstep.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/** A WebAssembly engine under test. */
interface WasmEngine {
  /** Reads a module and does what has to be done once for all its instances. */
  Loaded load(byte[] module);

  /** A module, ready to be instantiated. */
  interface Loaded {
    /** Makes an instance of a library, whose imports the host answers, and lets it prepare itself. */
    Guest instantiate(Host host);

    /** Runs a WASI command in a folder, which it sees as {@code .}; gives what it prints. */
    byte[] run(Path folder, List<String> words) throws Exception;
  }

  /** An instance. */
  interface Guest {
    /** Calls an exported function of integers; gives its result, an {@code f64} as its raw bits. */
    long call(String function, int... arguments) throws Exception;

    byte[] read(int address, int count);

    void write(int address, byte[] bytes);

    /** The {@code int} at an address. */
    default int readInt(int address) {
      return ByteBuffer.wrap(read(address, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
  }

  /** What a library imports. */
  interface Host {
    /** Answers a call of the import of that name; floating-point arguments come as their raw bits. */
    long call(String name, long[] arguments);
  }

  /** Called before the other functions of a library, if it is exported. */
  String INITIALIZE = "_initialize";
}
