package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.examples.wasm.Imports;
import dev.lockstep.examples.wasm.WasmException;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmLimits;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Modules with two memories (the multi-memory proposal, part of version 3.0), in all modes. */
final class MemoriesTest {

  private static final int[] NONE = {};
  private static final int[] I32 = {0x7f};
  private static final int[] III = {0x7f, 0x7f, 0x7f};
  private static final String[] TYPES = {"i32", "i64", "f32", "f64"};
  private static final int[] TYPE_CODES = {0x7f, 0x7e, 0x7d, 0x7c};

  // By opcode from 0x28 on: the type of the value, and the alignment.
  private static final String LOADED = "01230000111111";
  private static final String STORED = "012300111";

  static List<Tiering> tierings() {
    return Modes.ALL;
  }

  /** The functions {@code load} and {@code store} of each opcode, on the first memory and on the second. */
  private static ModuleBuilder accesses() {
    ModuleBuilder module = twoMemories();
    for (int memory = 0; memory < 2; memory++) {
      for (int i = 0; i < LOADED.length(); i++) {
        int[] result = {TYPE_CODES[LOADED.charAt(i) - '0']};
        Bytes code = new Bytes().raw(0x20, 0).raw(0x28 + i);
        module.function("load" + i + "of" + memory, I32, result, argument(code, memory));
      }
      for (int i = 0; i < STORED.length(); i++) {
        int[] params = {0x7f, TYPE_CODES[STORED.charAt(i) - '0']};
        Bytes code = new Bytes().raw(0x20, 0, 0x20, 1).raw(0x36 + i);
        module.function("store" + i + "of" + memory, params, NONE, argument(code, memory));
      }
    }
    return module;
  }

  private static ModuleBuilder twoMemories() {
    return new ModuleBuilder().entry(5, new Bytes().raw(1, 1, 3)).exports("first", 2, 0).exports("second", 2, 1);
  }

  /** Alignment 0 and offset 3; the index only of the second memory. */
  private static Bytes argument(Bytes code, int memory) {
    return memory == 0 ? code.raw(0, 3) : code.raw(0x40, 1, 3);
  }

