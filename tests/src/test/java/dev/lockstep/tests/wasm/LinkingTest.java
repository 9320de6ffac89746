package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.examples.wasm.FuncType;
import dev.lockstep.examples.wasm.HostFunction;
import dev.lockstep.examples.wasm.Imports;
import dev.lockstep.examples.wasm.ValType;
import dev.lockstep.examples.wasm.WasmException;
import dev.lockstep.examples.wasm.WasmFunction;
import dev.lockstep.examples.wasm.WasmGlobal;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmMemory;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.examples.wasm.WasmTable;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Modules that import from the embedder and from each other, in all modes. */
final class LinkingTest {

  private static final int[] NONE = {};
  private static final int[] I32 = {0x7f};
  private static final int[] MANY = {0x7f, 0x7e, 0x7d, 0x7c, 0x6f, 0x70};
  private static final FuncType I32_TO_I32 = FuncType.of(List.of(ValType.I32), ValType.I32);

  static List<Tiering> tierings() {
    return Modes.ALL;
  }

  private static WasmInstance instantiate(ModuleBuilder module, Tiering tiering, Imports imports) {
    return WasmModule.parse(module.build()).in(tiering).instantiate(imports);
  }

  /** Imports {@code env.f}, of an i32 to an i32, and calls it in all ways there are; 1 is its own type too. */
  private static ModuleBuilder callers() {
    return new ModuleBuilder()
        .importsFunction("env", "f", I32, I32)
        .entry(4, new Bytes().raw(0x70, 0, 2))
        .exports("table", 1, 0)
        .exports("imported", 0, 0)
        .entry(9, new Bytes().raw(0, 0x41, 0, 0x0b, 1, 0))
        .function("call", I32, I32, new Bytes().raw(0x20, 0, 0x10, 0, 0x41, 1, 0x6a))
        .function("tail", I32, I32, new Bytes().raw(0x20, 0, 0x12, 0))
        .function("indirect", I32, I32, new Bytes().raw(0x20, 0, 0x41, 0, 0x11, 0, 0, 0x41, 1, 0x6a))
        .function("tailIndirect", I32, I32, new Bytes().raw(0x20, 0, 0x41, 0, 0x13, 0, 0))
        .function("wrongType", NONE, NONE, new Bytes().raw(0x41, 0, 0x11, 5, 0));
  }

