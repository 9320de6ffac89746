package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compiled code has callees that were compiled before it as constants, and goes with them. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConstantCalleesTest {

  private static final int FUNCTIONS = 12;
  private static final Signature SIGNATURE = Signature.of("(J)J");

  /** The first functions are a chain: each adds its number and calls the next one. All others add theirs {@code times} times. */
  private static Program program(int chain, int times) {
    TypedAssembler asm = new TypedAssembler();
    Function[] functions = new Function[FUNCTIONS];
    for (int i = 0; i < FUNCTIONS; i++) {
      functions[i] = asm.declare("f" + i, SIGNATURE);
    }
    for (int i = 0; i < FUNCTIONS; i++) {
      asm.begin(functions[i]).getLocal(0);
      for (int j = 0; j < (i + 1 < chain ? 1 : times); j++) {
        asm.constLong(i).op(TypedOpcodes.ADD_LONG);
      }
      if (i + 1 < chain) {
        asm.call(TypedOpcodes.CALL, functions[i + 1]);
      }
      asm.op(TypedOpcodes.RETURN).end();
    }
    return asm.build();
  }

  private static void invoke(Program program, int... functions) {
    for (int i : functions) {
      new TypedMachine(program).invoke(program.function("f" + i), 1L);
    }
  }

  private static List<Entry> bound(Program program, int function) {
    return Arrays.asList(program.regionAt(program.functions().get(function).entry()).bound);
  }

  private static boolean isCompiled(Program program, int function) {
    return program.isRegionEntry(program.functions().get(function).entry());
  }

  /** Which of the first functions are compiled, in the order of their names. */
  private static String compiled(Program program, int count) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < count; i++) {
      result.append(isCompiled(program, i) ? "c" : "-");
    }
    return result.toString();
  }

  /** What code has as a constant is what others call. */
  static void assertCurrent(Program program) {
    for (Function function : program.functions()) {
      for (int pc = function.entry(); pc < function.end(); pc = program.after(pc)) {
        Region region = program.regionAt(pc);
        for (Entry callee : region == null ? new Entry[0] : region.bound) {
          assertWithMessage("%s, pc %s", function, pc).that(program.entries).asList().contains(callee);
        }
      }
    }
  }

  /** It has one instruction, which leaves the region in functions only. */
  @Test
  void aCalleeThatOnlyReturnsIsCalled() {
    Program program = program(2, 0).in(Tiering.compiled());
    invoke(program, 1, 0);
    assertThat(bound(program, 0)).containsExactly(program.entries[1]);
  }

  @Test
  void calleesThatWereCompiledBeforeAreConstants() {
    Program program = program(4, 1).in(Tiering.compiled());
    invoke(program, 3, 1);
    assertThat(bound(program, 1)).isEmpty(); // f2 was compiled when it was called.
    assertThat(bound(program, 2)).containsExactly(program.entries[3]);
    invoke(program, 0);
    assertThat(bound(program, 0)).containsExactly(program.entries[1]);
    assertThat(new TypedMachine(program).invoke(program.function("f0"), 1L)).isEqualTo(7L);
  }

  /** {@code f0} adds as often as said, then calls {@code f1} as often, which adds 5; compiled, {@code f1} first. */
  private static Program caller(int additions, int calls) {
    TypedAssembler asm = new TypedAssembler();
    Function caller = asm.declare("f0", SIGNATURE);
    Function callee = asm.declare("f1", SIGNATURE);
    asm.begin(caller).getLocal(0);
    for (int i = 0; i < additions; i++) {
      asm.constLong(i).op(TypedOpcodes.ADD_LONG);
    }
    for (int i = 0; i < calls; i++) {
      asm.call(TypedOpcodes.CALL, callee);
    }
    asm.op(TypedOpcodes.RETURN).end();
    asm.begin(callee).getLocal(0).constLong(5).op(TypedOpcodes.ADD_LONG).op(TypedOpcodes.RETURN).end();
    Program program = asm.build().in(Tiering.compiled());
    invoke(program, 1, 0);
    return program;
  }

  @Test
  void calleesOfTailCallsAreConstantsToo() {
    TypedAssembler asm = new TypedAssembler();
    Function caller = asm.declare("f0", SIGNATURE);
    Function callee = asm.declare("f1", SIGNATURE);
    asm.begin(caller).getLocal(0).call(TypedOpcodes.TAIL_CALL, callee).end();
    asm.begin(callee).getLocal(0).constLong(5).op(TypedOpcodes.ADD_LONG).op(TypedOpcodes.RETURN).end();
    Program program = asm.build().in(Tiering.compiled());
    invoke(program, 1, 0);
    assertThat(bound(program, 0)).containsExactly(program.entries[1]);
    assertThat(new TypedMachine(program).invoke(caller, 1L)).isEqualTo(6L);
    program.discard(callee.entry());
    assertThat(compiled(program, 2)).isEqualTo("--");
    assertThat(new TypedMachine(program).invoke(caller, 1L)).isEqualTo(6L);
  }

  @Test
  void aCalleeIsOneConstantHoweverOftenItIsCalled() {
    Program program = caller(0, 2);
    assertThat(new TypedMachine(program).invoke(program.function("f0"), 1L)).isEqualTo(11L);
    assertThat(bound(program, 0)).containsExactly(program.entries[1]);
  }

  @Test
  void countedRegionsHaveConstantsToo() {
    Program program = caller(3000, 1); // So it takes several regions; those behind the first are counted.
    assertThat(program.binders(program.function("f1"))).containsExactly(program.function("f0"));
    program.discard(program.function("f1").entry());
    assertThat(program.statistics().regionsHeld()).isEqualTo(0);
  }

  @Test
  void whatIsCutIsNoConstant() {
    Program program = program(2, 20_000).in(Tiering.compiled());
    invoke(program, 1);
    assertThat(program.entries[1].bytes).isGreaterThan(0);
    invoke(program, 0);
    assertThat(bound(program, 0)).isEmpty();
  }

  @Test
  void whatIsCountedIsNoConstant() {
    Program program = program(2, 1).in(Tiering.compiled()).withCrossings();
    invoke(program, 1, 0, 0);
    assertThat(bound(program, 0)).isEmpty();
    assertThat(program.crossings().calls()).isEqualTo(2);
  }

  @Test
  void callersAreDiscardedWithTheirCallees() {
    Program program = program(4, 1).in(Tiering.compiled());
    invoke(program, 3, 2, 1, 0, 4);
    assertThat(compiled(program, 5)).isEqualTo("ccccc");
    program.discard(program.functions().get(2).entry());
    assertThat(compiled(program, 5)).isEqualTo("---cc");
    assertThat(program.statistics().regionsHeld()).isEqualTo(2);
    for (int i = 0; i < 10; i++) {
      assertThat(new TypedMachine(program).invoke(program.function("f0"), 1L)).isEqualTo(7L);
    }
    assertThat(isCompiled(program, 0)).isTrue(); // It has got hot again.
    assertCurrent(program);
  }

  @Test
  void callersGoFirstUnderPressure() {
    Program program = program(3, 1).in(Tiering.compiled().withBounds(4, 1 << 20));
    invoke(program, 2, 1, 0, 3);
    assertThat(compiled(program, 7)).isEqualTo("cccc---");
    invoke(program, 4);
    assertThat(compiled(program, 7)).isEqualTo("-cccc--");
    invoke(program, 5);
    assertThat(compiled(program, 7)).isEqualTo("--cccc-");
    invoke(program, 6);
    assertThat(compiled(program, 7)).isEqualTo("---cccc");
  }

  @Test
  void whatMayHaveToGoIsNoConstant() {
    Program program = program(2, 1).in(Tiering.compiled().withBounds(2, 1 << 20));
    invoke(program, 1, 2, 0); // f1 goes for f0, is compiled again when that calls it, and f2 goes.
    assertThat(compiled(program, 3)).isEqualTo("cc-");
    assertThat(bound(program, 0)).isEmpty();
    program = program(2, 1).in(Tiering.compiled().withBounds(1000, Tiering.MIN_BYTES));
    invoke(program, 1, 0); // The class file of f0 could be so long that f1 has to go.
    assertThat(compiled(program, 2)).isEqualTo("cc");
    assertThat(bound(program, 0)).isEmpty();
  }

  /** {@code f} and {@code g} call one another twice; others call none. */
  private static Program mutual() {
    TypedAssembler asm = new TypedAssembler();
    Signature signature = Signature.of("(I)I");
    Function f = asm.declare("f", signature);
    Function g = asm.declare("g", signature);
    for (Function function : List.of(f, g)) {
      Function other = function == f ? g : f;
      asm.begin(function, Type.INT);
      Label more = asm.label();
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(1).op(TypedOpcodes.RETURN);
      asm.bind(more).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, other).setLocal(1);
      asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, other);
      asm.getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    }
    for (int i = 0; i < FUNCTIONS; i++) {
      Function other = asm.declare("h" + i, signature);
      asm.begin(other).getLocal(0).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    }
    return asm.build();
  }

  /** A version in which {@code g} has {@code f} as a constant, and {@code f} calls {@code g} in a region behind its first call. */
  private static Program withResumedRegions(int maxRegions) {
    Program program = mutual().in(Tiering.compiled().withBounds(maxRegions, 1 << 20));
    Function f = program.function("f");
    Machine machine = new TypedMachine(program);
    machine.invoke(f, 0);
    machine.invoke(program.function("g"), 0);
    machine.setMaxBudget(4); // So that frames move to the heap.
    assertThat(machine.invoke(f, 6)).isEqualTo(64);
    assertThat(bound(program, 1)).containsExactly(program.entries[f.index()]);
    return program;
  }

  @Test
  void whatIsAConstantHasNone() {
    Program program = withResumedRegions(100);
    Function f = program.function("f");
    int held = program.statistics().regionsHeld();
    assertThat(held).isGreaterThan(3); // With those in which f and g go on.
    for (int pc = f.entry(); pc < f.end(); pc = program.after(pc)) {
      Region region = program.regionAt(pc);
      assertThat(region == null ? new Entry[0] : region.bound).isEmpty();
    }
    program = withResumedRegions(held);
    for (int i = 0; i < held; i++) {
      new TypedMachine(program).invoke(program.function("h" + i), 9);
    }
    assertThat(compiled(program, 2)).isEqualTo("--"); // Each could go after the other one, for what is hot now.
    assertThat(program.statistics().regionsHeld()).isEqualTo(held);
  }

  @Test
  void functionsMayBeDiscardedWhileOthersRun() throws Exception {
    Tiering often = new Tiering(Tiering.Mode.MIXED, 2, 2, 0, false, 1000, 1 << 20);
    int regions = 0;
    for (int round = 0; round < 50; round++) {
      Program program = program(FUNCTIONS, 1).in(often);
      program.tiers().leaveAllToTheThread();
      Discarding discarding = new Discarding(program);
      discarding.start();
      try {
        Machine machine = new TypedMachine(program);
        for (int i = 0; i < 2000; i++) {
          assertThat(machine.invoke(program.function("f0"), 1L)).isEqualTo(67L);
        }
      } finally {
        discarding.interrupt();
        discarding.join();
      }
      assertThat(program.statistics().failures()).isEmpty();
      assertCurrent(program);
      regions += program.statistics().regions();
    }
    assertThat(regions).isGreaterThan(0);
  }

  /** A thread that discards functions, which can get hot again, until it is interrupted. */
  private static final class Discarding extends Thread {
    private final Program program;
    private final Random random = new Random(7);

    Discarding(Program program) {
      this.program = program;
    }

    @Override
    public void run() {
      while (!isInterrupted()) {
        LockSupport.parkNanos(random.nextInt(50_000));
        Function function = program.functions().get(random.nextInt(FUNCTIONS));
        program.discard(function.entry());
        program.counters().restart(function);
      }
    }
  }
}
