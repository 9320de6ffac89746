package dev.lockstep.bench;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.runtime.FirstCut;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Tiering;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both bench guests compute what plain Java computes, on every tier. */
final class LockstepGuestTest {
  private static final Tiering[] TIERINGS = {
    Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1), Tiering.stress(2)
  };

  static Stream<Arguments> runs() {
    return Stream.of(LockstepGuest.values())
        .flatMap(
            guest ->
                Stream.of(TIERINGS)
                    .flatMap(
                        tiering ->
                            Programs.ALL.stream()
                                .map(program -> Arguments.of(guest, tiering, program))));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void agreesWithPlainJava(LockstepGuest guest, Tiering tiering, Program program) {
    dev.lockstep.runtime.Program assembled = guest.assemble(program.code(), tiering);
    BenchMemory memory = new BenchMemory();
    BenchMemory expectedMemory = new BenchMemory();
    Machine machine = guest.machine(assembled, memory);
    // Twice, since a memory is used for many runs; the second one starts with compiled code.
    for (int run = 1; run <= 2; run++) {
      long expected = PlainJava.run(program.name(), expectedMemory, program.argument());
      assertWithMessage("run %s", run)
          .that(machine.invoke(assembled.function("run"), program.argument()))
          .isEqualTo(expected);
    }
    assertThat(memory.words).isEqualTo(expectedMemory.words);
    assertThat(memory.bytes).isEqualTo(expectedMemory.bytes);
    assertThat(memory.globals).isEqualTo(expectedMemory.globals);
  }

  @ParameterizedTest
  @EnumSource(LockstepGuest.class)
  void hopsAreRegionsOfTheirOwn(LockstepGuest guest) {
    for (Hops.Order order : Hops.Order.ALL) {
      dev.lockstep.runtime.Program separate =
          FirstCut.keep(guest.assemble(Hops::separate, Tiering.compiled()));
      dev.lockstep.runtime.Program together = guest.assemble(Hops::together, Tiering.compiled());
      int count = Hops.COUNT; // more than enough to have a function cut again
      long result = run(guest, separate, order.memory(), count);
      assertThat(run(guest, together, order.memory(), count)).isEqualTo(result);
      assertThat(new ShimInterpreter().run(order.memory(), count)).isEqualTo(result);
      if (order != Hops.Order.TWO_IN_TURN) {
        assertThat(separate.statistics().regions()).isAtLeast(Hops.BLOCKS);
        assertThat(separate.statistics().regions()).isLessThan(Hops.BLOCKS + 5); // none is cut again
      }
      assertThat(together.statistics().regions()).isEqualTo(1);
    }
  }

  private static long run(
      LockstepGuest guest, dev.lockstep.runtime.Program program, BenchMemory memory, int count) {
    return (Long) guest.machine(program, memory).invoke(program.function("run"), count);
  }
}
