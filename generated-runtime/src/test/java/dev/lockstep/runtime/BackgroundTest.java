package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TinyAssembler;
import dev.lockstep.byhand.TinyMachine;
import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compiling in the background: the guest does not wait, and nothing that goes wrong is the guest's problem. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BackgroundTest {

  private static final Tiering SOON = new Tiering(Tiering.Mode.MIXED, 3, 5, 0, false, 10_000, 1 << 24);

  /** {@code f} counts its argument down to 0 and adds up {@code g} of it, which is too large for one region if asked for. */
  private static Program program(int additions) {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", Signature.of("(I)I"));
    Function g = asm.declare("g", Signature.of("(I)I"));
    asm.begin(f, Type.INT);
    Label loop = asm.label();
    asm.bind(loop).getLocal(1).getLocal(0).call(TypedOpcodes.CALL, g).op(TypedOpcodes.ADD).setLocal(1);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, loop);
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    asm.begin(g);
    asm.getLocal(0);
    for (int i = 0; i < additions; i++) {
      asm.constInt(i % 3 - 1).op(TypedOpcodes.ADD);
    }
    asm.op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  /** The program, with all compiled by the thread. */
  private static Program soon(Program program) {
    Program result = program.in(SOON);
    result.tiers().leaveAllToTheThread();
    return result;
  }

  private static int run(Program program, int argument) {
    return (Integer) new TypedMachine(program).invoke(program.function("f"), argument);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    boolean isSo = condition.getAsBoolean();
    for (int i = 0; i < 6000 && !isSo; i++) {
      Thread.sleep(10);
      isSo = condition.getAsBoolean(); // Once: each time may be another run.
    }
    assertWithMessage(what).that(isSo).isTrue();
  }

  private static Thread compilerThread() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("lockstep-compiler")) {
        return thread;
      }
    }
    return null;
  }

  @Test
  void whatIsHotGetsCompiledWhileTheGuestGoesOn() throws Exception {
    Program program = soon(program(3));
    await(
        "f and g are compiled",
        () -> {
          assertThat(run(program, 1000)).isEqualTo(500_500);
          return program.isRegionEntry(program.function("f").entry()) && program.isRegionEntry(program.function("g").entry());
        });
    assertThat(run(program, 1000)).isEqualTo(500_500);
    assertThat(program.statistics().failures()).isEmpty();
  }

  @Test
  void aLoopIsEnteredWhileItRuns() throws Exception {
    Program program = soon(program(3));
    await(
        "the loop is compiled by a run that does not end before",
        () -> {
          Program fresh = soon(program);
          assertThat(run(fresh, 200_000)).isEqualTo(run(program.in(Tiering.interpreter()), 200_000));
          return fresh.statistics().regions() > 0;
        });
  }

  @Test
  void regionsOfALargeFunctionAreCompiledAsTheyAreReached() throws Exception {
    Program program = soon(program(6000));
    int expected = run(program.in(Tiering.interpreter()), 10);
    await(
        "all regions are compiled",
        () -> {
          assertThat(run(program, 10)).isEqualTo(expected);
          return program.statistics().regions() > 4;
        });
    assertThat(program.statistics().failures()).isEmpty();
  }

  /** More functions get hot at once than may wait. */
  @Test
  void whatIsRefusedIsCompiledLater() throws Exception {
    TypedAssembler asm = new TypedAssembler();
    Function all = asm.declare("all", Signature.of("(I)I"));
    List<Function> functions = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      functions.add(asm.declare("f" + i, Signature.of("(I)I")));
    }
    asm.begin(all).getLocal(0);
    for (Function function : functions) {
      asm.call(TypedOpcodes.CALL, function);
    }
    asm.op(TypedOpcodes.RETURN).end();
    for (Function function : functions) {
      asm.begin(function).getLocal(0).op(TypedOpcodes.RETURN).end();
    }
    Program program = soon(asm.build());
    TypedMachine machine = new TypedMachine(program);
    await(
        "all functions are compiled",
        () -> {
          machine.invoke(all, 1);
          return functions.stream().allMatch(function -> program.isRegionEntry(function.entry()));
        });
  }

  @Test
  void machinesShareWhatIsCompiled() throws Exception {
    Program program = soon(program(2000));
    int expected = run(program.in(Tiering.interpreter()), 50);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      Callable<Integer> call = () -> run(program, 50);
      for (int i = 0; i < 400; i++) {
        results.add(threads.submit(call));
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(program.statistics().failures()).isEmpty();
  }

  @Test
  void regionsComeAndGoWhileTheGuestRuns() throws Exception {
    TinyAssembler asm = new TinyAssembler();
    Function f = asm.declare("f", Signature.of("(I)I"));
    asm.begin(f, Type.INT);
    Label loop = asm.label();
    asm.bind(loop).getLocal(1).constInt(3).add().setLocal(1);
    asm.getLocal(0).constInt(-1).add().teeLocal(0).brIf(loop);
    asm.getLocal(1).ret().end();
    Program program = asm.build().in(Tiering.interpreter());
    ExecutorService guest = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < 20; i++) {
        Future<Object> result = guest.submit(() -> new TinyMachine(program, new long[0]).invoke(f, 200_000));
        while (!result.isDone()) {
          program.install(loop.pc, new DiscardedRegion()); // Does nothing and comes back.
          program.discard(loop.pc);
        }
        assertThat(result.get()).isEqualTo(600_000);
      }
    } finally {
      guest.shutdown();
    }
  }

  @Test
  void aShortProgramIsCompiledInPlace() {
    Program program = program(3).in(SOON);
    program.table().nanosInPlace = 0; // Other tests have used it up.
    assertThat(run(program, 1000)).isEqualTo(500_500);
    assertThat(program.statistics().regions()).isGreaterThan(0);
  }

  @Test
  void theThreadIsADaemonThatComesWithTheFirstRequestAndGoesWhenThereAreNone() throws Exception {
    await("the thread ends", () -> compilerThread() == null);
    Program cold = program(3);
    run(cold, 1);
    assertThat(compilerThread()).isNull();
    run(soon(program(3)), 1000);
    Thread thread = compilerThread();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
    await("the thread ends", () -> !thread.isAlive());
    Program again = soon(program(3));
    await("a new one compiles", () -> run(again, 1000) == 500_500 && again.statistics().regions() > 0);
  }

  @Test
  void programsAreNotKept() throws Exception {
    WeakReference<Program> program = new WeakReference<>(hot());
    await(
        "the program is collected",
        () -> {
          System.gc();
          return program.get() == null;
        });
  }

  private static Program hot() {
    Program program = soon(program(3));
    run(program, 10_000);
    return program;
  }

  @Test
  void aFailureIsReportedAndItsFunctionInterpreted() throws Exception {
    Broken asm = new Broken();
    Function f = asm.declare("f", Signature.of("()"));
    asm.begin(f).op(0).op(1).end();
    Program program = soon(asm.build());
    program.tiers().hotEntry(f.entry());
    await("the failure is noted", () -> !program.statistics().failures().isEmpty());
    program.tiers().hotEntry(f.entry());
    program.tiers().hotLoop(f.entry(), f.entry() + Convention.COUNTER);
    Program other = soon(program(3));
    await("others are compiled after it", () -> run(other, 1000) == 500_500 && other.statistics().regions() > 0);
    assertThat(program.statistics().failures()).hasSize(1);
    CompilationFailure failure = program.statistics().failures().get(0);
    assertThat(failure.function()).isSameInstanceAs(f);
    assertThat(failure.cause()).isInstanceOf(VerifyError.class);
    assertThat(program.isRegionEntry(f.entry())).isFalse();
  }

  /** An instruction set with a stencil that is no JVM code. */
  private static final class Broken extends Assembler<Broken> {

    private static final InstructionTable TABLE = new BrokenTable();

    Broken() {
      super(TABLE);
    }
  }

  private static final class BrokenTable extends InstructionTable {

    BrokenTable() {
      super("Broken", Convention.VERSION, "broken");
      opcode(0, "pop", Flow.NEXT, "", "");
      form("pop", 0, "");
      opcode(1, "return", Flow.RETURN, "", "");
      form("return", 1, "k.");
    }

    @Override
    protected Stencils stencils() {
      String machine = "dev/lockstep/runtime/Machine";
      String[] methods = {machine, "ret", "(L" + machine + ";[J[III)I"};
      return new Stencils(MethodHandles.lookup(), "broken", machine, null, methods, new String[0]) {
        @Override
        protected String stencil(int form) {
          return form == Convention.BUILT_INS ? "\u0057" : "\u1b00\u0000"; // pops from an empty stack
        }
      };
    }

    @Override
    protected String trapReason(RuntimeException thrown) {
      return null;
    }
  }
}
