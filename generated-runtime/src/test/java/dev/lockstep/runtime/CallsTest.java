package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls between compiled functions do what calls in the interpreter do, however deep they go and wherever they end. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CallsTest {

  private static final Signature SIGNATURE = Signature.of("(I)I");
  private static final int[] BUDGETS = {3072, 0, 4, 9, 200};

  private static List<Tiering> tierings() {
    return List.of(
        Tiering.compiled(), new Tiering(Tiering.Mode.MIXED, 20, 30, 0), Tiering.mixed(), Tiering.stress(3));
  }

  /** How the one recursive call of a function reaches its callee. */
  private enum Way {
    ITSELF,
    /** In a loop that calls each time round. */
    ITSELF_IN_LOOP,
    MUTUAL,
    /** By a function that ends in a tail call. */
    TAIL,
    TAIL_COMPUTED,
    COMPUTED
  }

  /**
   * A function {@code f} that returns its argument, and adds 1 that often on the way: {@code f(n) = n == 0 ? end : 1 + f(n -
   * 1)}, where the end is 0 or a division by 0.
   */
  private static Program count(Way way, boolean traps) {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", SIGNATURE);
    Function g = way == Way.ITSELF || way == Way.ITSELF_IN_LOOP || way == Way.COMPUTED ? f : asm.declare("g", SIGNATURE);
    count(asm, f, g, way, traps);
    if (way == Way.MUTUAL) {
      count(asm, g, f, way, traps);
    } else if (way == Way.TAIL) {
      asm.begin(g, Type.INT, Type.INT).getLocal(0).setLocal(2).getLocal(2).call(TypedOpcodes.TAIL_CALL, f).end();
    } else if (way == Way.TAIL_COMPUTED) {
      asm.begin(g).getLocal(0).constInt(f.index()).callComputed(TypedOpcodes.TAIL_CALL_COMPUTED, SIGNATURE).end();
    }
    return asm.build();
  }

  private static void count(TypedAssembler asm, Function function, Function callee, Way way, boolean traps) {
    asm.begin(function, Type.INT, Type.INT);
    Label more = asm.label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more);
    asm.constInt(0);
    if (traps) {
      asm.constInt(0).op(TypedOpcodes.DIV);
    }
    asm.op(TypedOpcodes.RETURN);
    asm.bind(more).constInt(1).setLocal(1);
    Label round = asm.label();
    asm.bind(round);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD);
    if (way == Way.COMPUTED) {
      asm.constInt(callee.index()).callComputed(TypedOpcodes.CALL_COMPUTED, SIGNATURE);
    } else {
      asm.call(TypedOpcodes.CALL, callee);
    }
    asm.getLocal(1).op(TypedOpcodes.ADD);
    if (way == Way.ITSELF_IN_LOOP) {
      asm.setLocal(1).getLocal(2).branch(TypedOpcodes.BR_IF, round).getLocal(1);
    }
    asm.op(TypedOpcodes.RETURN).end();
  }

  private static String outcome(Program program, int argument, int stackLimit, int slots) {
    Machine machine = new TypedMachine(program, stackLimit);
    machine.setMaxBudget(slots);
    machine.setInitialSlots(4);
    try {
      return String.valueOf(machine.invoke(program.function("f"), argument));
    } catch (Trap trap) {
      return trap.getMessage() + trap.trace();
    }
  }

  /** Runs {@code f} on all tiers, with little and much of the Java stack, and compares with the interpreter. */
  static void assertSame(Program program, int argument, int stackLimit) {
    String expected = outcome(program.in(Tiering.interpreter()), argument, stackLimit, 0);
    for (Tiering tiering : tierings()) {
      for (int slots : BUDGETS) {
        assertWithMessage("%s, argument %s, stack of %s, %s slots of Java stack", tiering, argument, stackLimit, slots)
            .that(outcome(program.in(tiering), argument, stackLimit, slots))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void aMillionDeep() {
    for (Way way : Way.values()) {
      Program program = count(way, false);
      for (Tiering tiering : tierings()) {
        assertThat(new TypedMachine(program.in(tiering)).invoke(program.function("f"), 1_000_000)).isEqualTo(1_000_000);
      }
    }
  }

  @Test
  void trapsNameAllActiveFunctions() {
    for (Way way : Way.values()) {
      Program program = count(way, true);
      for (int depth : new int[] {0, 1, 2, 5, 30, 31, 62, 63, 64, 65, 1000}) {
        assertSame(program, depth, Machine.DEFAULT_STACK_LIMIT);
      }
    }
  }

  @Test
  void theStackEndsAtTheSameCall() {
    for (Way way : Way.values()) {
      Program program = count(way, false);
      for (int limit = 2000; limit < 2008; limit++) {
        assertSame(program, 1_000_000, limit);
      }
    }
  }

  /** {@code f} calls what its argument is the index of: {@code g}, which calls {@code f} again, or {@code h}, which calls itself. */
  @Test
  void theStackEndsInCallsThatComeFirst() {
    for (int opcode : new int[] {TypedOpcodes.CALL_COMPUTED, TypedOpcodes.CALL_CHECKED}) {
      TypedAssembler asm = new TypedAssembler();
      Signature nothing = Signature.of("()I");
      Function f = asm.declare("f", SIGNATURE);
      Function g = asm.declare("g", nothing);
      Function h = asm.declare("h", nothing);
      asm.begin(f).getLocal(0).callComputed(opcode, nothing).op(TypedOpcodes.RETURN).end();
      asm.begin(g).constInt(g.index()).call(TypedOpcodes.CALL, f).op(TypedOpcodes.RETURN).end();
      asm.begin(h).call(TypedOpcodes.CALL, h).op(TypedOpcodes.RETURN).end();
      Program program = asm.build();
      for (int limit = 500; limit < 508; limit++) {
        assertSame(program, g.index(), limit);
        assertSame(program, h.index(), limit);
      }
    }
  }

  @Test
  void compiledCodeCallsWhatEndsInATailCall() {
    CrossingProfile profile = new CrossingProfile();
    Program program = profile.counting(count(Way.TAIL, false).in(Tiering.compiled()));
    for (int i = 0; i < 3; i++) {
      profile.reset();
      assertThat(new TypedMachine(program).invoke(program.function("f"), 50)).isEqualTo(50);
    }
    assertThat(profile.calls()).isEqualTo(100); // of g by f, and of f in its place
    assertThat(profile.regionsEntered()).isEqualTo(1);
  }

  @Test
  void callsOfWhatDoesNotFitOneRegionNest() {
    for (boolean tail : new boolean[] {false, true}) {
      for (boolean traps : new boolean[] {false, true}) {
        Program program = large(tail, traps);
        for (int depth : new int[] {1, 2, 9, 100, 3001}) {
          assertSame(program, depth, Machine.DEFAULT_STACK_LIMIT);
        }
        assertSame(program, 1_000_000, 3000);
      }
    }
  }

  /** {@code f} calls a function of several regions, which calls {@code f}; by a tail call if so wished. */
  private static Program large(boolean tail, boolean traps) {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", SIGNATURE);
    Function large = asm.declare("large", SIGNATURE);
    count(asm, f, large, Way.MUTUAL, traps);
    asm.begin(large, Type.INT);
    Label more = asm.label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more);
    asm.getLocal(0).op(TypedOpcodes.RETURN).bind(more);
    for (int i = 0; i < 2000; i++) {
      asm.getLocal(1).getLocal(0).op(TypedOpcodes.ADD).setLocal(1);
    }
    if (tail) {
      asm.getLocal(1).getLocal(0).op(TypedOpcodes.ADD).setLocal(1);
      asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.TAIL_CALL, f).end();
    } else {
      asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, f);
      asm.getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    }
    return asm.build();
  }

  @Test
  void parametersMayBeUnused() {
    TypedAssembler asm = new TypedAssembler();
    Signature many = Signature.of("(IJFDI)");
    Function f = asm.declare("f", SIGNATURE);
    Function ignore = asm.declare("ignore", many);
    asm.begin(f);
    asm.getLocal(0).constLong(1).constFloat(2).constDouble(3).constInt(4).call(TypedOpcodes.CALL, ignore);
    asm.constInt(7).op(TypedOpcodes.RETURN).end();
    asm.begin(ignore).op(TypedOpcodes.RETURN).end();
    assertSame(asm.build(), 1, Machine.DEFAULT_STACK_LIMIT);
  }

  @Test
  void aDiscardedFunctionIsInterpretedByItsCallers() {
    Program program = count(Way.MUTUAL, false).in(Tiering.compiled());
    Machine machine = new TypedMachine(program);
    assertThat(machine.invoke(program.function("f"), 100)).isEqualTo(100);
    Function g = program.function("g");
    assertThat(program.entries[g.index()].getClass()).isNotEqualTo(Entry.class);
    program.discard(g.entry());
    assertThat(program.entries[g.index()].getClass()).isEqualTo(Entry.class);
    assertThat(machine.invoke(program.function("f"), 1000)).isEqualTo(1000);
  }

  @Test
  void machinesUnwindOnTheirOwn() throws Exception {
    Program program = count(Way.MUTUAL, false).in(new Tiering(Tiering.Mode.MIXED, 50, 50, 0));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Object>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int depth = 40 * i;
        Callable<Object> call = () -> new TypedMachine(program).invoke(program.function("f"), depth);
        results.add(threads.submit(call));
      }
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(40 * i);
      }
    } finally {
      threads.shutdown();
    }
  }
}
