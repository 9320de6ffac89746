package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.examples.wasm.FuncType;
import dev.lockstep.examples.wasm.Imports;
import dev.lockstep.examples.wasm.ValType;
import dev.lockstep.examples.wasm.WasmInstance;
import dev.lockstep.examples.wasm.WasmInvocation;
import dev.lockstep.examples.wasm.WasmLimits;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.CrossingProfile;
import dev.lockstep.runtime.Suspension;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Host functions that call back into the machine while a compiled function of several regions waits for a driver of its own,
 * in every mode.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CallbackTest {

  private static final int[] NONE = {};
  private static final int[] I32 = {0x7f};
  private static final int[] NUMBERS = {0x7f, 0x7e, 0x7e};

  /** As many additions as do not fit one region. */
  private static final int BALLAST = 700;

  private static final int ROUNDS = 12;

  /** What the host does with {@code n} when it is called by an instance. */
  private interface Host extends BiFunction<WasmInstance, Integer, Integer> {}

  /**
   * {@code run(n)} is {@code large(n, 1, n) + 1}, and {@code large} for {@code n != 0} is {@code back(n - 1)}, which the host
   * defines, and what 1400 additions make of the other parameters, half of them in front of the call.
   */
  private static byte[] module() {
    Bytes large = new Bytes().raw(0x20, 0, 0x45, 0x04, 0x40, 0x41, 0, 0x0f, 0x0b); // if (n == 0) return 0
    ballast(large);
    large.raw(0x20, 0, 0x41, 1, 0x6b, 0x10, 0, 0xac, 0x20, 1, 0x7c, 0x21, 1); // local 1 += (long) back(n - 1)
    ballast(large);
    large.raw(0x20, 1, 0xa7); // (int) local 1
    Bytes run = new Bytes().raw(0x20, 0, 0x42, 1, 0x20, 0, 0xac, 0x10, 1, 0x41, 1, 0x6a);
    // n == 0 ? 0 : n + deep(n - 1)
    Bytes deep = new Bytes().raw(0x20, 0, 0x45, 0x04, 0x40, 0x41, 0, 0x0f, 0x0b);
    deep.raw(0x20, 0, 0x20, 0, 0x41, 1, 0x6b, 0x10, 3, 0x6a);
    return new ModuleBuilder()
        .importsFunction("host", "back", I32, I32)
        .function("large", NUMBERS, I32, large)
        .function("run", I32, I32, run)
        .function("deep", I32, I32, deep)
        .function("fail", NONE, NONE, new Bytes().raw(0x00))
        .build();
  }

  private static void ballast(Bytes code) {
    for (int i = 0; i < BALLAST; i++) {
      code.raw(0x20, 1, 0x20, 2, 0x7c, 0x21, 1 + i % 2); // local.get 1, local.get 2, i64.add, local.set
    }
  }

  private static Imports imports(Host host) {
    FuncType type = FuncType.of(List.of(ValType.I32), ValType.I32);
    return Imports.builder()
        .function("host", "back", type, (caller, arguments) -> host.apply(caller, (Integer) arguments[0]))
        .build();
  }

  /** Results, or why there are none, of several calls. */
  private static List<String> outcomes(WasmModule module, Host host, int argument) {
    WasmInstance instance = module.instantiate(imports(host), WasmLimits.DEFAULT.withStackSlots(200_000));
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      try {
        outcomes.add("" + instance.invoke("run", argument + i % 3));
      } catch (Trap trap) {
        outcomes.add(trap.getMessage() + " " + trap.trace());
      } catch (Suspension suspension) {
        outcomes.add(suspension.getMessage());
      } catch (IllegalStateException e) {
        outcomes.add(e.getMessage());
      }
    }
    return outcomes;
  }

  private static List<String> assertSame(Host host, int argument) {
    WasmModule module = WasmModule.parse(module());
    List<String> expected = outcomes(module.in(Tiering.interpreter()), host, argument);
    for (Tiering tiering : Modes.ALL) {
      assertWithMessage("%s", tiering).that(outcomes(module.in(tiering), host, argument)).isEqualTo(expected);
    }
    return expected;
  }

  @Test
  void anotherThreadIsRefusedMeanwhile() {
    List<Throwable> thrown = new ArrayList<>();
    Host host =
        (caller, n) -> {
          Thread other = new Thread(() -> caller.invoke("deep", 1), "other");
          other.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
          other.start();
          join(other);
          return n;
        };
    for (Tiering tiering : Modes.ALL) {
      WasmInstance instance = WasmModule.parse(module()).in(tiering).instantiate(imports(host));
      thrown.clear();
      Object result = instance.invoke("run", 3);
      assertThat(thrown).hasSize(1);
      assertThat(thrown.get(0)).isInstanceOf(IllegalStateException.class);
      assertThat(thrown.get(0)).hasMessageThat().startsWith("the machine is running in thread ");
      assertThat(instance.invoke("run", 3)).isEqualTo(result);
      assertThat(instance.invoke("deep", 3)).isEqualTo(6);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int again(WasmInstance caller, int n) {
    return (Integer) caller.invoke("run", n);
  }

  @Test
  void aFunctionOfSeveralRegionsWaitsMeanwhile() {
    CrossingProfile profile = new CrossingProfile();
    WasmModule module = WasmModule.parse(module()).in(Tiering.compiled()).countedBy(profile);
    WasmInstance instance = module.instantiate(imports((caller, n) -> 5));
    instance.invoke("run", 3);
    profile.reset();
    instance.invoke("run", 3);
    assertThat(profile.calls()).isAtLeast(1); // of large by run
    assertThat(profile.regionsEntered()).isAtLeast(3); // of run, and of large by drivers
  }

  @Test
  void returns() {
    List<String> outcomes = assertSame(CallbackTest::again, 20);
    assertThat(outcomes.subList(0, 3)).containsNoDuplicates();
    assertThat(outcomes.get(0)).matches("-?\\d+");
  }

  @Test
  void traps() {
    Host host = (caller, n) -> n == 0 ? (Integer) caller.invoke("fail") : again(caller, n);
    String outcome = assertSame(host, 9).get(0);
    assertThat(outcome).contains("unreachable");
    assertThat(outcome.split(", run pc", -1)).hasLength(1 + 9); // run waits for the host again and again
  }

  @Test
  void callsBackTakeNoStackOfTheirOwnEachTime() {
    com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Host host =
        (caller, n) -> {
          int sum = 0;
          for (int i = 0; i < 1000; i++) {
            sum += (Integer) caller.invoke("deep", 3);
          }
          return sum;
        };
    WasmInstance instance = WasmModule.parse(module()).instantiate(imports(host));
    for (int i = 0; i < ROUNDS; i++) {
      instance.invoke("run", 3);
    }
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    instance.invoke("run", 3);
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(bytes / 1000).isLessThan(2000);
  }

  @Test
  void trapsAndTheHostGoesOn() {
    Host host =
        (caller, n) -> {
          try {
            return n % 3 == 0 ? (Integer) caller.invoke("fail") : again(caller, n);
          } catch (Trap trap) {
            return n + trap.trace().size();
          }
        };
    assertThat(assertSame(host, 11).get(0)).matches("-?\\d+");
  }

  @Test
  void otherExceptionsOfTheHost() {
    Host host =
        (caller, n) -> {
          if (n == 0) {
            throw new IllegalStateException("enough");
          }
          return again(caller, n);
        };
    assertThat(assertSame(host, 9).get(0)).isEqualTo("enough");
  }

  /** More calls than may nest on the Java stack, as many as the guest's stack holds, and more than that. */
  @Test
  void exhaustsTheDepth() {
    Host host = (caller, n) -> n == 0 ? (Integer) caller.invoke("deep", 30_000) : again(caller, n);
    assertThat(assertSame(host, 5).get(0)).matches("-?\\d+");
    Host tooDeep = (caller, n) -> n == 0 ? (Integer) caller.invoke("deep", 1_000_000) : again(caller, n);
    assertThat(assertSame(tooDeep, 5).get(0)).contains("call stack exhausted");
  }

  @Test
  void exhaustsTheCallsThatMayNestByWayOfTheHost() {
    assertThat(assertSame((caller, n) -> again(caller, 7), 5).get(0)).startsWith("call stack exhausted");
  }

  /** How soon depends on the mode. */
  @Test
  void isInterrupted() {
    Host host =
        (caller, n) -> {
          if (n > 2) {
            return again(caller, n);
          }
          caller.interrupt();
          while (true) {
            caller.invoke("deep", 50);
          }
        };
    for (Tiering tiering : Modes.ALL) {
      for (String outcome : outcomes(WasmModule.parse(module()).in(tiering), host, 7)) {
        assertWithMessage("%s", tiering).that(outcome).startsWith("interrupted at function deep ");
      }
    }
  }

  @Test
  void isInterruptedAndGoesOn() {
    Host host =
        (caller, n) -> {
          WasmInvocation call = caller.start("run", n);
          if (n % 2 == 0) {
            caller.interrupt();
          }
          while (!call.run()) {
            assertThat(call.suspension().reason()).isEqualTo(Suspension.Reason.INTERRUPTED);
          }
          return (Integer) call.result();
        };
    assertThat(assertSame(host, 7)).isEqualTo(assertSame(CallbackTest::again, 7));
  }

  /** The outermost call stops and goes on, while those below the host are given what they lack at once. */
  @Test
  void runsOutOfFuel() {
    WasmModule module = WasmModule.parseMetered(module());
    for (int portion : new int[] {70, 2900, 9001}) {
      List<String> expected = stops(module.in(Tiering.interpreter()), portion);
      assertThat(expected.size()).isGreaterThan(ROUNDS);
      for (Tiering tiering : Modes.ALL) {
        assertWithMessage("%s, %s", portion, tiering).that(stops(module.in(tiering), portion)).isEqualTo(expected);
      }
    }
  }

  private static List<String> stops(WasmModule module, int portion) {
    List<String> stops = new ArrayList<>();
    Host host = (caller, n) -> finish(caller, caller.start("run", n), portion, stops);
    WasmInstance instance = module.instantiate(imports(host), WasmLimits.DEFAULT.withFuel(portion));
    for (int i = 0; i < ROUNDS; i++) {
      stops.add("" + finish(instance, instance.start("run", 5), portion, stops));
    }
    return stops;
  }

  private static int finish(WasmInstance instance, WasmInvocation call, int portion, List<String> stops) {
    while (!call.run()) {
      stops.add(call.suspension().getMessage() + ", left " + instance.fuel());
      instance.addFuel(portion);
    }
    return (Integer) call.result();
  }

  @Test
  void runsOutOfFuelBelowTheHost() {
    WasmModule module = WasmModule.parseMetered(module());
    for (long fuel : new long[] {3, 4000, 20_011}) {
      List<String> expected = ends(module.in(Tiering.interpreter()), fuel);
      for (Tiering tiering : Modes.ALL) {
        assertWithMessage("%s, %s", fuel, tiering).that(ends(module.in(tiering), fuel)).isEqualTo(expected);
      }
    }
  }

  private static List<String> ends(WasmModule module, long fuel) {
    WasmInstance instance = module.instantiate(imports(CallbackTest::again), WasmLimits.DEFAULT.withFuel(fuel));
    List<String> ends = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      try {
        ends.add("" + instance.invoke("run", 8));
      } catch (Suspension suspension) {
        ends.add(suspension.getMessage() + ", left " + instance.fuel());
      }
      instance.addFuel(fuel);
    }
    return ends;
  }
}
