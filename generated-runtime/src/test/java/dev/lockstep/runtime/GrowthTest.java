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
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs to which functions are added while they run. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GrowthTest {

  private static final Signature UNARY = Signature.of("(I)I");
  private static final int ROOM = 10_000;

  private final long seed = Long.getLong("lockstep.seed", System.nanoTime());

  private static List<Tiering> tierings() {
    return List.of(
        Tiering.interpreter(), Tiering.compiled(), Tiering.mixedInPlace(), Tiering.mixed(), Tiering.stress(1), Tiering.stress(2));
  }

  /** Adds a function that returns its argument and {@code more}. */
  private static Function adder(TypedAssembler asm, String name, int more) {
    Function function = asm.declare(name, UNARY);
    asm.begin(function).getLocal(0).constInt(more).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    return function;
  }

  /** Adds a function that calls the one with the index in its argument, with 100. */
  private static Function caller(TypedAssembler asm) {
    Function function = asm.declare("caller", UNARY);
    asm.begin(function).constInt(100).getLocal(0).callComputed(TypedOpcodes.CALL_COMPUTED, UNARY).op(TypedOpcodes.RETURN).end();
    return function;
  }

  /** Assembles {@code caller} and {@code first}, and has one call the other until whatever can be compiled is. */
  private static TypedMachine warm(TypedAssembler asm, Tiering tiering) {
    Function caller = caller(asm);
    Function first = adder(asm, "first", 1);
    TypedMachine machine = new TypedMachine(asm.build().in(tiering));
    for (int i = 0; i < 1000; i++) {
      assertThat(machine.invoke(caller, first.index())).isEqualTo(101);
    }
    return machine;
  }

  @Test
  void whatRunsCallsWhatIsAdded() {
    for (Tiering tiering : tierings()) {
      TypedAssembler asm = new TypedAssembler().reserve(ROOM);
      TypedMachine machine = warm(asm, tiering);
      Program program = machine.program();
      Function caller = program.function("caller");
      int last = program.function("first").index();
      for (int added = 2; added < 20; added++) {
        Trap trap = assertThrows(Trap.class, () -> machine.invoke(caller, program.functions().size()));
        assertThat(trap.reason()).isEqualTo("call of function " + (last + 1) + " of " + (last + 1));
        Function next = adder(asm, "next", added);
        assertThrows(IllegalArgumentException.class, () -> machine.invoke(next, 1));
        asm.extend(program);
        last = next.index();
        for (int i = 0; i < 300; i++) {
          assertWithMessage("%s", tiering).that(machine.invoke(caller, next.index())).isEqualTo(100 + added);
          assertThat(machine.invoke(next, 5)).isEqualTo(5 + added);
        }
      }
    }
  }

  @Test
  void programsThatHaveNotBeenExtendedSaySo() {
    TypedAssembler asm = new TypedAssembler().reserve(ROOM);
    Function caller = caller(asm);
    Program program = asm.build();
    Program copy = program.in(Tiering.compiled());
    Function added = adder(asm, "added", 1);
    asm.extend(program);
    Trap trap = assertThrows(Trap.class, () -> new TypedMachine(copy).invoke(caller, added.index()));
    assertThat(trap.reason())
        .isEqualTo("call of function 1 of 1: another program of the assembler has been extended by that one, this one has not");
  }

  /** What is compiled stays, and what is added is compiled on its own. */
  @Test
  void nothingIsCompiledAnew() {
    TypedAssembler asm = new TypedAssembler().reserve(ROOM);
    Function caller = caller(asm);
    Function first = adder(asm, "first", 1);
    Program program = asm.build().in(Tiering.compiled());
    TypedMachine machine = new TypedMachine(program);
    machine.invoke(caller, first.index());
    Region before = program.regionAt(caller.entry());
    assertThat(program.statistics().regions()).isEqualTo(2);
    Function second = adder(asm, "second", 2);
    asm.extend(program);
    assertThat(machine.invoke(caller, second.index())).isEqualTo(102);
    assertThat(machine.invoke(caller, first.index())).isEqualTo(101);
    assertThat(program.regionAt(caller.entry())).isSameInstanceAs(before);
    assertThat(program.statistics().regions()).isEqualTo(3);
  }

  @Test
  void whatIsAddedHasToGetHot() {
    TypedAssembler asm = new TypedAssembler().reserve(ROOM);
    caller(asm);
    Program program = asm.build().in(Tiering.mixedInPlace());
    Function first = adder(asm, "first", 1);
    asm.extend(program);
    TypedMachine machine = new TypedMachine(program);
    for (int i = 0; i < program.tiering().calls(); i++) {
      assertThat(program.regionAt(first.entry())).isNull();
      machine.invoke(first, i);
    }
    machine.invoke(first, 0);
    assertThat(program.regionAt(first.entry())).isNotNull();
  }

  @Test
  void randomFunctionsAreAdded() {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      long of = random.nextLong();
      int functions = 2 + random.nextInt(6);
      int statements = 3 + random.nextInt(20);
      int batch = 1 + random.nextInt(2);
      List<String> expected = null;
      for (Tiering tiering : tierings()) {
        List<String> outcomes = new ArrayList<>();
        List<TypedMachine> machine = new ArrayList<>();
        Program atOnce =
            RandomProgram.growing(
                of,
                functions,
                statements,
                batch,
                tiering,
                program -> {
                  if (machine.isEmpty()) {
                    machine.add(new TypedMachine(program));
                  }
                  for (int argument = 0; argument < 3; argument++) {
                    outcomes.add(outcome(machine.get(0), argument));
                  }
                });
        expected = expected == null ? outcomes : expected;
        assertWithMessage("seed %s, program %s, %s", seed, i, tiering).that(outcomes).isEqualTo(expected);
        assertThat(outcome(new TypedMachine(atOnce.in(tiering)), 2)).isEqualTo(outcomes.get(outcomes.size() - 1));
      }
    }
  }

  private static String outcome(TypedMachine machine, int argument) {
    List<Function> functions = machine.program().functions();
    Function last = functions.get(functions.size() - 1);
    try {
      return String.valueOf(machine.invoke(last, RandomProgram.arguments(last, argument)));
    } catch (Trap trap) {
      return trap.getMessage() + trap.trace();
    }
  }

  /** Machines and compiled code that have known no references and no tail calls get both. */
  @Test
  void whatIsAddedMayBeOfAnotherKind() {
    for (Tiering tiering : tierings()) {
      TypedAssembler asm = new TypedAssembler().reserve(ROOM);
      TypedMachine machine = warm(asm, tiering);
      Function caller = machine.program().function("caller");
      Function unboxing = asm.declare("unboxing", Signature.of("(L)I"));
      asm.begin(unboxing).getLocal(0).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).op(TypedOpcodes.RETURN).end();
      Function tail = asm.declare("tail", UNARY);
      asm.begin(tail, Type.REFERENCE).constReference(7L).setLocal(1).getLocal(1).call(TypedOpcodes.TAIL_CALL, unboxing).end();
      asm.extend(machine.program());
      for (int i = 0; i < 300; i++) {
        assertWithMessage("%s", tiering).that(machine.invoke(caller, tail.index())).isEqualTo(7);
      }
    }
  }

  /** What another thread is just adding can be called, or is not there. */
  @Test
  void whatIsBeingAddedIsThereOrIsNot() throws Exception {
    TypedAssembler asm = new TypedAssembler().reserve(2_000_000);
    TypedMachine machine = warm(asm, Tiering.compiled());
    Program program = machine.program();
    Function caller = program.function("caller");
    ExecutorService executor = Executors.newSingleThreadExecutor();
    for (int i = 0; i < 5; i++) {
      int next = program.functions().size();
      for (int added = 0; added < 20_000; added++) {
        adder(asm, "next", added);
      }
      Future<?> extended = executor.submit(() -> asm.extend(program));
      boolean isThere = false;
      while (!isThere) {
        try {
          assertThat(machine.invoke(caller, next)).isEqualTo(100);
          isThere = true;
        } catch (Trap trap) {
          assertThat(trap.reason()).startsWith("call of function " + next + " of ");
        }
      }
      extended.get();
    }
    executor.shutdown();
  }

  /** A copy that is made meanwhile has the code of all functions that it has. */
  @Test
  void copiesAreMadeWhileAnotherThreadAdds() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    for (int i = 0; i < 100; i++) {
      TypedAssembler asm = new TypedAssembler().reserve(20_000);
      Function first = adder(asm, "first", 0);
      Program program = asm.build();
      Future<?> extended =
          executor.submit(
              () -> {
                for (int added = first.index() + 1; added < 400; added++) {
                  adder(asm, "next", added);
                  asm.extend(program);
                }
              });
      while (!extended.isDone()) {
        Program copy = program.in(Tiering.interpreter());
        Function last = copy.functions().get(copy.functions().size() - 1);
        assertThat(new TypedMachine(copy).invoke(last, 5)).isEqualTo(5 + last.index());
      }
      extended.get();
    }
    executor.shutdown();
  }

  /** A frame of a function that is added ends the stack at the same call on all tiers. */
  @Test
  void theStackEndsAtTheSameCall() {
    for (int limit = 20_000; limit < 20_006; limit++) {
      String expected = null;
      for (Tiering tiering : tierings()) {
        TypedAssembler asm = new TypedAssembler().reserve(ROOM);
        Function caller = caller(asm);
        Function small = adder(asm, "small", 1);
        Program program = asm.build().in(tiering);
        TypedMachine machine = new TypedMachine(program, limit);
        for (int i = 0; i < 300; i++) {
          machine.invoke(caller, small.index());
        }
        Function large = asm.declare("large", UNARY);
        Type[] locals = new Type[ProgramImage.MAX_FRAME_SIZE - 20];
        Arrays.fill(locals, Type.INT);
        asm.begin(large, locals).constInt(large.index()).call(TypedOpcodes.CALL, caller).op(TypedOpcodes.RETURN).end();
        asm.extend(program);
        for (int i = 0; i < 3; i++) {
          Trap trap = assertThrows(Trap.class, () -> machine.invoke(caller, large.index()));
          String outcome = trap.getMessage() + trap.trace();
          expected = expected == null ? outcome : expected;
          assertWithMessage("%s", tiering).that(outcome).isEqualTo(expected);
        }
        assertThat(expected).contains("call stack exhausted");
      }
    }
  }

  @Test
  void whatIsAddedNamesItsSource() {
    TypedAssembler asm = new TypedAssembler().reserve(ROOM);
    Function first = asm.declare("first", UNARY);
    asm.begin(first).sourcePosition(3).getLocal(0).op(TypedOpcodes.FAIL).end();
    Program program = asm.build();
    Function second = asm.declare("second", UNARY);
    asm.begin(second);
    for (int position = 70; position < 80; position++) {
      asm.sourcePosition(position).getLocal(0).constInt(1).op(TypedOpcodes.ADD).setLocal(0);
    }
    asm.rollBack();
    Function third = asm.declare("third", UNARY);
    asm.begin(third).sourcePosition(90).getLocal(0).call(TypedOpcodes.CALL, first).op(TypedOpcodes.RETURN).end();
    asm.extend(program);
    Trap trap = assertThrows(Trap.class, () -> new TypedMachine(program).invoke(third, 1));
    assertThat(trap.frames().stream().map(Trap.Frame::sourcePosition).toList()).containsExactly(3, 90).inOrder();
  }

  @Test
  void theRoomLeftIsKnown() {
    TypedAssembler asm = new TypedAssembler();
    assertThat(asm.wordsLeft()).isEqualTo(0);
    asm.reserve(100);
    asm.begin(asm.declare("first", UNARY)).getLocal(0).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    assertThat(asm.wordsLeft()).isEqualTo(100);
    while (asm.wordsLeft() >= 0) {
      asm.begin(asm.declare("more", UNARY)).getLocal(0).op(TypedOpcodes.RETURN).end();
    }
    int lacking = asm.wordsLeft();
    assertThat(assertThrows(NoRoomException.class, () -> asm.extend(program)))
        .hasMessageThat()
        .isEqualTo("the program has room for 100 more words of code, not for " + (100 - lacking));
    asm.rollBack();
    assertThat(asm.wordsLeft()).isEqualTo(100);
    asm.begin(asm.declare("more", UNARY)).getLocal(0).op(TypedOpcodes.RETURN).end();
    int left = asm.wordsLeft();
    asm.extend(program);
    assertThat(asm.wordsLeft()).isEqualTo(left);
  }

  /** The same code in programs that run in other ways, each of which is extended when it is its turn. */
  @Test
  void programsOfOneAssemblerGrowApart() {
    TypedAssembler asm = new TypedAssembler().reserve(ROOM);
    Function caller = caller(asm);
    Program built = asm.build();
    Program compiled = built.in(Tiering.compiled());
    Program interpreted = built.in(Tiering.interpreter());
    Function first = adder(asm, "first", 1);
    asm.extend(compiled);
    Function second = adder(asm, "second", 2);
    asm.extend(compiled);
    assertThat(compiled.functions()).containsExactly(caller, first, second).inOrder();
    assertThat(interpreted.functions()).containsExactly(caller);
    assertThrows(Trap.class, () -> new TypedMachine(interpreted).invoke(caller, first.index()));
    asm.extend(interpreted);
    assertThat(interpreted.functions()).containsExactly(caller, first, second).inOrder();
    for (Program program : List.of(compiled, interpreted, compiled.in(Tiering.stress(1)))) {
      assertThat(new TypedMachine(program).invoke(caller, second.index())).isEqualTo(102);
    }
  }

  /** A suspended call goes on in a later program, the first one with references. */
  @Test
  void suspendedCallsMoveToWhatHasReferences() {
    for (Tiering tiering : tierings()) {
      TypedAssembler asm = new TypedAssembler();
      Function caller = caller(asm);
      TypedMachine machine = new TypedMachine(asm.build().in(tiering));
      Invocation call = machine.start(caller, caller.index() + 1);
      machine.interrupt();
      assertThat(call.run()).isFalse();
      asm.begin(asm.declare("boxing", UNARY), Type.REFERENCE);
      asm.getLocal(0).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.BOX).setLocal(1);
      asm.getLocal(1).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).op(TypedOpcodes.RETURN).end();
      Invocation moved = call.copyTo(new TypedMachine(asm.build().in(tiering)));
      assertThat(moved.run()).isTrue();
      assertWithMessage("%s", tiering).that(moved.result()).isEqualTo(100);
    }
  }

  @Test
  void guestsInOtherThreadsCallWhatIsAdded() throws Exception {
    for (Tiering tiering : List.of(Tiering.interpreter(), Tiering.mixed(), Tiering.compiled())) {
      TypedAssembler asm = new TypedAssembler().reserve(ROOM * 10);
      Function caller = caller(asm);
      Program program = asm.build().in(tiering);
      AtomicInteger last = new AtomicInteger(adder(asm, "f0", 0).index());
      asm.extend(program);
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          calls.add(
              threads.submit(
                  () -> {
                    TypedMachine machine = new TypedMachine(program);
                    int wrong = 0;
                    for (int index = 0; index < 500; ) {
                      index = last.get();
                      wrong += (int) machine.invoke(caller, index) == 100 + index - 1 ? 0 : 1;
                    }
                    return wrong;
                  }));
        }
        for (int i = 1; i < 500; i++) {
          Function next = adder(asm, "f" + i, i);
          asm.extend(program);
          last.set(next.index());
        }
        for (Future<Integer> call : calls) {
          assertWithMessage("%s", tiering).that(call.get()).isEqualTo(0);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  // What is refused

  private static void refused(String message, TypedAssembler asm, Program program) {
    AssemblyException thrown = assertThrows(AssemblyException.class, () -> asm.extend(program));
    assertThat(thrown).hasMessageThat().isEqualTo(message);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    TypedAssembler asm = new TypedAssembler().reserve(40);
    Function caller = caller(asm);
    Program program = asm.build();
    Function first = adder(asm, "first", 1);
    asm.extend(program);
    for (int i = 0; i < 3; i++) {
      adder(asm, "more", i);
    }
    refused("the program has room for 26 more words of code, not for 42", asm, program);
    Program anew = asm.build();
    assertThat(new TypedMachine(anew).invoke(caller, 4)).isEqualTo(102);
    refused("not the program that this assembler has built last", asm, program);
    assertThat(new TypedMachine(program).invoke(caller, first.index())).isEqualTo(101);
    assertThat(program.functions()).containsExactly(caller, first).inOrder();
  }

  @Test
  void withoutRoomNothingIsAdded() {
    TypedAssembler asm = new TypedAssembler();
    caller(asm);
    Program program = asm.build();
    adder(asm, "first", 1);
    refused("the program has room for 0 more words of code, not for 14", asm, program);
    asm.rollBack();
    asm.extend(program);
    assertThat(program.functions()).hasSize(1);
  }

  @Test
  void constantsThatDoNotFitAreRefused() {
    TypedAssembler asm = new TypedAssembler().reserve(100);
    caller(asm);
    Program program = asm.build();
    Function first = asm.declare("first", Signature.of("()L"));
    asm.begin(first);
    for (int i = 0; i < 30; i++) {
      asm.constant("text" + i);
    }
    asm.constReference("text").op(TypedOpcodes.RETURN).end();
    refused("the program has room for 25 more constant references, not for 31", asm, program);
    asm.rollBack();
    Function second = asm.declare("second", Signature.of("()L"));
    asm.begin(second).constReference("other").op(TypedOpcodes.RETURN).end();
    asm.extend(program);
    assertThat(new TypedMachine(program).invoke(second)).isEqualTo("other");
  }

  @Test
  void largeFramesAreRefused() {
    TypedAssembler asm = new TypedAssembler().reserve(ROOM);
    caller(asm);
    Program program = asm.build();
    Type[] locals = new Type[5000];
    Arrays.fill(locals, Type.INT);
    asm.begin(asm.declare("wide", UNARY), locals).getLocal(0).op(TypedOpcodes.RETURN).end();
    refused(
        "function wide has a frame of 5004 slots; in what is added to a program the limit is 4096", asm, program);
  }

  @Test
  void whatIsNotFinishedIsRefused() {
    TypedAssembler asm = new TypedAssembler().reserve(ROOM);
    assertThrows(AssemblyException.class, () -> asm.extend(null));
    caller(asm);
    Program program = asm.build();
    Function absent = asm.declare("absent", UNARY);
    refused("function absent was declared but has no body", asm, program);
    asm.begin(absent);
    refused("function absent: has not ended", asm, program);
    asm.getLocal(0).op(TypedOpcodes.RETURN).end();
    asm.extend(program);
    Program other = new TypedAssembler().build();
    refused("not the program that this assembler has built last", asm, other);
    assertThrows(AssemblyException.class, () -> asm.reserve(-1));
  }

  @Test
  void allIsMeteredOrNothing() {
    TypedAssembler asm = new TypedAssembler().reserve(ROOM);
    asm.build();
    AssemblyException thrown = assertThrows(AssemblyException.class, asm::metered);
    assertThat(thrown).hasMessageThat().isEqualTo("a program has been built already, which is not metered");
  }

  @Test
  void whatHasFailedIsTakenBack() {
    TypedAssembler asm = new TypedAssembler().reserve(ROOM);
    Function caller = caller(asm);
    Program program = asm.build();
    Function kept = adder(asm, "kept", 1);
    asm.extend(program);
    for (int i = 0; i < 100; i++) {
      Function helper = asm.declare("helper", UNARY);
      Function wrong = asm.declare("wrong", UNARY);
      asm.begin(wrong);
      Label label = asm.label();
      asm.getLocal(0).call(TypedOpcodes.CALL, helper).branch(TypedOpcodes.BR_IF, label).constReference("text");
      assertThrows(AssemblyException.class, () -> asm.op(TypedOpcodes.ADD));
      asm.rollBack();
      assertThat(asm.height()).isEqualTo(0);
      assertThat(asm.reachable()).isFalse();
      Function right = adder(asm, "right", i);
      assertThat(right.index()).isEqualTo(helper.index());
      assertThrows(AssemblyException.class, () -> asm.call(TypedOpcodes.CALL, helper));
      asm.extend(program);
      assertThat(new TypedMachine(program).invoke(caller, right.index())).isEqualTo(100 + i);
    }
    assertThat(program.functions()).hasSize(102);
    assertThat(new TypedMachine(program).invoke(caller, kept.index())).isEqualTo(101);
  }
}
