package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the same fuel a guest stops at the same place with the same rest of it, on every tier, and goes on from there. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FuelTest {

  private static final List<Tiering> TIERINGS =
      List.of(
          Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1), Tiering.stress(2),
          new Tiering(Tiering.Mode.MIXED, 2, 3, 0));

  private static final int MAX_STOPS = 3000;

  private static Program random(Random random) {
    while (true) {
      try {
        return RandomProgram.metered(random.nextLong(), 1 + random.nextInt(4), 1 + random.nextInt(25));
      } catch (RandomProgram.Unlucky e) {
        // The next one then.
      }
    }
  }

  /** Where it stops and with how much fuel left, if it gets {@code portion} more each time; then how it ends. */
  private static List<String> stops(Program program, int argument, int portion, int slots) {
    List<Function> functions = program.functions();
    Function last = functions.get(functions.size() - 1);
    Machine machine = new TypedMachine(program, 100_000);
    machine.setMaxBudget(slots);
    machine.setInitialSlots(4);
    Invocation call = machine.start(last, RandomProgram.arguments(last, argument));
    List<String> stops = new ArrayList<>();
    try {
      while (!call.run()) {
        assertThat(call.suspension().reason()).isEqualTo(Suspension.Reason.OUT_OF_FUEL);
        if (stops.size() == MAX_STOPS) {
          return stops;
        }
        stops.add(call.suspension().pc() + " " + machine.fuel());
        machine.addFuel(portion);
      }
      stops.add(call.result() + " " + machine.fuel());
    } catch (Trap trap) {
      stops.add(trap.getMessage() + trap.trace() + " " + machine.fuel());
    }
    return stops;
  }

  @Test
  void theSameOnEveryTier() {
    Random random = new Random(1);
    for (int i = 0; i < 250; i++) {
      Program program = random(random);
      int argument = random.nextInt(9) - 2;
      int portion = 1 + random.nextInt(random.nextBoolean() ? 20 : 2000);
      List<String> expected = stops(program.in(Tiering.interpreter()), argument, portion, 0);
      for (Tiering tiering : TIERINGS) {
        for (int slots : new int[] {3072, 5}) {
          assertWithMessage("program %s, %s, portions of %s, %s slots", i, tiering, portion, slots)
              .that(stops(program.in(tiering), argument, portion, slots))
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void fuelChangesNothingElse() {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      long seed = random.nextLong();
      Program metered;
      Program plain;
      try {
        metered = RandomProgram.metered(seed, 3, 20);
        plain = RandomProgram.of(seed, 3, 20);
      } catch (RandomProgram.Unlucky e) {
        continue;
      }
      for (Tiering tiering : TIERINGS) {
        Object expected = outcome(new TypedMachine(plain.in(tiering), 100_000));
        TypedMachine machine = new TypedMachine(metered.in(tiering), 100_000);
        machine.addFuel(Long.MAX_VALUE);
        assertThat(outcome(machine)).isEqualTo(expected);
      }
    }
  }

  private static Object outcome(Machine machine) {
    Function last = machine.program().functions().get(2);
    try {
      return String.valueOf(machine.invoke(last, RandomProgram.arguments(last, 3)));
    } catch (Trap trap) {
      return trap.reason() + trap.function();
    }
  }

  /** Counts its argument down to 0: 5 instructions a round, in one block, and 2 more at the end. */
  private static Program countdown() {
    TypedAssembler asm = new TypedAssembler().metered();
    asm.begin(asm.declare("f", Signature.of("(I)I")));
    Label top = asm.label();
    asm.bind(top).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(0).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  /** However much is owed, what a block costs comes on top of it. */
  @Test
  void debtsDoNotTurnIntoFuel() {
    for (Tiering tiering : TIERINGS) {
      Program program = random(new Random(1)).in(tiering);
      Function last = program.functions().get(program.functions().size() - 1);
      Machine machine = new TypedMachine(program);
      for (int i = 0; i < 2; i++) {
        machine.pay(Long.MAX_VALUE);
        assertThat(machine.start(last, RandomProgram.arguments(last, 1)).run()).isFalse();
        assertThat(machine.fuel()).isLessThan(0L);
      }
    }
  }

  @Test
  void eachInstructionCostsOne() {
    for (Tiering tiering : TIERINGS) {
      Program program = countdown().in(tiering);
      Function f = program.function("f");
      Machine machine = new TypedMachine(program);
      machine.addFuel(5002);
      assertThat(machine.invoke(f, 1000)).isEqualTo(0);
      assertThat(machine.fuel()).isEqualTo(0);
      machine.addFuel(5001);
      Invocation call = machine.start(f, 1000);
      assertThat(call.run()).isFalse();
      assertThat(machine.fuel()).isEqualTo(1);
      assertThat(call.suspension()).hasMessageThat().isEqualTo("out of fuel at function f pc " + call.suspension().pc());
      assertThat(call.run()).isFalse();
      machine.addFuel(1);
      assertThat(call.run()).isTrue();
      assertThat(machine.fuel()).isEqualTo(0);
      Suspension suspension = assertThrows(Suspension.class, () -> machine.invoke(f, 1));
      assertThat(suspension.reason()).isEqualTo(Suspension.Reason.OUT_OF_FUEL);
    }
  }

  /** Sums the numbers up to its argument; each costs 3 in front of the addition, with both operands on the stack, and 2 behind it. */
  private static TypedAssembler charged(TypedAssembler asm) {
    asm.begin(asm.declare("f", Signature.of("(I)I")), Type.INT);
    Label top = asm.label();
    asm.bind(top).getLocal(1).getLocal(0).charge(3).op(TypedOpcodes.ADD).setLocal(1).charge(2).charge(0);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    return asm;
  }

  @Test
  void chargesCostWhatTheySayAndStopWhereTheyAre() {
    Program program = charged(new TypedAssembler().meteredByCharges()).build();
    Function f = program.function("f");
    for (Tiering tiering : TIERINGS) {
      Machine machine = new TypedMachine(program.in(tiering));
      Invocation call = machine.start(f, 400);
      int stops = 0;
      for (; !call.run(); stops++) {
        boolean isFirst = stops % 2 == 0;
        assertThat(machine.fuel()).isEqualTo(isFirst ? 0 : 1);
        assertThat(call.local(0, 0)).isEqualTo(400 - stops / 2);
        assertThat(call.local(0, 1)).isEqualTo(IntStream.rangeClosed(401 - (stops + 1) / 2, 400).sum());
        machine.addFuel(isFirst ? 4 : 1);
      }
      assertThat(stops).isEqualTo(800);
      assertThat(machine.fuel()).isEqualTo(0);
      assertThat(call.result()).isEqualTo(400 * 401 / 2);
    }
    Machine plain = new TypedMachine(charged(new TypedAssembler()).build());
    assertThat(plain.invoke(plain.program().function("f"), 4)).isEqualTo(10);
    Machine both = new TypedMachine(charged(new TypedAssembler().metered()).build());
    both.addFuel(100);
    assertThat(both.invoke(both.program().function("f"), 4)).isEqualTo(10);
    assertThat(both.fuel()).isEqualTo(100 - 4 * (5 + 9) - 2);
  }

  @Test
  void aMeteredGuestIsInterrupted() {
    for (Tiering tiering : TIERINGS) {
      Program program = countdown().in(tiering);
      Machine machine = new TypedMachine(program);
      machine.addFuel(Long.MAX_VALUE);
      machine.addFuel(1);
      assertThat(machine.fuel()).isEqualTo(Long.MAX_VALUE);
      machine.interrupt();
      Invocation call = machine.start(program.function("f"), 0);
      assertThat(call.run()).isFalse();
      assertThat(call.suspension().reason()).isEqualTo(Suspension.Reason.INTERRUPTED);
    }
  }

  @Test
  void fuelIsRefused() {
    Machine machine = new TypedMachine(countdown());
    assertThrows(IllegalArgumentException.class, () -> machine.addFuel(-1));
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("()"))).op(TypedOpcodes.RETURN).end();
    assertThrows(AssemblyException.class, asm::metered);
    assertThrows(AssemblyException.class, asm::meteredByCharges);
    assertThrows(AssemblyException.class, () -> asm.charge(1));
    Machine unmetered = new TypedMachine(asm.build());
    assertThrows(IllegalStateException.class, () -> unmetered.addFuel(1));
  }
}
