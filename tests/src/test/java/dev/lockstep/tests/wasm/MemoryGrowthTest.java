package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmMemory;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A memory that has grown page by page, and so has room behind it, is like one that has grown at once, in all modes. */
final class MemoryGrowthTest {

  /** From some 45 on a memory that grows by pages has been copied often enough to get room. */
  private static final int PAGES = 60;

  private static final int SIZE = PAGES * WasmMemory.PAGE_SIZE;
  private static final int OFFSET = 3;

  private static final List<String> LOADS =
      List.of(
          "i32.load", "i64.load", "f32.load", "f64.load", "i32.load8_s", "i32.load8_u", "i32.load16_s", "i32.load16_u",
          "i64.load8_s", "i64.load8_u", "i64.load16_s", "i64.load16_u", "i64.load32_s", "i64.load32_u");

  private static final List<String> STORES =
      List.of(
          "i32.store", "i64.store", "f32.store", "f64.store", "i32.store8", "i32.store16", "i64.store8", "i64.store16",
          "i64.store32");

  /** In memory, across its end, in the room behind it, behind that, and where addresses overflow. */
  private static final int[] ADDRESSES = {
    0, 4093, SIZE - 12, SIZE - 11, SIZE - 10, SIZE - 8, SIZE - 7, SIZE - 6, SIZE - 5, SIZE - 4, SIZE - 3, SIZE - 2, SIZE - 1, SIZE,
    SIZE + 1000, SIZE + WasmMemory.PAGE_SIZE, 2 * SIZE, Integer.MAX_VALUE, Integer.MIN_VALUE, -SIZE, -4, -1
  };

  static List<Tiering> tierings() {
    return Modes.ALL;
  }

  private static WasmModule module() throws IOException {
    StringBuilder text = new StringBuilder("(module (memory (export \"memory\") 1) (data $text \"lockstep\")");
    for (String load : LOADS) {
      text.append("(func (export \"%1$s\") (param i32) (result %2$s) (%1$s offset=%3$d (local.get 0)))"
          .formatted(load, load.substring(0, 3), OFFSET));
    }
    for (String store : STORES) {
      text.append("(func (export \"%1$s\") (param i32 %2$s) (%1$s offset=%3$d (local.get 0) (local.get 1)))"
          .formatted(store, store.substring(0, 3), OFFSET));
    }
    for (String bulk : List.of("memory.fill", "memory.copy", "memory.init $text")) {
      text.append("(func (export \"%s\") (param i32 i32 i32) (%s (local.get 0) (local.get 1) (local.get 2)))"
          .formatted(bulk.split(" ")[0], bulk));
    }
    text.append("(func (export \"size\") (result i32) memory.size)");
    text.append("(func (export \"grow\") (param i32) (result i32) (memory.grow (local.get 0))))");
    return WasmModule.parse(Wat.assemble(text.toString()));
  }

  private static Object value(String opcode) {
    return switch (opcode.substring(0, 3)) {
      case "i32" -> (Object) 0x81c2_a3e4;
      case "i64" -> 0x81c2_a3e4_95f6_87a8L;
      case "f32" -> -1.5f;
      default -> -0x1.23456789p100;
    };
  }

  private static String outcome(WasmInstance instance, String function, Object... arguments) {
    try {
      return String.valueOf(instance.invoke(function, arguments));
    } catch (Trap trap) {
      return trap.toString();
    }
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void growthByPagesMakesNoDifference(Tiering tiering) throws IOException {
    WasmModule module = module().in(tiering);
    WasmInstance atOnce = module.instantiate();
    WasmInstance byPages = module.instantiate();
    assertThat(atOnce.invoke("grow", PAGES - 1)).isEqualTo(1);
    for (int pages = 1; pages < PAGES; pages++) {
      assertThat(byPages.invoke("grow", 1)).isEqualTo(pages);
      byPages.memory("memory").writeInt(pages * WasmMemory.PAGE_SIZE - 2, pages);
      atOnce.memory("memory").writeInt(pages * WasmMemory.PAGE_SIZE - 2, pages);
    }
    compare(atOnce, byPages);
    // What was stored behind the end has not been.
    for (int i = 0; i < 3; i++) {
      assertThat(byPages.invoke("grow", 1)).isEqualTo(atOnce.invoke("grow", 1));
      compare(atOnce, byPages);
    }
  }

  private static void compare(WasmInstance atOnce, WasmInstance byPages) {
    assertThat(byPages.invoke("size")).isEqualTo(atOnce.invoke("size"));
    for (int address : ADDRESSES) {
      for (String store : STORES) {
        same(atOnce, byPages, store, address - OFFSET, value(store));
      }
      for (String load : LOADS) {
        same(atOnce, byPages, load, address - OFFSET);
      }
      for (int count : new int[] {0, 1, 8, 5000, -1}) {
        same(atOnce, byPages, "memory.fill", address, 0x5a, count);
        same(atOnce, byPages, "memory.copy", address, 4000, count);
        same(atOnce, byPages, "memory.copy", 4000, address, count);
        same(atOnce, byPages, "memory.init", address, 0, count);
      }
    }
    int size = (int) atOnce.memory("memory").size();
    assertThat(byPages.memory("memory").read(0, size)).isEqualTo(atOnce.memory("memory").read(0, size));
  }

  private static void same(WasmInstance atOnce, WasmInstance byPages, String function, Object... arguments) {
    assertWithMessage("%s%s", function, List.of(arguments))
        .that(outcome(byPages, function, arguments))
        .isEqualTo(outcome(atOnce, function, arguments));
  }

  /** Beyond the first room that it gets, and the second. */
  @Test
  void whatIsInAMemoryThatGrowsFarStays() throws IOException {
    WasmInstance instance = module().instantiate();
    for (int pages = 1; pages <= 300; pages++) {
      assertThat(instance.invoke("grow", 1)).isEqualTo(pages);
      instance.memory("memory").writeInt(pages * WasmMemory.PAGE_SIZE, pages);
    }
    for (int pages = 1; pages <= 300; pages++) {
      assertThat(instance.memory("memory").readInt(pages * WasmMemory.PAGE_SIZE)).isEqualTo(pages);
    }
  }
}