  private static Imports env(FuncType type, HostFunction function) {
    return Imports.builder().function("env", "f", type, function).build();
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void callsReachTheEmbedder(Tiering tiering) {
    WasmInstance[] seen = new WasmInstance[1];
    HostFunction twice = (caller, arguments) -> {
      seen[0] = caller;
      return 2 * (Integer) arguments[0];
    };
    WasmInstance instance = instantiate(callers(), tiering, env(I32_TO_I32, twice));
    assertThat(instance.invoke("call", 20)).isEqualTo(41);
    assertThat(instance.invoke("tail", 20)).isEqualTo(40);
    assertThat(instance.invoke("indirect", 20)).isEqualTo(41);
    assertThat(instance.invoke("tailIndirect", 20)).isEqualTo(40);
    assertThat(instance.invoke("imported", 20)).isEqualTo(40);
    Trap trap = assertThrows(Trap.class, () -> instance.invoke("wrongType"));
    assertThat(trap.reason()).isEqualTo("indirect call type mismatch");
    assertThat(seen[0]).isSameInstanceAs(instance);
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void callsReachOtherInstances(Tiering tiering) {
    ModuleBuilder callee = new ModuleBuilder().function("f", I32, I32, new Bytes().raw(0x20, 0, 0x41, 5, 0x6c));
    WasmInstance first = instantiate(callee, tiering, Imports.none());
    Imports imports = Imports.builder().instance("env", first).build();
    WasmInstance second = instantiate(callers(), tiering, imports);
    WasmInstance third =
        instantiate(callers(), tiering, Imports.builder().function("env", "f", second.function("tail")).build());
    for (WasmInstance instance : List.of(second, third)) {
      assertThat(instance.invoke("call", 4)).isEqualTo(21);
      assertThat(instance.invoke("tail", 4)).isEqualTo(20);
      assertThat(instance.invoke("indirect", 4)).isEqualTo(21);
      assertThat(instance.invoke("tailIndirect", 4)).isEqualTo(20);
    }
    assertThat(second.function("imported")).isEqualTo(first.function("f"));
    // A function of another instance that came through the table.
    third.table("table").put(0, second.function("call"));
    assertThat(third.invoke("indirect", 4)).isEqualTo(22);
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void valuesOfAllTypesPass(Tiering tiering) {
    Bytes body = new Bytes();
    for (int i = 0; i < MANY.length; i++) {
      body.raw(0x20, i);
    }
    ModuleBuilder module =
        new ModuleBuilder().importsFunction("env", "f", MANY, MANY).function("pass", MANY, MANY, body.raw(0x10, 0));
    List<ValType> types =
        List.of(ValType.I32, ValType.I64, ValType.F32, ValType.F64, ValType.EXTERNREF, ValType.FUNCREF);
    HostFunction same = (caller, arguments) -> Arrays.asList(arguments);
    WasmInstance instance = instantiate(module, tiering, env(new FuncType(types, types), same));
    WasmFunction function = instance.function("pass");
    List<Object> values = List.of(-1, Long.MIN_VALUE, Float.NaN, -0.0, "external", function);
    assertThat(instance.invoke("pass", values.toArray())).isEqualTo(values);
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void exceptionsOfTheEmbedderReachIt(Tiering tiering) {
    WasmInstance trapping =
        instantiate(callers(), tiering, env(I32_TO_I32, (caller, arguments) -> {
          throw new Trap("no more");
        }));
    assertThat(assertThrows(Trap.class, () -> trapping.invoke("call", 1)).reason()).isEqualTo("no more");
    // It must not be taken for an access of the guest out of bounds.
    WasmInstance failing =
        instantiate(callers(), tiering, env(I32_TO_I32, (caller, arguments) -> arguments[7]));
    assertThat(assertThrows(IllegalStateException.class, () -> failing.invoke("call", 1)))
        .hasMessageThat()
        .startsWith("a host function has failed: ");
    WasmInstance wrong = instantiate(callers(), tiering, env(I32_TO_I32, (caller, arguments) -> 1L));
    assertThat(assertThrows(IllegalStateException.class, () -> wrong.invoke("call", 1)))
        .hasMessageThat()
        .isEqualTo("a host function gave 1 where its results are [i32]");
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void recursionAcrossInstancesEnds(Tiering tiering) {
    AtomicInteger depth = new AtomicInteger();
    HostFunction again = (caller, arguments) -> {
      depth.incrementAndGet();
      return caller.invoke("call", arguments);
    };
    WasmInstance instance = instantiate(callers(), tiering, env(I32_TO_I32, again));
    Trap trap = assertThrows(Trap.class, () -> instance.invoke("call", 1));
    assertThat(trap.reason()).isEqualTo("call stack exhausted");
    assertThat(depth.get()).isAtLeast(100);
    // Two instances that call each other through a table.
    WasmInstance other =
        instantiate(callers(), tiering, Imports.builder().function("env", "f", instance.function("indirect")).build());
    instance.table("table").put(0, other.function("call"));
    assertThat(assertThrows(Trap.class, () -> other.invoke("call", 1)).reason()).isEqualTo("call stack exhausted");
    assertThat(assertThrows(Trap.class, () -> other.invoke("call", 1)).reason()).isEqualTo("call stack exhausted");
  }

  /** Gets and sets an imported mutable global of each type, and a page of imported memory. */
  private static ModuleBuilder sharers() {
    int[] types = {0x7f, 0x7e, 0x7d, 0x7c, 0x6f};
    ModuleBuilder module = new ModuleBuilder().withoutMemory().imports("env", "memory", 2, 0, 1);
    for (int i = 0; i < types.length; i++) {
      module.imports("env", "g" + i, 3, types[i], 1);
    }
    for (int i = 0; i < types.length; i++) {
      int[] type = {types[i]};
      module.function("get" + i, NONE, type, new Bytes().raw(0x23, i));
      module.function("set" + i, type, NONE, new Bytes().raw(0x20, 0, 0x24, i));
    }
    return module
        .function("load", I32, I32, new Bytes().raw(0x20, 0, 0x28, 2, 0))
        .function("grow", I32, I32, new Bytes().raw(0x20, 0, 0x40, 0))
        .exports("g0", 3, 0)
        .exports("memory", 2, 0);
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void globalsAreShared(Tiering tiering) {
    List<ValType> types = List.of(ValType.I32, ValType.I64, ValType.F32, ValType.F64, ValType.EXTERNREF);
    List<Object> values = List.of(-7, Long.MAX_VALUE, 1.5f, -2.5, "reference");
    Imports.Builder imports = Imports.builder().memory("env", "memory", WasmMemory.ofPages(1, 4));
    WasmGlobal[] globals = new WasmGlobal[types.size()];
    for (int i = 0; i < globals.length; i++) {
      globals[i] = WasmGlobal.of(types.get(i), true, values.get(i));
      imports.global("env", "g" + i, globals[i]);
    }
    WasmInstance first = instantiate(sharers(), tiering, imports.build());
    WasmInstance second = instantiate(sharers(), tiering, imports.instance("other", first).build());
    for (int i = 0; i < globals.length; i++) {
      assertThat(first.invoke("get" + i)).isEqualTo(values.get(i));
      globals[i].set(first.invoke("get" + i));
      second.invoke("set" + i, values.get(i));
      assertThat(first.invoke("get" + i)).isEqualTo(values.get(i));
    }
    second.invoke("set0", 99);
    assertThat(first.invoke("get0")).isEqualTo(99);
    assertThat(first.global("g0").get()).isEqualTo(99);
    assertThat(globals[0].get()).isEqualTo(99);
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void memoryIsShared(Tiering tiering) {
    WasmMemory memory = WasmMemory.ofPages(1, 3);
    Imports.Builder imports = Imports.builder().memory("env", "memory", memory);
    for (int i = 0; i < 5; i++) {
      ValType type = List.of(ValType.I32, ValType.I64, ValType.F32, ValType.F64, ValType.EXTERNREF).get(i);
      imports.global("env", "g" + i, WasmGlobal.of(type, true, List.of(0, 0L, 0f, 0.0, "").get(i)));
    }
    WasmInstance first = instantiate(sharers(), tiering, imports.build());
    WasmInstance second = instantiate(sharers(), tiering, imports.build());
    assertThat(first.invoke("grow", 1)).isEqualTo(1);
    assertThat(second.invoke("grow", 1)).isEqualTo(2);
    assertThat(second.invoke("grow", 1)).isEqualTo(-1);
    memory.writeInt(3 * WasmMemory.PAGE_SIZE - 4, 0x12345678);
    assertThat(first.invoke("load", 3 * WasmMemory.PAGE_SIZE - 4)).isEqualTo(0x12345678);
    assertThat(second.memory("memory")).isSameInstanceAs(memory);
    assertThat(second.defaultMemory().pages()).isEqualTo(3);
  }

  @Test
  void ownGlobalsAreSharedWhenExported() {
    ModuleBuilder module =
        new ModuleBuilder()
            .entry(6, new Bytes().raw(0x7f, 1).constant(5).raw(0x0b))
            .exports("counter", 3, 0)
            .function("get", NONE, I32, new Bytes().raw(0x23, 0));
    WasmInstance instance = instantiate(module, Tiering.interpreter(), Imports.none());
    instance.global("counter").set(6);
    assertThat(instance.invoke("get")).isEqualTo(6);
  }

  @Test
  void constantExpressionsDoArithmetic() {
    ModuleBuilder module =
        new ModuleBuilder()
            .imports("env", "base", 3, 0x7f, 0)
            // base * 3 - (4 + 1), and the same with 64 bits
            .entry(6, new Bytes().raw(0x7f, 0, 0x23, 0, 0x41, 3, 0x6c, 0x41, 4, 0x41, 1, 0x6a, 0x6b, 0x0b))
            .entry(6, new Bytes().raw(0x7e, 0, 0x42, 7, 0x42, 3, 0x7c, 0x42, 2, 0x7e, 0x42, 1, 0x7d, 0x0b))
            .exports("narrow", 3, 1)
            .exports("wide", 3, 2)
            .entry(11, new Bytes().raw(0, 0x23, 0, 0x41, 2, 0x6a, 0x0b, 1, 42));
    WasmException unlinkable =
        assertThrows(WasmException.class, () -> instantiate(module, Tiering.interpreter(), Imports.none()));
    assertThat(unlinkable.kind()).isEqualTo(WasmException.Kind.UNLINKABLE);
    Trap trap = assertThrows(Trap.class, () -> instantiate(module, Tiering.interpreter(), base(-9)));
    assertThat(trap.reason()).isEqualTo("out of bounds memory access");
    WasmInstance instance = instantiate(module, Tiering.interpreter(), base(100));
    assertThat(instance.global("narrow").get()).isEqualTo(295);
    assertThat(instance.global("wide").get()).isEqualTo(19L);
    assertThat(instance.defaultMemory().readByte(102)).isEqualTo(42);
  }

  private static Imports base(int value) {
    return Imports.builder().global("env", "base", WasmGlobal.of(ValType.I32, false, value)).build();
  }

  @Test
  void importsHaveToFit() {
    Imports.Builder none = Imports.builder();
    refused("unknown import env.f", callers(), none.build());
    refused("incompatible import type of env.f: it is a function [] -> []", callers(),
        env(FuncType.of(List.of()), (caller, arguments) -> null));
    refused("incompatible import type of env.f: it is a memory of 1 pages, at most 2", callers(),
        none.memory("env", "f", WasmMemory.ofPages(1, 2)).build());
    ModuleBuilder table = new ModuleBuilder().imports("env", "t", 1, 0x70, 1, 2, 3);
    refused("incompatible import type of env.t: it is a table of 1 funcref, at most 3", table,
        none.table("env", "t", WasmTable.of(ValType.FUNCREF, 1, 3)).build());
    refused("incompatible import type of env.t: it is a table of 2 funcref, at most 4", table,
        none.table("env", "t", WasmTable.of(ValType.FUNCREF, 2, 4)).build());
    refused("incompatible import type of env.g: it is an immutable global i64",
        new ModuleBuilder().imports("env", "g", 3, 0x7e, 1),
        none.global("env", "g", WasmGlobal.of(ValType.I64, false, 1L)).build());
  }

  private static void refused(String message, ModuleBuilder module, Imports imports) {
    WasmException thrown =
        assertThrows(WasmException.class, () -> instantiate(module, Tiering.interpreter(), imports));
    assertThat(thrown).hasMessageThat().isEqualTo(message);
    assertThat(thrown.kind()).isEqualTo(WasmException.Kind.UNLINKABLE);
  }
}
