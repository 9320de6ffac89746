package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten million guest calls within each other, on the default stack of a Java thread, in all modes. */
final class RecursionTest {

  private static final int DEPTH = 10_000_000;
  private static final int[] I32 = {0x7f};

  static List<Tiering> tierings() {
    return Modes.ALL;
  }

  /** {@code f(n) = n == 0 ? 0 : 1 + CALL(n - 1)}. */
  private static Bytes counting(int... call) {
    return new Bytes()
        .raw(0x20, 0, 0x45, 0x04, 0x7f, 0x41, 0, 0x05, 0x41, 1)
        .raw(0x20, 0, 0x41, 1, 0x6b)
        .raw(call)
        .raw(0x6a, 0x0b);
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void direct(Tiering tiering) {
    count(tiering, new ModuleBuilder().function("f", I32, I32, counting(0x10, 0)));
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void mutual(Tiering tiering) {
    count(
        tiering,
        new ModuleBuilder().function("f", I32, I32, counting(0x10, 1)).function("g", I32, I32, counting(0x10, 0)));
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void throughATable(Tiering tiering) {
    count(
        tiering,
        new ModuleBuilder()
            .entry(4, new Bytes().raw(0x70, 0, 2))
            .entry(9, new Bytes().raw(0, 0x41, 0, 0x0b, 2, 1, 0))
            .function("f", I32, I32, counting(0x20, 0, 0x41, 1, 0x71, 0x11, 0, 0))
            .function("g", I32, I32, counting(0x20, 0, 0x41, 1, 0x71, 0x11, 0, 0)));
  }

  private static void count(Tiering tiering, ModuleBuilder module) {
    WasmInstance instance = WasmModule.parse(module.build()).in(tiering).instantiate();
    for (int i = 0; i < 3; i++) {
      assertThat(instance.invoke("f", 1000)).isEqualTo(1000); // Compiled by then, in mixed mode.
    }
    assertThat(instance.invoke("f", DEPTH)).isEqualTo(DEPTH);
  }
}
