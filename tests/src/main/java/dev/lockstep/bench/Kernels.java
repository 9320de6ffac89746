package dev.lockstep.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The WebAssembly kernels, which are test data outside this project. */
final class Kernels {
  /** The system property that says where the shared test data is. */
  static final String SHARED = "lockstep.shared";

  /**
   * A module that imports nothing.
   *
   * @param export the function to call, {@code i32 -> i64} or {@code i32 -> f64}
   * @param smallSize an argument for which it takes about a millisecond
   * @param size its argument, small enough for an interpreter
   * @param largeSize its argument for a compiler
   */
  record Kernel(String name, String export, int smallSize, int size, int largeSize) {
    Path file() {
      return shared().resolve("wasm/kernels/" + name + ".wasm");
    }

    byte[] module() {
      try {
        return Files.readAllBytes(file());
      } catch (IOException e) {
        throw new UncheckedIOException("set -D" + SHARED + " to the folder of the test data", e);
      }
    }
  }

  static final List<Kernel> ALL =
      List.of(
          new Kernel("fib", "run", 12, 27, 32),
          new Kernel("sieve", "run", 200, 100_000, 1_000_000),
          new Kernel("mandelbrot", "run", 3, 60, 300),
          new Kernel("nbody", "energy", 20, 20_000, 300_000),
          new Kernel("fannkuch", "run", 4, 7, 9),
          new Kernel("sha256", "run", 4, 1_000, 20_000),
          new Kernel("quicksort", "run", 100, 50_000, 500_000),
          new Kernel("matmul", "run", 6, 64, 200),
          new Kernel("minivm", "run", 1000, 1_000_000, 20_000_000),
          new Kernel("indirect", "run", 300, 300_000, 5_000_000),
          new Kernel("deep", "run", 20, 5_000, 10_000_000));

  private Kernels() {}

  static Kernel named(String name) {
    return ALL.stream().filter(kernel -> kernel.name().equals(name)).findFirst().orElseThrow();
  }

  /** All, or none where the test data is absent. */
  static List<Kernel> present() {
    return Files.isReadable(ALL.get(0).file()) ? ALL : List.of();
  }

  static Path shared() {
    return Path.of(System.getProperty(SHARED, "../shared"));
  }
}