  private static Object value(char type) {
    return switch (TYPES[type - '0']) {
      case "i32" -> (Object) 0x81c2_a3e4;
      case "i64" -> 0x81c2_a3e4_95f6_87a8L;
      case "f32" -> -1.5f;
      default -> -0x1.23456789p100;
    };
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void accessesOfTheSecondAreThoseOfTheFirst(Tiering tiering) {
    WasmInstance instance = WasmModule.parse(accesses().build()).in(tiering).instantiate();
    for (int i = 0; i < STORED.length(); i++) {
      Object value = value(STORED.charAt(i));
      instance.invoke("store" + i + "of0", 100 * i, value);
      assertThat(instance.memory("second").readLong(100 * i + 3)).isEqualTo(0);
      instance.invoke("store" + i + "of1", 100 * i, value);
      assertWithMessage("store " + i)
          .that(instance.memory("second").read(100 * i, 16))
          .isEqualTo(instance.memory("first").read(100 * i, 16));
    }
    for (int address = 0; address < 100; address++) {
      byte[] bytes = {(byte) (0xc3 + 91 * address)};
      instance.memory("first").write(address, bytes);
      instance.memory("second").write(address, bytes);
    }
    for (int i = 0; i < LOADED.length(); i++) {
      for (int address = 0; address < 80; address++) {
        assertWithMessage("load %s at %s", i, address)
            .that(instance.invoke("load" + i + "of1", address))
            .isEqualTo(instance.invoke("load" + i + "of0", address));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void boundsAreThoseOfTheSecond(Tiering tiering) {
    WasmInstance instance = WasmModule.parse(accesses().build()).in(tiering).instantiate();
    instance.memory("second").grow(1);
    for (int address : new int[] {131_072 - 3, 131_072, -3, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      Trap load = assertThrows(Trap.class, () -> instance.invoke("load5of1", address));
      assertThat(load.reason()).isEqualTo("out of bounds memory access");
      Trap store = assertThrows(Trap.class, () -> instance.invoke("store4of1", address, 1));
      assertThat(store.reason()).isEqualTo("out of bounds memory access");
    }
    assertThat(instance.invoke("load5of1", 131_072 - 4)).isEqualTo(0);
    assertThrows(Trap.class, () -> instance.invoke("load5of0", 131_072 - 4));
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void sizesAndBulkOperations(Tiering tiering) {
    Bytes three = new Bytes().raw(0x20, 0, 0x20, 1, 0x20, 2);
    ModuleBuilder builder =
        twoMemories()
            .function("size", NONE, I32, new Bytes().raw(0x3f, 1))
            .function("grow", I32, I32, new Bytes().raw(0x20, 0, 0x40, 1))
            .function("fill", III, NONE, new Bytes().raw(three.toArray()).raw(0xfc, 11, 1))
            .function("toFirst", III, NONE, new Bytes().raw(three.toArray()).raw(0xfc, 10, 0, 1))
            .function("toSecond", III, NONE, new Bytes().raw(three.toArray()).raw(0xfc, 10, 1, 0))
            .function("within", III, NONE, new Bytes().raw(three.toArray()).raw(0xfc, 10, 1, 1))
            .entry(11, new Bytes().raw(2, 1, 0x41, 8, 0x0b, 3, 'a', 'b', 'c'));
    WasmInstance instance = WasmModule.parse(builder.build()).in(tiering).instantiate();
    assertThat(instance.memory("second").readString(8, 3)).isEqualTo("abc");
    assertThat(instance.memory("first").readInt(8)).isEqualTo(0);
    assertThat(instance.invoke("grow", 1)).isEqualTo(1);
    assertThat(instance.invoke("size")).isEqualTo(2);
    assertThat(instance.invoke("grow", 2)).isEqualTo(-1);
    instance.invoke("toFirst", 0, 8, 3);
    assertThat(instance.memory("first").readString(0, 3)).isEqualTo("abc");
    instance.invoke("within", 9, 8, 3);
    assertThat(instance.memory("second").readString(8, 4)).isEqualTo("aabc");
    instance.invoke("fill", 131_070, (int) 'x', 2);
    assertThat(instance.memory("second").readString(131_070, 2)).isEqualTo("xx");
    instance.invoke("toSecond", 131_069, 1, 2);
    assertThat(instance.memory("second").readString(131_069, 3)).isEqualTo("bcx");
    assertThrows(Trap.class, () -> instance.invoke("fill", 131_070, 0, 3));
    assertThrows(Trap.class, () -> instance.invoke("toSecond", 131_071, 0, 2));
    assertThrows(Trap.class, () -> instance.invoke("toFirst", 0, 131_071, 2));
    assertThat(instance.memory("second").readString(131_069, 3)).isEqualTo("bcx");
  }

  /** That the limit holds for both together, or a module could declare as many as it likes. */
  @Test
  void limitIsForAllMemories() {
    WasmModule module = WasmModule.parse(twoMemories().build());
    WasmLimits limits = WasmLimits.DEFAULT.withMemoryPages(3);
    WasmInstance instance = module.instantiate(Imports.none(), limits);
    assertThat(instance.memory("second").grow(2)).isEqualTo(-1);
    assertThat(instance.memory("second").grow(1)).isEqualTo(1);
    assertThat(instance.memory("first").grow(1)).isEqualTo(-1);
    WasmException tooMany =
        assertThrows(
            WasmException.class, () -> module.instantiate(Imports.none(), WasmLimits.DEFAULT.withMemoryPages(1)));
    assertThat(tooMany).hasMessageThat().contains("more than the limit of 1");
  }

  @Test
  void oneMemoryIfVersion2IsAsked() {
    WasmException two = assertThrows(WasmException.class, () -> WasmModule.parseWithOneMemory(twoMemories().build()));
    assertThat(two.kind()).isEqualTo(WasmException.Kind.INVALID);
    byte[] index = new ModuleBuilder().function("size", NONE, I32, new Bytes().raw(0x3f, 0x80, 0)).build();
    WasmException notZero = assertThrows(WasmException.class, () -> WasmModule.parseWithOneMemory(index));
    assertThat(notZero.kind()).isEqualTo(WasmException.Kind.MALFORMED);
    assertThat(WasmModule.parse(index).instantiate().invoke("size")).isEqualTo(1);
  }

  @Test
  void memoriesThatAreNotThereAreUnknown() {
    for (Bytes code : List.of(
        new Bytes().raw(0x3f, 2, 0x1a),
        new Bytes().raw(0x41, 0, 0x28, 0x40, 2, 0, 0x1a),
        new Bytes().raw(0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 10, 0, 2))) {
      byte[] module = twoMemories().function("f", NONE, NONE, code).build();
      WasmException e = assertThrows(WasmException.class, () -> WasmModule.parse(module));
      assertThat(e).hasMessageThat().startsWith("unknown memory 2");
    }
  }
}
