package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that finds no room on the guest's stack raises what the set says, at the same call on all tiers; or it is a trap. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StackOverflowTest {

  private static final Signature UNARY = Signature.of("(I)I");
  private static final int[] BUDGETS = {3072, 0, 4, 9, 40, 200};
  private static final List<Tiering> TIERINGS =
      List.of(
          Tiering.compiled(), Tiering.mixedInPlace(), new Tiering(Tiering.Mode.MIXED, 2, 3, 0), Tiering.stress(1),
          Tiering.stress(2), Tiering.stress(3));

  /** What machines raise; {@code null} for what they do without being told. */
  private java.util.function.Function<Machine, Object> overflow;

  /** What writes the functions of a program, of which {@code main} is the one to call. */
  private interface Writer {
    void write(TypedAssembler asm);
  }

  private static Program program(TypedOpcodes table, Writer writer) {
    TypedAssembler asm = new TypedAssembler(table);
    writer.write(asm);
    return asm.build();
  }

  private static String outcome(Machine machine, int argument) {
    try {
      return String.valueOf(machine.invoke(machine.program().function("main"), argument));
    } catch (Trap trap) {
      return trap.getMessage() + trap.trace();
    }
  }

  private String outcomes(Program program, int slots, int limit, int argument) {
    TypedMachine made = new TypedMachine(program, limit);
    if (overflow != null) {
      made.setOverflow(() -> overflow.apply(made));
    }
    Machine machine = made;
    machine.setMaxBudget(slots);
    machine.setInitialSlots(4);
    return outcome(machine, 0) + outcome(machine, argument) + outcome(machine, argument) + outcome(machine, argument);
  }

  /** Compares all tiers on stacks of up to that many slots, from one for a frame on; returns what the interpreter gave. */
  private Set<String> outcomes(TypedOpcodes table, int most, int argument, Writer writer) {
    Program program = program(table, writer);
    Set<String> outcomes = new TreeSet<>();
    for (int limit = program.maxFrameSize(); limit < most; limit++) {
      String expected = outcomes(program.in(Tiering.interpreter()), 0, limit, argument);
      outcomes.add(expected);
      for (Tiering tiering : TIERINGS) {
        int slots = BUDGETS[limit % BUDGETS.length];
        assertWithMessage("%s slots, %s, %s of them on the Java stack", limit, tiering, slots)
            .that(outcomes(program.in(tiering), slots, limit, argument))
            .isEqualTo(expected);
      }
    }
    return outcomes;
  }

  private Set<String> outcomes(int most, int argument, Writer writer) {
    return outcomes(TypedOpcodes.OVERFLOWING, most, argument, writer);
  }

  private static Type[] ints(int count) {
    Type[] ints = new Type[count];
    Arrays.fill(ints, Type.INT);
    return ints;
  }

  /** {@code down(n)} calls itself n deep in a frame with so many locals, and then {@code last}, if there is one. */
  private static Function down(TypedAssembler asm, int locals, Function last) {
    Function down = asm.declare("down", UNARY);
    asm.begin(down, ints(locals));
    Label more = asm.label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more);
    asm.constInt(7);
    if (last != null) {
      asm.call(TypedOpcodes.CALL, last);
    }
    asm.op(TypedOpcodes.RETURN);
    asm.bind(more).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, down);
    asm.constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    return down;
  }

  /** {@code main(n)} calls {@code callee(n)}; what that raises it returns. */
  private static void main(TypedAssembler asm, Function callee) {
    asm.begin(asm.declare("main", UNARY));
    Label handler = asm.label();
    Label end = asm.label();
    asm.constInt(100).beginTry(handler).getLocal(0).call(TypedOpcodes.CALL, callee).endTry().jump(end);
    asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP);
    asm.bind(end).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
  }

  /** {@code main(n)} calls {@code callee(n)} and catches nothing. */
  private static void mainWithoutTry(TypedAssembler asm, Function callee) {
    asm.begin(asm.declare("main", UNARY)).getLocal(0).call(TypedOpcodes.CALL, callee).op(TypedOpcodes.RETURN).end();
  }

  private static void assertSomeTrap(Set<String> outcomes, String trap) {
    assertThat(outcomes.stream().anyMatch(each -> each.contains(trap))).isTrue();
  }

  @Test
  void callersCatchIt() {
    Set<String> outcomes = outcomes(400, 12, asm -> main(asm, down(asm, 8, null)));
    assertThat(outcomes).containsAtLeast("107110111021103", "107119119119"); // The counts up, or the result.
  }

  /** What is raised is made by the guest, in an invocation inside the one that has come to its end. */
  @Test
  void theGuestMakesIt() {
    overflow = machine -> (long) (int) machine.invoke(machine.program().function("down"), 0);
    assertThat(outcomes(400, 12, asm -> main(asm, down(asm, 8, null)))).contains("107107107107");
  }

  @Test
  void thatMayFail() {
    assertFails(new Trap("no room"), "no room at function down pc ");
    assertFails(new ArithmeticException("a rule makes this a trap"), "division by zero at function down pc ");
  }

  /** What the method throws to raise is raised, as it is of opcodes, be it the one that calls or not. */
  @Test
  void itMayBeThrown() {
    overflow =
        machine -> {
          throw new GuestException(5L);
        };
    assertThat(outcomes(400, 12, asm -> main(asm, down(asm, 8, null)))).contains("107105105105");
    for (boolean isComputed : new boolean[] {false, true}) {
      assertThat(outcomes(300, 12, asm -> main(asm, down(asm, 3, givingWay(asm, isComputed))))).contains("107105105105");
    }
  }

  private void assertFails(RuntimeException thrown, String trap) {
    overflow =
        machine -> {
          throw thrown;
        };
    Set<String> outcomes = outcomes(400, 12, asm -> main(asm, down(asm, 8, null)));
    assertSomeTrap(outcomes, trap);
  }

  @Test
  void withoutARuleItIsATrap() {
    Set<String> outcomes = outcomes(TypedOpcodes.TABLE, 200, 12, asm -> main(asm, down(asm, 8, null)));
    assertSomeTrap(outcomes, "call stack exhausted at function down pc ");
  }

  /** The frames differ, so that in some the callee's, which does not fit, is larger than the caller's. */
  @Test
  void nobodyCatchesIt() {
    Set<String> outcomes =
        outcomes(
            300,
            12,
            asm -> {
              Function last = asm.declare("last", UNARY);
              asm.begin(last, ints(40)).getLocal(0).op(TypedOpcodes.RETURN).end();
              mainWithoutTry(asm, down(asm, 3, last));
            });
    assertSomeTrap(outcomes, "uncaught 1001 at function down pc ");
  }

  /** The innermost frame catches it, which is not the one that the driver has entered. */
  @Test
  void theCallerItselfCatchesIt() {
    Set<String> outcomes =
        outcomes(
            300,
            1000,
            asm -> {
              Function main = asm.declare("main", UNARY);
              Label handler = asm.begin(main, ints(5)).label();
              Label end = asm.label();
              asm.getLocal(0).constInt(3).setLocal(2);
              asm.beginTry(handler).getLocal(0).constInt(1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, main).endTry();
              asm.jump(end);
              asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).getLocal(2).op(TypedOpcodes.ADD);
              asm.bind(end).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
            });
    assertThat(outcomes.size()).isGreaterThan(10);
  }

  /** {@code small}, at the end of the stack, gives way to {@code large}, whose frame may not fit in its place. */
  private static Function givingWay(TypedAssembler asm, boolean isComputed) {
    Function large = asm.declare("large", UNARY);
    asm.begin(large, ints(40)).getLocal(0).op(TypedOpcodes.RETURN).end();
    Function small = asm.declare("small", UNARY);
    asm.begin(small).getLocal(0);
    if (isComputed) {
      asm.constInt(large.index()).callComputed(TypedOpcodes.TAIL_CALL_COMPUTED, UNARY);
    } else {
      asm.call(TypedOpcodes.TAIL_CALL, large);
    }
    asm.end();
    return small;
  }

  @Test
  void tailCallsRaiseItInTheirCallers() {
    for (boolean isComputed : new boolean[] {false, true}) {
      Set<String> outcomes = outcomes(300, 12, asm -> main(asm, down(asm, 3, givingWay(asm, isComputed))));
      assertThat(outcomes).containsAtLeast("107110111021103", "107119119119");
    }
  }

  @Test
  void nobodyCatchesItOfATailCall() {
    for (boolean isComputed : new boolean[] {false, true}) {
      Set<String> outcomes = outcomes(300, 12, asm -> mainWithoutTry(asm, down(asm, 3, givingWay(asm, isComputed))));
      assertSomeTrap(outcomes, "uncaught 1001 at function small pc ");
    }
  }
}
