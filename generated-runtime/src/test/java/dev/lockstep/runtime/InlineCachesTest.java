package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A computed call calls what it picks, whatever it has called before and whatever has become of that since. */
final class InlineCachesTest {

  private static final Signature SIGNATURE = Signature.of("(I)I");

  /** What {@code f(index, n)} picks from: functions that add their index to 100 n, and one with another signature. */
  private static final int CALLEES = 8;

  private static final int OTHER_SIGNATURE = CALLEES;

  private static List<Tiering> tierings() {
    return List.of(
        Tiering.compiled(),
        new Tiering(Tiering.Mode.MIXED, 3, 30, 0),
        Tiering.mixed(),
        Tiering.stress(3),
        Tiering.compiled().withBounds(2, 1 << 20));
  }

  private static Program program() {
    TypedAssembler asm = new TypedAssembler();
    Function[] callees = new Function[CALLEES];
    for (int i = 0; i < CALLEES; i++) {
      callees[i] = asm.declare("add" + i, SIGNATURE);
    }
    Function other = asm.declare("other", Signature.of("()I"));
    Function f = asm.declare("f", Signature.of("(II)I"));
    for (int i = 0; i < CALLEES; i++) {
      asm.begin(callees[i]).getLocal(0).constInt(i).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    }
    asm.begin(other).constInt(1).op(TypedOpcodes.RETURN).end();
    asm.begin(f).getLocal(1).getLocal(0).callComputed(TypedOpcodes.CALL_COMPUTED, SIGNATURE).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  private static String call(Machine machine, int index, int argument) {
    try {
      return String.valueOf(machine.invoke(machine.program().function("f"), index, argument));
    } catch (Trap trap) {
      return trap.getMessage() + trap.trace();
    }
  }

  private static void assertCalls(Machine machine, int callees) {
    for (int i = 0; i < 100; i++) {
      int index = (i * i + i / 3) % callees;
      assertWithMessage("call %s, of %s", i, index).that(call(machine, index, 100 * i)).isEqualTo("" + (100 * i + index));
    }
  }

  @Test
  void anyNumberOfCallees() {
    for (Tiering tiering : tierings()) {
      for (int callees = 1; callees <= CALLEES; callees++) {
        assertCalls(new TypedMachine(program().in(tiering)), callees);
      }
    }
  }

  @Test
  void whatIsNoSuchFunctionTrapsHoweverFullTheCacheIs() {
    List<Integer> wrong = List.of(OTHER_SIGNATURE, OTHER_SIGNATURE + 1, 100, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    for (Tiering tiering : tierings()) {
      for (int callees = 0; callees <= CALLEES; callees++) {
        Machine machine = new TypedMachine(program().in(tiering));
        Machine interpreter = new TypedMachine(program().in(Tiering.interpreter()));
        if (callees > 0) {
          assertCalls(machine, callees);
        }
        for (int round = 0; round < 2; round++) {
          for (int index : wrong) {
            String expected = call(interpreter, index, 1);
            assertThat(expected).startsWith("call ");
            assertWithMessage("%s, function %s after %s others", tiering, index, callees)
                .that(call(machine, index, 1))
                .isEqualTo(expected);
          }
        }
        assertCalls(machine, CALLEES);
      }
    }
  }

  @Test
  void aCalleeIsCalledInTheWayThatItHasNow() {
    Program program = program().in(Tiering.compiled());
    Machine machine = new TypedMachine(program);
    assertCalls(machine, CALLEES);
    List<Entry> compiled = new ArrayList<>();
    for (Function callee : program.functions().subList(0, CALLEES)) {
      compiled.add(program.entries[callee.index()]);
      program.discard(callee);
      program.counters().restart(callee.entry() + Convention.COUNTER, 1000);
    }
    assertCalls(machine, CALLEES);
    for (Function callee : program.functions().subList(0, CALLEES)) {
      // Only the interpreter counts.
      assertThat(program.code[callee.entry() + Convention.COUNTER]).isLessThan(1000);
      program.install(callee.entry(), compiled.get(callee.index()));
      program.counters().restart(callee.entry() + Convention.COUNTER, 1000);
    }
    assertCalls(machine, CALLEES);
    for (Function callee : program.functions().subList(0, CALLEES)) {
      assertThat(program.code[callee.entry() + Convention.COUNTER]).isEqualTo(1000);
    }
  }
}
