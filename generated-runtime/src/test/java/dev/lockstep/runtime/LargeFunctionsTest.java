package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compiled code calls functions of several regions as it calls others, and waits for regions after the first. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LargeFunctionsTest {

  private static final Signature SIGNATURE = Signature.of("(I)I");
  private static final int LOCALS = 60;

  /** As many instructions as do not fit one region. */
  private static final int BALLAST = 1000;

  private static final List<Tiering> TIERINGS =
      List.of(Tiering.compiled(), new Tiering(Tiering.Mode.MIXED, 3, 5, 0), Tiering.mixedInPlace(), Tiering.stress(3));

  /** Where a large function calls. */
  private enum Place {
    FIRST_REGION,
    LAST_REGION
  }

  private static TypedAssembler assembler(boolean metered) {
    return metered ? new TypedAssembler().metered() : new TypedAssembler();
  }

  /** {@code f(n) = n == 0 ? end : n + f(n - 1)}, by way of {@code g} if {@code mutual}; the end is 0 or a division by 0. */
  private static Program recursion(Place place, boolean mutual, boolean traps, boolean metered) {
    TypedAssembler asm = assembler(metered);
    Function f = asm.declare("f", SIGNATURE);
    Function g = mutual ? asm.declare("g", SIGNATURE) : f;
    large(asm, f, g, place, traps);
    if (mutual) {
      Label more = asm.begin(g, Type.INT).label();
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0).op(TypedOpcodes.RETURN).bind(more);
      asm.getLocal(0).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, f);
      asm.op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    }
    return asm.build();
  }

  /** The last locals are 0 at first, and only the last region reads and writes them. */
  private static void large(TypedAssembler asm, Function function, Function callee, Place place, boolean traps) {
    Type[] locals = new Type[LOCALS];
    Arrays.fill(locals, Type.LONG);
    Label more = asm.begin(function, locals).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0);
    if (traps) {
      asm.constInt(0).op(TypedOpcodes.DIV);
    }
    asm.op(TypedOpcodes.RETURN).bind(more);
    asm.getLocal(0).op(TypedOpcodes.TO_LONG).setLocal(1);
    if (place == Place.FIRST_REGION) {
      call(asm, callee);
    }
    for (int i = 0; i < BALLAST; i++) {
      asm.getLocal(2).getLocal(3).op(TypedOpcodes.ADD_LONG).setLocal(2 + i % 2);
    }
    if (place == Place.LAST_REGION) {
      call(asm, callee);
    }
    for (int i = LOCALS / 2; i < LOCALS; i++) {
      asm.getLocal(i).getLocal(1).op(TypedOpcodes.ADD_LONG).setLocal(1);
      asm.getLocal(1).setLocal(i); // Who finds it there next has not cleared the frame.
    }
    asm.getLocal(2).getLocal(1).op(TypedOpcodes.ADD_LONG).op(TypedOpcodes.WRAP).op(TypedOpcodes.RETURN).end();
  }

  private static void call(TypedAssembler asm, Function callee) {
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, callee).op(TypedOpcodes.TO_LONG);
    asm.getLocal(1).op(TypedOpcodes.ADD_LONG).setLocal(1);
  }

  private static String outcome(Program program, int argument, int stackLimit, int slots) {
    Machine machine = new TypedMachine(program, stackLimit);
    machine.setMaxBudget(slots);
    machine.setInitialSlots(4);
    Function f = program.function("f");
    String outcome = "";
    for (int i = 0; i < 3; i++) {
      try {
        outcome += machine.invoke(f, argument + i) + " ";
      } catch (Trap trap) {
        outcome += trap.getMessage() + trap.trace();
      }
    }
    return outcome;
  }

  private static void assertSame(Program program, int argument, int stackLimit, int... budgets) {
    String expected = outcome(program.in(Tiering.interpreter()), argument, stackLimit, 0);
    for (Tiering tiering : TIERINGS) {
      for (int slots : budgets) {
        assertWithMessage("%s, argument %s, stack of %s, %s slots of Java stack", tiering, argument, stackLimit, slots)
            .that(outcome(program.in(tiering), argument, stackLimit, slots))
            .isEqualTo(expected);
      }
    }
  }

  private static boolean hasEntry(Program program, String function) {
    return program.entries[program.function(function).index()].getClass() != Entry.class;
  }

  @Test
  void compiledCodeCallsThem() {
    for (Place place : Place.values()) {
      Program program = recursion(place, true, false, false).in(Tiering.compiled());
      assertThat(new TypedMachine(program).invoke(program.function("f"), 10)).isEqualTo(55);
      assertThat(hasEntry(program, "f")).isTrue();
      assertThat(program.statistics().regions()).isGreaterThan(2);
      program.discard(program.function("f").entry());
      assertThat(hasEntry(program, "f")).isFalse();
      assertThat(new TypedMachine(program).invoke(program.function("f"), 10)).isEqualTo(55);
    }
  }

  @Test
  void recursionAndItsTraps() {
    for (Place place : Place.values()) {
      for (boolean mutual : new boolean[] {false, true}) {
        for (boolean traps : new boolean[] {false, true}) {
          Program program = recursion(place, mutual, traps, false);
          for (int depth : new int[] {1, 2, 9, 50, 201}) {
            assertSame(program, depth, Machine.DEFAULT_STACK_LIMIT, 0, 33, 40, 150, 3072);
          }
        }
        assertSame(recursion(place, mutual, false, false), 100_000, 5001, 40, 3072);
      }
    }
  }

  @Test
  void aHundredThousandDeepOnASmallJavaStack() throws InterruptedException {
    for (Place place : Place.values()) {
      for (boolean mutual : new boolean[] {false, true}) {
        Program program = recursion(place, mutual, false, false).in(Tiering.compiled());
        assertThat(JavaStackTest.run(program)).isEqualTo((int) (JavaStackTest.CALLS * (JavaStackTest.CALLS + 1L) / 2));
      }
    }
  }

  @Test
  void fuelEndsAtTheSamePlace() {
    for (Place place : Place.values()) {
      Program program = recursion(place, true, false, true);
      for (int portion : new int[] {3, 900, 20_011}) {
        List<String> expected = stops(program.in(Tiering.interpreter()), portion, false);
        for (Tiering tiering : TIERINGS) {
          assertWithMessage("%s, %s", place, tiering).that(stops(program.in(tiering), portion, false)).isEqualTo(expected);
          assertWithMessage("%s, %s, discarded", place, tiering)
              .that(stops(program.in(tiering), portion, true))
              .isEqualTo(expected);
        }
      }
    }
  }

  /** Where it stops, and its result; {@code discards}: all compiled code goes each time it has stopped. */
  private static List<String> stops(Program program, int portion, boolean discards) {
    Machine machine = new TypedMachine(program);
    Function f = program.function("f");
    List<String> stops = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Invocation call = machine.start(f, 40);
      while (!call.run()) {
        stops.add(call.suspension().pc() + " " + machine.fuel());
        machine.addFuel(portion);
        if (discards && stops.size() % 7 == 0) {
          program.functions().forEach(program::discard);
        }
      }
      stops.add(call.result() + " " + machine.fuel());
    }
    return stops;
  }

  @Test
  void whatIsDiscardedMeanwhileComesToItsEnd() throws InterruptedException {
    Program program = recursion(Place.FIRST_REGION, true, false, false).in(Tiering.mixedInPlace());
    Function f = program.function("f");
    Thread discarding =
        new Thread(
            () -> {
              while (!Thread.interrupted()) {
                program.discard(f.entry());
                program.functions().forEach(program::discard);
                program.functions().forEach(function -> program.counters().restart(function));
              }
            });
    discarding.start();
    try {
      Machine machine = new TypedMachine(program);
      for (int i = 0; i < 300; i++) {
        assertThat(machine.invoke(f, i)).isEqualTo(i * (i + 1) / 2);
      }
    } finally {
      discarding.interrupt();
      discarding.join();
    }
  }

  @Test
  void anExceptionPassesThrough() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", SIGNATURE);
    Function fail = asm.declare("fail", SIGNATURE);
    large(asm, f, fail, Place.LAST_REGION, false);
    asm.begin(fail);
    asm.getLocal(0).constLong(1).op(TypedOpcodes.BOX).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).op(TypedOpcodes.ADD);
    asm.op(TypedOpcodes.FAIL).end();
    Program plain = asm.build();
    for (Tiering tiering : TIERINGS) {
      Program program = plain.in(tiering);
      Machine machine = new TypedMachine(program);
      for (int i = 0; i < 10; i++) {
        Trap trap = assertThrows(Trap.class, () -> machine.invoke(program.function("f"), 7));
        assertThat(trap).hasMessageThat().startsWith("failed with 7 at function fail");
        assertThat(trap.trace()).hasSize(2);
        assertThat(machine.invoke(program.function("f"), 0)).isEqualTo(0);
      }
    }
  }
}
