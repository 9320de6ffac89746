package dev.lockstep.examples.wasm;

import static com.google.common.truth.Truth.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Direct calls, handlers and stencils of every WebAssembly opcode and fused form agree on edge values. */
final class WasmOpsTest {

  /** One function, a table of four references, one page of memory that cannot grow, one mutable global. */
  private static final WasmModule MODULE =
      WasmModule.parse(
          new byte[] {
            0, 'a', 's', 'm', 1, 0, 0, 0,
            1, 4, 1, 0x60, 0, 0,
            3, 2, 1, 0,
            4, 4, 1, 0x70, 0, 4,
            5, 4, 1, 1, 1, 1,
            6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b,
            10, 4, 1, 2, 0, 0x0b
          });

  private static WasmInstance instance() {
    WasmInstance instance = MODULE.instantiate();
    for (int i = 0; i < 4096; i++) {
      instance.memory[i] = (byte) (i * 37 ^ i >> 3);
    }
    return instance;
  }

  @Test
  void allFormsAgree() {
    assertThat(
            new WasmConformance()
                .contexts(WasmOpsTest::instance)
                .comparing((a, b) -> Arrays.equals(a.memory, b.memory) && Arrays.equals(a.globals, b.globals))
                .references(new Object[] {null})
                .check())
        .isEmpty();
  }
}
