package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

/** Regions compute what the interpreter computes, however programs are cut into them. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RegionTest {

  private static final int PROGRAMS = Integer.getInteger("lockstep.programs", 150);

  private final long seed = Long.getLong("lockstep.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** The outcome of the last function: its result, or the reason and the pc of the trap. */
  private static String outcome(Program program, int argument, int slots, int stackLimit) {
    Function last = program.functions().get(program.functions().size() - 1);
    Machine machine = new TypedMachine(program, stackLimit);
    machine.setMaxBudget(slots);
    machine.setInitialSlots(4);
    try {
      return String.valueOf(machine.invoke(last, RandomProgram.arguments(last, argument)));
    } catch (Trap trap) {
      return trap.getMessage() + trap.trace();
    }
  }

  private Program randomProgram(int functions, int statements) {
    while (true) {
      try {
        return RandomProgram.of(random.nextLong(), functions, statements);
      } catch (RandomProgram.Unlucky e) {
        // The next one may do.
      }
    }
  }

  /** Compiles everything, in regions of the given size, and has ASM check each class. */
  private static Program compiled(Program program, RegionLimits limits) {
    Program result = program.in(Tiering.interpreter());
    RegionCompiler compiler = new RegionCompiler(result, limits);
    for (Function function : result.functions()) {
      install(result, compiler, compiler.plan(function, function.entry()));
    }
    return result;
  }

  /** The same as after a profile that says anything. */
  private Program profiled(Program program, RegionLimits limits) {
    Program result = program.in(Tiering.interpreter());
    RegionCompiler compiler = new RegionCompiler(result, limits);
    for (Function function : result.functions()) {
      ControlFlow flow = compiler.plan(function, function.entry()).flow();
      int root = flow.start[random.nextInt(flow.count)];
      RegionPlan plan = compiler.planProfiled(function, root, RandomCounts.of(flow, random));
      assertThat(IntStream.range(0, plan.size()).map(plan::entry).boxed().toList()).contains(root);
      install(result, compiler, plan);
    }
    return result;
  }

  private static void install(Program program, RegionCompiler compiler, RegionPlan plan) {
    for (int i = 0; i < plan.size(); i++) {
      check(plan.emit(plan.entry(i)).bytes());
      program.install(plan.entry(i), compiler.compile(plan, plan.entry(i)));
    }
  }

  private static void check(byte[] file) {
    StringWriter problems = new StringWriter();
    CheckClassAdapter.verify(new ClassReader(file), RegionTest.class.getClassLoader(), false, new PrintWriter(problems));
    assertThat(problems.toString()).isEmpty();
    ClassNode region = new ClassNode();
    new ClassReader(file).accept(region, 0);
    for (MethodNode method : region.methods) {
      assertWithMessage("%s%s carries a pc round a loop", region.name, method.name).that(LoopedPcs.of(method)).isEmpty();
      assertWithMessage("%s%s has a loop that never stops", region.name, method.name).that(UnaskedLoops.in(method)).isFalse();
    }
  }

  /** The top of a hot region comes first in its code, where what precedes it in the function may follow it. */
  @Test
  void aLoopAsksThatLeadsFromTheTopToWhatIsInFrontOfIt() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", Signature.of("(II)I"));
    asm.begin(f);
    Label top = asm.label();
    Label more = asm.label();
    asm.bind(top).getLocal(0).constInt(1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, more);
    asm.getLocal(1).op(TypedOpcodes.RETURN);
    asm.bind(more).getLocal(1).constInt(7).op(TypedOpcodes.ADD).setLocal(1).jump(top).end();
    Program program = asm.build().in(Tiering.interpreter());
    RegionCompiler compiler = new RegionCompiler(program, RegionLimits.DEFAULT);
    ControlFlow flow = compiler.plan(f, f.entry()).flow();
    for (int root = 0; root < flow.count; root++) {
      int[] edges = new int[flow.successors.length];
      int[] blocks = new int[flow.count];
      Arrays.fill(edges, 1000);
      Arrays.fill(blocks, 1000);
      RegionPlan plan = compiler.planProfiled(f, flow.start[root], new FlowCounts(blocks, edges));
      for (int i = 0; i < plan.size(); i++) {
        check(plan.emit(plan.entry(i)).bytes());
      }
    }
  }

  @Test
  void randomProgramsOnAllTiers() {
    assertSameOnAllTiers(maxFrameSize -> Machine.DEFAULT_STACK_LIMIT);
  }

  /** The guest's stack ends after a few frames; that is a trap of some programs, and raised by the others. */
  @Test
  void randomProgramsOnSmallStacks() {
    assertSameOnAllTiers(maxFrameSize -> maxFrameSize + random.nextInt(3 * maxFrameSize));
  }

  private void assertSameOnAllTiers(IntUnaryOperator stackLimits) {
    int traps = 0;
    int[] budgets = {3072, 0, 3, 7, 20, 100};
    for (int i = 0; i < PROGRAMS; i++) {
      Program program = randomProgram(1 + random.nextInt(4), 5 + random.nextInt(40));
      int stackLimit = stackLimits.applyAsInt(program.maxFrameSize());
      RegionLimits limits = new RegionLimits(20 + random.nextInt(600), 40 + random.nextInt(1500), 1 + random.nextInt(100));
      Program[] versions = {
        program.in(Tiering.compiled()),
        program.in(new Tiering(Tiering.Mode.MIXED, 2, 3, 0)),
        program.in(Tiering.stress(random.nextLong())),
        compiled(program, limits),
        profiled(program, limits),
      };
      for (int argument = 0; argument < 4; argument++) {
        String expected = outcome(program.in(Tiering.interpreter()), argument, 0, stackLimit);
        traps += expected.contains(" pc ") ? 1 : 0;
        for (Program version : versions) {
          assertWithMessage("seed %s, program %s, %s, %s", seed, i, version.tiering(), limits)
              .that(outcome(version, argument, budgets[i % budgets.length], stackLimit))
              .isEqualTo(expected);
        }
      }
    }
    assertThat(traps).isGreaterThan(PROGRAMS / 10);
    assertThat(traps).isLessThan(PROGRAMS * 4 * 9 / 10);
  }
}
