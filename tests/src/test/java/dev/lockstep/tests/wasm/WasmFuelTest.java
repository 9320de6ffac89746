package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.examples.wasm.FuncType;
import dev.lockstep.examples.wasm.Imports;
import dev.lockstep.examples.wasm.ValType;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmInvocation;
import dev.lockstep.examples.wasm.WasmLimits;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Suspension;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guests that run for ever end soon, by fuel or by an interrupt, in every mode; and go on if they are to. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WasmFuelTest {

  private static final int[] NONE = {};
  private static final int[] I32 = {0x7f};
  private static final List<String> ENDLESS = List.of("loop", "grow", "fill", "recurse");

  /** {@code spin()} counts for ever; {@code count(n)} takes n rounds of 5 instructions and 2 more, the return being one. */
  private static ModuleBuilder module() {
    // loop: memory.grow(1), drop, br 0
    Bytes grow = new Bytes().raw(0x03, 0x40, 0x41, 1, 0x40, 0, 0x1a, 0x0c, 0, 0x0b);
    // loop: memory.fill(0, 1, 65536), br 0
    Bytes fill = new Bytes().raw(0x03, 0x40, 0x41, 0, 0x41, 1).constant(65536).raw(0xfc, 11, 0, 0x0c, 0, 0x0b);
    // loop: local.get 0, i32.const -1, i32.add, local.tee 0, br_if 0, end, local.get 0
    Bytes count = new Bytes().raw(0x03, 0x40, 0x20, 0, 0x41, 0x7f, 0x6a, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 0);
    return new ModuleBuilder()
        .function("loop", NONE, NONE, new Bytes().raw(0x03, 0x40, 0x0c, 0, 0x0b))
        .function("grow", NONE, NONE, grow)
        .function("recurse", NONE, NONE, new Bytes().raw(0x10, 2))
        .function("fill", NONE, NONE, fill)
        .function("count", I32, I32, count);
  }

  private static WasmInstance metered(Tiering tiering, long fuel) {
    return WasmModule.parseMetered(module().build()).in(tiering).instantiate(Imports.none(), WasmLimits.DEFAULT.withFuel(fuel));
  }

  private static String end(WasmInstance instance, String function) {
    Suspension suspension = assertThrows(Suspension.class, () -> instance.invoke(function));
    assertThat(suspension.reason()).isEqualTo(Suspension.Reason.OUT_OF_FUEL);
    return suspension.getMessage() + ", left " + instance.fuel();
  }

  @Test
  void whatRunsForEverEndsAtTheSamePlaceInEveryMode() {
    for (String function : ENDLESS) {
      String expected = end(metered(Tiering.interpreter(), 1_000_003), function);
      for (Tiering tiering : Modes.ALL) {
        assertWithMessage("%s, %s", function, tiering).that(end(metered(tiering, 1_000_003), function)).isEqualTo(expected);
      }
    }
  }

  @Test
  void goesOnWithMoreFuel() {
    for (Tiering tiering : Modes.ALL) {
      WasmInstance instance = metered(tiering, 10);
      WasmInvocation call = instance.start("count", 1000);
      int stops = 0;
      while (!call.run()) {
        assertThat(call.suspension().reason()).isEqualTo(Suspension.Reason.OUT_OF_FUEL);
        stops++;
        instance.addFuel(100);
      }
      assertThat(call.result()).isEqualTo(0);
      assertWithMessage("%s", tiering).that(10 + 100L * stops - instance.fuel()).isEqualTo(5 * 1000 + 2);
    }
  }

  /** Clearing a page costs 1,024 units more than there are; they are owed. */
  @Test
  void fuelInSlicesGoesAsFarAsFuelAtOnce() {
    byte[] bytes = new ModuleBuilder().function("f", NONE, I32, new Bytes().raw(0x41, 1, 0x40, 0)).build();
    for (Tiering tiering : Modes.ALL) {
      WasmInstance instance = WasmModule.parseMetered(bytes).in(tiering).instantiate(Imports.none(), WasmLimits.DEFAULT.withFuel(10));
      assertThat(instance.invoke("f")).isEqualTo(1);
      assertWithMessage("%s", tiering).that(instance.fuel()).isLessThan(-1000L);
      WasmInvocation call = instance.start("f");
      long owed = -instance.fuel();
      instance.addFuel(owed);
      assertThat(call.run()).isFalse();
      instance.addFuel(10);
      assertThat(call.run()).isTrue();
    }
  }

  @Test
  void anInterruptStopsWhatRunsForEver() throws InterruptedException {
    for (Tiering tiering : Modes.ALL) {
      WasmModule module = WasmModule.parse(module().build()).in(tiering);
      for (String function : List.of("loop", "grow")) {
        WasmInstance instance = module.instantiate();
        WasmInvocation call = instance.start(function);
        Thread interrupting = new Thread(() -> pauseAnd(instance::interrupt));
        interrupting.start();
        assertWithMessage("%s, %s", function, tiering).that(call.run()).isFalse();
        interrupting.join();
        assertThat(call.suspension().reason()).isEqualTo(Suspension.Reason.INTERRUPTED);
        assertThat(instance.invoke("count", 10)).isEqualTo(0);
      }
    }
  }

  private static void pauseAnd(Runnable action) {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    action.run();
  }

  @Test
  void anInterruptReachesTheInstanceThatIsCalled() throws InterruptedException {
    byte[] caller =
        new ModuleBuilder().importsFunction("m", "loop", NONE, NONE).function("f", NONE, NONE, new Bytes().raw(0x10, 0)).build();
    for (Tiering tiering : Modes.ALL) {
      WasmInstance callee = WasmModule.parse(module().build()).in(tiering).instantiate();
      WasmInstance instance =
          WasmModule.parse(caller).in(tiering).instantiate(Imports.builder().instance("m", callee).build());
      Thread interrupting = new Thread(() -> pauseAnd(instance::interrupt));
      interrupting.start();
      Suspension suspension = assertThrows(Suspension.class, () -> instance.invoke("f"));
      interrupting.join();
      assertThat(suspension.reason()).isEqualTo(Suspension.Reason.INTERRUPTED);
      assertThat(callee.invoke("count", 10)).isEqualTo(0);
    }
  }

  @Test
  void fuelThatEndsBelowAHostFunctionEndsBoth() {
    byte[] bytes =
        new ModuleBuilder()
            .importsFunction("host", "back", NONE, NONE)
            .function("f", NONE, NONE, new Bytes().raw(0x10, 0))
            .function("loop", NONE, NONE, new Bytes().raw(0x03, 0x40, 0x0c, 0, 0x0b))
            .build();
    Imports imports =
        Imports.builder()
            .function("host", "back", FuncType.of(List.of()), (instance, arguments) -> instance.invoke("loop"))
            .build();
    for (Tiering tiering : Modes.ALL) {
      WasmInstance instance =
          WasmModule.parseMetered(bytes).in(tiering).instantiate(imports, WasmLimits.DEFAULT.withFuel(5000));
      WasmInvocation call = instance.start("f");
      assertThat(assertThrows(Suspension.class, call::run).reason()).isEqualTo(Suspension.Reason.OUT_OF_FUEL);
      assertThrows(IllegalStateException.class, call::run);
      assertThat(instance.fuel()).isEqualTo(0);
    }
  }

  /** Between an indirect call and the stub through which it leaves the instance. */
  @Test
  void callsThatAreSuspendedOnTheirWayOutDoNotMixUpTheirCallees() throws IOException {
    byte[] module =
        Wat.assemble(
            """
            (module (type $t (func (result i32)))
              (import "host" "one" (func $one (type $t))) (import "host" "two" (func $two (type $t)))
              (table 2 funcref) (elem (i32.const 0) $one $two)
              (func (export "get") (param i32) (result i32) (call_indirect (type $t) (local.get 0))))
            """);
    FuncType type = new FuncType(List.of(), List.of(ValType.I32));
    Imports imports =
        Imports.builder()
            .function("host", "one", type, (caller, arguments) -> 1)
            .function("host", "two", type, (caller, arguments) -> 2)
            .build();
    for (Tiering tiering : Modes.ALL) {
      for (int fuel = 1; fuel <= 10; fuel++) {
        WasmInstance instance =
            WasmModule.parseMetered(module).in(tiering).instantiate(imports, WasmLimits.DEFAULT.withFuel(fuel));
        WasmInvocation one = instance.start("get", 0);
        WasmInvocation two = instance.start("get", 1);
        boolean done = one.run();
        two.run();
        instance.addFuel(100);
        assertThat(done || one.run()).isTrue();
        assertThat(two.isFinished() || two.run()).isTrue();
        assertWithMessage("%s, fuel %s", tiering, fuel).that(List.of(one.result(), two.result())).isEqualTo(List.of(1, 2));
      }
    }
  }

  @Test
  void fuelOfAnUnmeteredModuleIsRefused() {
    WasmModule module = WasmModule.parse(module().build());
    assertThrows(
        IllegalArgumentException.class, () -> module.instantiate(Imports.none(), WasmLimits.DEFAULT.withFuel(1)));
    assertThrows(IllegalStateException.class, () -> module.instantiate().addFuel(1));
  }

  @Test
  void interruptsDoNotGetLost() throws InterruptedException {
    WasmInstance instance = WasmModule.parse(module().build()).in(Tiering.compiled()).instantiate();
    for (int i = 0; i < 200; i++) {
      CountDownLatch started = new CountDownLatch(1);
      Thread interrupting =
          new Thread(
              () -> {
                started.countDown();
                instance.interrupt();
              });
      interrupting.start();
      started.await();
      assertThrows(Suspension.class, () -> instance.invoke("loop"));
      interrupting.join();
    }
  }
}
