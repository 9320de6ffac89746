package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.examples.wasm.WasmException;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmMemory;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The embedder's view of modules and instances. */
final class WasmInstanceTest {

  private static final int[] I32 = {0x7f};
  private static final int[] I64_AND_F32 = {0x7e, 0x7d};
  private static final int FUNCREF = 0x70;

  private final WasmModule module =
      WasmModule.parse(
          new ModuleBuilder()
              .function("store", I32, new int[0], new Bytes().raw(0x41, 4, 0x20, 0, 0x36, 2, 0))
              .function("load", I32, I32, new Bytes().raw(0x20, 0, 0x28, 2, 0))
              .function("swap", I64_AND_F32, new int[] {0x7d, 0x7e}, new Bytes().raw(0x20, 1, 0x20, 0))
              .function("self", new int[0], new int[] {FUNCREF}, new Bytes().raw(0xd2, 3))
              .function("same", new int[] {FUNCREF}, new int[] {FUNCREF}, new Bytes().raw(0x20, 0))
              .build());

  @Test
  void resultsAreBoxed() {
    WasmInstance instance = module.instantiate();
    assertThat(instance.invoke("store", 7)).isNull();
    assertThat(instance.invoke("load", 4)).isEqualTo(7);
    assertThat(instance.invoke("swap", 3L, 0.5f)).isEqualTo(List.of(0.5f, 3L));
  }

  @Test
  void instancesDoNotShareState() {
    WasmInstance first = module.in(Tiering.compiled()).instantiate();
    first.invoke("store", 7);
    assertThat(first.module().instantiate().invoke("load", 4)).isEqualTo(0);
  }

  @Test
  void anInstanceOutlivesItsTraps() {
    WasmInstance instance = module.instantiate();
    instance.invoke("store", 7);
    Trap trap = assertThrows(Trap.class, () -> instance.invoke("load", 65_533));
    assertThat(trap.reason()).isEqualTo("out of bounds memory access");
    assertThat(trap.function()).isEqualTo("load");
    assertThat(instance.invoke("load", 4)).isEqualTo(7);
  }

  @Test
  void wrongArgumentsAreRefused() {
    WasmInstance instance = module.instantiate();
    refused("load takes 1 arguments, not 0", () -> instance.invoke("load"));
    refused("argument 1 of load has to be i32, not 4", () -> instance.invoke("load", 4L));
    refused("argument 2 of swap has to be f32, not null", () -> instance.invoke("swap", 3L, null));
    refused("the module exports no function named fill", () -> instance.invoke("fill"));
  }

  @Test
  void functionReferencesTravel() {
    WasmInstance instance = module.instantiate();
    Object self = instance.invoke("self");
    assertThat(instance.invoke("same", self)).isEqualTo(self);
    assertThat(instance.invoke("same", new Object[] {null})).isNull();
    assertThat(module.instantiate().invoke("same", self)).isEqualTo(self);
    refused("argument 1 of same has to be funcref, not 1", () -> instance.invoke("same", 1));
  }

  private static void refused(String message, Runnable call) {
    assertThat(assertThrows(IllegalArgumentException.class, call::run)).hasMessageThat().isEqualTo(message);
  }

  /** What compilers declare when asked for all of the address space. */
  @Test
  void memoryThatMayGrowTo4GiB() throws IOException {
    WasmModule large =
        WasmModule.parse(
            Wat.assemble(
                """
                (module (memory 1 65536)
                  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
                  (func (export "load") (param i32) (result i32) (i32.load8_u offset=0xffff (local.get 0))))
                """));
    for (Tiering tiering : Modes.ALL) {
      WasmInstance instance = large.in(tiering).instantiate();
      assertThat(instance.invoke("grow", 1)).isEqualTo(1);
      assertThat(instance.invoke("grow", 65_534)).isEqualTo(-1);
      assertThat(instance.invoke("grow", WasmMemory.MAX_PAGES - 1)).isEqualTo(-1);
      assertThat(instance.invoke("grow", -1)).isEqualTo(-1);
      assertThat(instance.invoke("grow", 0)).isEqualTo(2);
      assertThat(instance.invoke("load", 0x10000)).isEqualTo(0);
      assertThrows(Trap.class, () -> instance.invoke("load", 0x10001));
      assertThrows(Trap.class, () -> instance.invoke("load", -1));
    }
  }

  @Test
  void tablesTogetherAreLimited() {
    Bytes bytes = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0);
    Bytes tables = new Bytes().raw(3);
    for (int i = 0; i < 3; i++) {
      tables.raw(FUNCREF, 0).unsigned(4_000_000);
    }
    WasmModule large = WasmModule.parse(bytes.raw(4).sized(tables.toArray()).toArray());
    WasmException thrown = assertThrows(WasmException.class, large::instantiate);
    assertThat(thrown).hasMessageThat().startsWith("tables of 12000000 elements: more than the limit of 10000000");
    assertThat(thrown.kind()).isEqualTo(WasmException.Kind.INVALID);
  }
}
