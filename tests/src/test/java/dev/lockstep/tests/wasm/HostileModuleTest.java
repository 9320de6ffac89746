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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Modules that were made to take much time or memory end soon, with a clear error or the right result, and leave the rest of
 * the JVM as it was. The timeouts are far above what is needed: they are for what is quadratic or never ends.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class HostileModuleTest {

  private static final int[] NONE = {};
  private static final int[] I32 = {0x7f};
  private static final int MILLION = 1_000_000;

  static List<Tiering> tierings() {
    return Modes.ALL;
  }

  private static WasmInstance instance(ModuleBuilder module, Tiering tiering, WasmLimits limits) {
    return WasmModule.parse(module.build()).in(tiering).instantiate(Imports.none(), limits);
  }

  private static Bytes repeat(Bytes bytes, int times, int... what) {
    for (int i = 0; i < times; i++) {
      bytes.raw(what);
    }
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void aMillionNestedBlocks(Tiering tiering) {
    Bytes code = repeat(new Bytes(), MILLION, 0x02, 0x40).raw(0x0c).unsigned(MILLION - 1);
    ModuleBuilder module = new ModuleBuilder().function("f", NONE, I32, repeat(code, MILLION, 0x0b).raw(0x41, 7));
    assertThat(instance(module, tiering, WasmLimits.DEFAULT).invoke("f")).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void aHundredThousandNestedLoops(Tiering tiering) {
    int depth = 100_000;
    // Each loop may go on in itself or leave: br_if 0 on the parameter, which is 0.
    Bytes code = repeat(new Bytes(), depth, 0x03, 0x40);
    code = repeat(code, depth, 0x20, 0, 0x0d, 0, 0x0b).raw(0x41, 7);
    assertThat(instance(new ModuleBuilder().function("f", I32, I32, code), tiering, WasmLimits.DEFAULT).invoke("f", 0))
        .isEqualTo(7);
  }

  /** As programs have them that are interpreters themselves: 300 KB of code, in a loop around a branch table with 200 targets. */
  @ParameterizedTest
  @MethodSource("tierings")
  void aFunctionOf300Kilobytes(Tiering tiering) {
    int targets = 200;
    // f(n): local 1 is the sum; loop; block x 200; br_table (n % 200); end; sum = sum * 31 + k, 150 times; br; end ...; end
    Bytes code = new Bytes().raw(0x03, 0x40, 0x02, 0x40);
    repeat(code, targets, 0x02, 0x40).raw(0x20, 0, 0x41).signed(targets).raw(0x70, 0x0e).unsigned(targets - 1);
    for (int i = 0; i < targets; i++) {
      code.unsigned(i);
    }
    int expected = 0;
    for (int i = 0; i < targets; i++) {
      code.raw(0x0b);
      for (int k = 0; k < 150; k++) {
        code.raw(0x20, 1, 0x41, 31, 0x6c, 0x41, k & 63, 0x6a, 0x21, 1);
      }
      code.raw(0x0c).unsigned(targets - 1 - i);
    }
    code.raw(0x0b).raw(0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 1);
    byte[] body = new Bytes().raw(1, 1, 0x7f).raw(code.toArray()).raw(0x0b).toArray();
    assertThat(body.length).isGreaterThan(300_000);
    WasmInstance instance = WasmModule.parse(withBody(0x7f, body)).in(tiering).instantiate();
    for (int i = 0; i < 1000; i++) {
      for (int k = 0; k < 150; k++) {
        expected = expected * 31 + (k & 63);
      }
    }
    for (int i = 0; i < 20; i++) {
      assertThat(instance.invoke("f", 1000)).isEqualTo(expected);
    }
    if (tiering.mode() == Tiering.Mode.COMPILED) {
      assertThat(instance.module().program().statistics().regions()).isGreaterThan(targets / 2);
    }
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void aMillionNegations(Tiering tiering) {
    // block; local.get 0; i32.eqz ...; br_if 0; return 5; end; return 6
    Bytes code = repeat(new Bytes().raw(0x02, 0x40, 0x20, 0), MILLION, 0x45).raw(0x0d, 0, 0x41, 5, 0x0f, 0x0b, 0x41, 6);
    WasmInstance instance = instance(new ModuleBuilder().function("f", I32, I32, code), tiering, WasmLimits.DEFAULT);
    assertThat(instance.invoke("f", 3)).isEqualTo(6);
    assertThat(instance.invoke("f", 0)).isEqualTo(5);
  }

  /** It ends in a comparison, after which nothing is left to look at. */
  @Test
  void aModuleThatIsCutOff() {
    byte[] module = withBody(new Bytes().raw(0, 0x20, 0, 0x50).toArray());
    WasmException e = assertThrows(WasmException.class, () -> WasmModule.parse(module));
    assertThat(e.kind()).isEqualTo(WasmException.Kind.MALFORMED);
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void aBranchTableWithAMillionTargets(Tiering tiering) {
    // block; block; local.get 0; br_table 0 1 0 1 ...; end; return 5; end; return 6
    Bytes code = new Bytes().raw(0x02, 0x40, 0x02, 0x40, 0x20, 0, 0x0e).unsigned(MILLION);
    repeat(code, MILLION / 2, 0, 1).raw(0).raw(0x0b, 0x41, 5, 0x0f, 0x0b, 0x41, 6);
    WasmInstance instance = instance(new ModuleBuilder().function("f", I32, I32, code), tiering, WasmLimits.DEFAULT);
    for (int i = 0; i < 4; i++) {
      assertThat(instance.invoke("f", MILLION - 2)).isEqualTo(5);
      assertThat(instance.invoke("f", MILLION - 1)).isEqualTo(6);
      assertThat(instance.invoke("f", MILLION)).isEqualTo(5);
      assertThat(instance.invoke("f", -1)).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void aFunctionWithAsManyLocalsAsThereMayBe(Tiering tiering) {
    byte[] body =
        new Bytes().raw(1).unsigned(49_999).raw(0x7e).raw(0x20, 0, 0x21).unsigned(49_998).raw(0x20).unsigned(49_998)
            .raw(0x0b).toArray();
    byte[] module = withBody(body);
    WasmInstance instance = WasmModule.parse(module).in(tiering).instantiate();
    for (int i = 0; i < 300; i++) {
      assertThat(instance.invoke("f", (long) i)).isEqualTo((long) i);
    }
  }

  private static byte[] withBody(byte[] body) {
    return withBody(0x7e, body);
  }

  /** A module with one function, of a value of the type to one of the same. */
  private static byte[] withBody(int type, byte[] body) {
    return new Bytes()
        .raw(0, 'a', 's', 'm', 1, 0, 0, 0)
        .raw(1, 6, 1, 0x60, 1, type, 1, type)
        .raw(3, 2, 1, 0)
        .raw(7, 5, 1, 1, 'f', 0, 0)
        .raw(10)
        .sized(new Bytes().raw(1).sized(body).toArray())
        .toArray();
  }

  @Test
  void aMillionLocals() {
    byte[] module = withBody(new Bytes().raw(1).unsigned(MILLION).raw(0x7e, 0x20, 0, 0x0b).toArray());
    WasmException e = assertThrows(WasmException.class, () -> WasmModule.parse(module));
    assertThat(e).hasMessageThat().startsWith("too many locals: more than the limit of 50000");
  }

  /** Each section says that four billion entries follow. */
  @Test
  void hugeCounts() {
    for (int section = 1; section <= 11; section++) {
      if (section == 8) {
        continue; // The start section has no count.
      }
      byte[] count = new Bytes().unsigned(-1).toArray();
      byte[] module = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0).raw(section).sized(count).toArray();
      WasmException e = assertThrows(WasmException.class, () -> WasmModule.parse(module));
      assertWithMessage("section %s", section).that(e.kind()).isEqualTo(WasmException.Kind.MALFORMED);
    }
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void memoryThatGrowsForEver(Tiering tiering) {
    // loop; i32.const 1; memory.grow; i32.const 0; i32.ge_s; br_if 0; end; memory.size
    Bytes code = new Bytes().raw(0x03, 0x40, 0x41, 1, 0x40, 0, 0x41, 0, 0x4e, 0x0d, 0, 0x0b, 0x3f, 0);
    WasmLimits limits = WasmLimits.DEFAULT.withMemoryPages(200);
    WasmInstance instance = instance(new ModuleBuilder().function("f", NONE, I32, code), tiering, limits);
    assertThat(instance.invoke("f")).isEqualTo(200);
    assertThat(instance.invoke("f")).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void recursionWithoutEnd(Tiering tiering) {
    ModuleBuilder module =
        new ModuleBuilder()
            .entry(4, new Bytes().raw(0x70, 0, 1))
            .entry(9, new Bytes().raw(0, 0x41, 0, 0x0b, 1, 2))
            .function("direct", I32, I32, new Bytes().raw(0x20, 0, 0x10, 0, 0x41, 1, 0x6a))
            .function("mutual", I32, I32, new Bytes().raw(0x20, 0, 0x10, 2, 0x41, 1, 0x6a))
            .function("back", I32, I32, new Bytes().raw(0x20, 0, 0x41, 0, 0x11, 0, 0, 0x41, 1, 0x6a))
            .function("fine", I32, I32, new Bytes().raw(0x20, 0));
    WasmInstance instance = instance(module, tiering, WasmLimits.DEFAULT.withStackSlots(1 << 22));
    for (String function : List.of("direct", "mutual", "back", "direct")) {
      Trap trap = assertThrows(Trap.class, () -> instance.invoke(function, 1));
      assertThat(trap.reason()).isEqualTo("call stack exhausted");
      assertThat(instance.invoke("fine", 3)).isEqualTo(3);
    }
  }
}
