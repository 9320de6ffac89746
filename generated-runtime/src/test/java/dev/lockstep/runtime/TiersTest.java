package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When something is compiled, and that it then is what runs. */
final class TiersTest {

  /** A function {@code f} that adds its argument to itself in two nested loops of three rounds. */
  private static Program nest() {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("(J)J")), Type.INT, Type.INT);
    Label outer = asm.label();
    Label inner = asm.label();
    asm.constInt(-3).setLocal(1).bind(outer);
    asm.constInt(-3).setLocal(2).bind(inner);
    asm.getLocal(0).getLocal(0).op(TypedOpcodes.ADD_LONG).setLocal(0);
    asm.getLocal(2).constInt(1).op(TypedOpcodes.ADD).teeLocal(2).branch(TypedOpcodes.BR_IF, inner);
    asm.getLocal(1).constInt(1).op(TypedOpcodes.ADD).teeLocal(1).branch(TypedOpcodes.BR_IF, outer);
    asm.getLocal(0).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  private static long call(Program program) {
    return (Long) new TypedMachine(program).invoke(program.function("f"), 1L);
  }

  /** What makes their regions is shared by all programs of an instruction set. */
  @Test
  void programsWithOtherSignatures() {
    for (String signature : List.of("(I)I", "(D)D", "(IJ)J", "(L)L", "(DI)D", "(I)I")) {
      TypedAssembler asm = new TypedAssembler();
      Function f = asm.declare("f", Signature.of(signature));
      Type result = f.signature().results().get(0);
      asm.begin(f).getLocal(f.signature().parameters().lastIndexOf(result)).op(TypedOpcodes.RETURN).end();
      Map<Type, Object> values = Map.of(Type.INT, 3, Type.LONG, 4L, Type.DOUBLE, 5.0, Type.REFERENCE, "six");
      Object[] arguments = f.signature().parameters().stream().map(values::get).toArray();
      Program program = asm.build().in(Tiering.compiled());
      assertWithMessage(signature).that(new TypedMachine(program).invoke(f, arguments)).isEqualTo(values.get(result));
      assertThat(program.statistics().regions()).isEqualTo(1);
    }
  }

  @Test
  void interpreterCompilesNothing() {
    Program program = nest().in(Tiering.interpreter());
    assertThat(call(program)).isEqualTo(512);
    assertThat(program.tiers().statistics()).isEqualTo(CompilationStatistics.nothingBut(List.of()));
  }

  @Test
  void functionIsCompiledWhenItsCounterHasRunDown() {
    Program program = nest().in(new Tiering(Tiering.Mode.MIXED, 3, 1000, 0));
    for (int i = 0; i < 3; i++) {
      call(program);
    }
    assertThat(program.tiers().statistics().regions()).isEqualTo(0);
    assertThat(call(program)).isEqualTo(512);
    assertThat(program.tiers().statistics().regions()).isEqualTo(1);
    assertThat(program.isRegionEntry(program.function("f").entry())).isTrue();
    assertThat(call(program)).isEqualTo(512);
    assertThat(program.tiers().statistics().regions()).isEqualTo(1);
  }

  @Test
  void theMoreIsCompiledTheHotterOthersHaveToGet() {
    TypedAssembler asm = new TypedAssembler();
    List<Function> functions = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      functions.add(asm.declare("f" + i, Signature.of("(J)J")));
      asm.begin(functions.get(i)).getLocal(0).op(TypedOpcodes.RETURN).end();
    }
    Program program = asm.build().in(new Tiering(Tiering.Mode.MIXED, 9, 1000, 0));
    TypedMachine machine = new TypedMachine(program);
    assertThat(callsUntilCompiled(machine, functions.get(0))).isEqualTo(10);
    for (Function function : functions.subList(1, 399)) {
      callsUntilCompiled(machine, function);
    }
    int calls = callsUntilCompiled(machine, functions.get(399));
    assertThat(calls).isAtLeast(110);
    assertThat(calls).isAtMost(130);
  }

  private static int callsUntilCompiled(TypedMachine machine, Function function) {
    int calls = 0;
    while (!machine.program().isRegionEntry(function.entry())) {
      machine.invoke(function, 1L);
      calls++;
    }
    return calls;
  }

  /** Since it is then that the machine asks whether it is to stop. */
  @Test
  void countersOfWhatWasDiscardedRunDownAsSoonAsEver() {
    Program program = nest().in(new Tiering(Tiering.Mode.MIXED, 9, 5, 0));
    Function f = program.function("f");
    int[] before = program.code.clone();
    for (int i = 0; i < 20; i++) {
      program.counters().cool(f);
      program.counters().restart(f);
    }
    assertThat(program.code).isEqualTo(before);
    for (int i = 0; i < 1000; i++) {
      assertThat(call(program)).isEqualTo(512);
    }
    assertThat(program.statistics().regions()).isEqualTo(0);
  }

  @Test
  void aLoopMayBeginWhereItsFunctionDoes() {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("(J)J")), Type.INT);
    Label top = asm.label();
    asm.bind(top).getLocal(0).getLocal(1).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.ADD_LONG).setLocal(0);
    asm.getLocal(1).constInt(1).op(TypedOpcodes.ADD).setLocal(1);
    asm.getLocal(1).constInt(-100).op(TypedOpcodes.ADD).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(0).op(TypedOpcodes.RETURN).end();
    for (int backEdges : new int[] {0, 1, 50, 1000}) {
      assertThat(call(asm.build().in(new Tiering(Tiering.Mode.MIXED, 1000, backEdges, 0)))).isEqualTo(4951);
    }
  }

  @Test
  void innerLoopIsCompiledFirstAndThenTheOneAroundIt() {
    Program program = nest().in(new Tiering(Tiering.Mode.MIXED, 1000, 2, 0));
    assertThat(call(program)).isEqualTo(512);
    assertThat(program.tiers().statistics().regions()).isEqualTo(1);
    for (int i = 0; i < 4; i++) {
      assertThat(call(program)).isEqualTo(512);
    }
    assertThat(program.tiers().statistics().regions()).isEqualTo(2);
    assertThat(program.isRegionEntry(program.function("f").entry())).isFalse();
  }

  @Test
  void aLoopThatStartsAFunctionKeepsItsLocals() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", Signature.of("(J)J"));
    asm.begin(f, Type.INT, Type.LONG);
    Label loop = asm.label();
    asm.bind(loop).getLocal(2).getLocal(0).op(TypedOpcodes.ADD_LONG).setLocal(2);
    asm.getLocal(1).constInt(1).op(TypedOpcodes.ADD).teeLocal(1);
    asm.constInt(-9).op(TypedOpcodes.ADD).branch(TypedOpcodes.BR_IF, loop);
    asm.getLocal(2).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    for (int backEdges = 0; backEdges < 10; backEdges++) {
      assertThat(call(program.in(new Tiering(Tiering.Mode.MIXED, 100, backEdges, 0)))).isEqualTo(9);
    }
  }

  @Test
  void discardedRegionIsInterpreted() {
    Program program = nest().in(Tiering.compiled());
    call(program);
    program.discard(program.function("f").entry());
    assertThat(program.isRegionEntry(program.function("f").entry())).isFalse();
    assertThat(call(program)).isEqualTo(512);
  }

  @Test
  void everyInstructionCanBeARegion() {
    Program program = nest().in(Tiering.interpreter());
    RegionCompiler compiler = new RegionCompiler(program, RegionLimits.DEFAULT);
    Function function = program.function("f");
    int pc = function.entry();
    while (pc < function.end()) {
      RegionPlan plan = compiler.planInstruction(pc);
      assertThat(plan.size()).isEqualTo(1);
      program.install(pc, compiler.compile(plan, pc));
      pc = program.after(pc);
    }
    assertThat(call(program)).isEqualTo(512);
  }

  @Test
  void machinesShareRegions() throws Exception {
    Program program = nest().in(Tiering.compiled());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> results = new ArrayList<>();
      Callable<Long> call = () -> call(program);
      for (int i = 0; i < 200; i++) {
        results.add(threads.submit(call));
      }
      for (Future<Long> result : results) {
        assertThat(result.get()).isEqualTo(512);
      }
    } finally {
      threads.shutdown();
    }
    // A machine that does not wait for the function may have had one of its loops compiled.
    CompilationStatistics statistics = program.statistics();
    assertWithMessage("regions made twice").that(statistics.regions()).isEqualTo(statistics.regionsHeld());
    assertThat(statistics.regions()).isAtMost(3);
  }
}
