package dev.lockstep.tests.generator;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.runtime.Assembler;
import dev.lockstep.runtime.Disassembler;
import dev.lockstep.runtime.DispatchProfile;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Invocation;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.NoRoomException;
import dev.lockstep.runtime.OpcodeRow;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Suspension;
import dev.lockstep.runtime.Suspension.Reason;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.runtime.Type;
import dev.lockstep.tests.RandomProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opcodes that suspend their guest. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GeneratorTest {

  private static final List<Tiering> TIERINGS =
      List.of(
          Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.mixedInPlace(), Tiering.stress(1), Tiering.stress(2));

  /** {@code walk(n)} hands out the numbers of a tree of depth n in order, and returns how many there were. */
  private static Program walk(GeneratorAssembler asm) {
    Function walk = asm.declare("walk", Signature.of("(I)I"));
    asm.begin(walk, Type.INT);
    Label inner = asm.label();
    asm.constInt(0).getLocal(0).lt().brIf(inner).constInt(0).ret();
    asm.bind(inner);
    asm.getLocal(0).constInt(-1).add().call(walk).setLocal(1);
    asm.getLocal(0).give();
    asm.getLocal(1).constInt(1).add().getLocal(0).constInt(-1).add().call(walk).add().ret().end();
    return asm.build();
  }

  private static List<Integer> tree(int depth) {
    List<Integer> numbers = new ArrayList<>();
    if (depth > 0) {
      numbers.addAll(tree(depth - 1));
      numbers.add(depth);
      numbers.addAll(tree(depth - 1));
    }
    return numbers;
  }

  @Test
  void valuesAreHandedOutOneByOne() {
    Program program = walk(new GeneratorAssembler());
    for (Tiering tiering : TIERINGS) {
      Host host = new Host();
      GeneratorMachine machine = new GeneratorMachine(program.in(tiering), host);
      Invocation call = machine.start(program.function("walk"), 10);
      int count = 0;
      while (!call.run()) {
        assertThat(host.given).hasSize(++count);
        assertThat(call.suspension().reason()).isEqualTo(Reason.OPCODE);
        assertThat(call.suspension()).hasMessageThat().startsWith("suspended by an opcode at function walk pc ");
      }
      assertWithMessage("%s", tiering).that(host.given).isEqualTo(tree(10));
      assertThat(call.result()).isEqualTo(1023);
    }
  }

  /** Two guests of one machine, one of which has the other run by an opcode. */
  private static Program summing(GeneratorAssembler asm) {
    asm.begin(asm.declare("sum", Signature.of("()I")), Type.INT, Type.INT);
    Label more = asm.label();
    Label end = asm.label();
    asm.bind(more).resume(0).brIf(more).next().teeLocal(1).constInt(1).lt().brIf(end);
    asm.getLocal(0).getLocal(1).add().setLocal(0).jump(more);
    asm.bind(end).getLocal(0).ret().end();
    return walk(asm);
  }

  private static Invocation summing(Program program, int depth) {
    Host host = new Host();
    GeneratorMachine machine = new GeneratorMachine(program, host);
    host.machine = machine;
    host.generators.add(machine.start(program.function("walk"), depth));
    return machine.start(program.function("sum"));
  }

  private static int sum(int depth) {
    return tree(depth).stream().mapToInt(number -> number).sum();
  }

  @Test
  void oneGuestTakesWhatAnotherOneHandsOut() {
    Program program = summing(new GeneratorAssembler());
    for (Tiering tiering : TIERINGS) {
      Invocation call = summing(program.in(tiering), 12);
      assertThat(call.run()).isTrue();
      assertWithMessage("%s", tiering).that(call.result()).isEqualTo(sum(12));
    }
  }

  /** {@code outer()} is one more than what {@code inner} adds up, which stops behind each number that another guest hands out. */
  private static Program loops() {
    GeneratorAssembler asm = new GeneratorAssembler();
    Function inner = asm.declare("inner", Signature.of("()I"));
    asm.begin(inner, Type.INT);
    Label more = asm.label();
    asm.bind(more).resume(0).brIf(more).next().getLocal(0).add().setLocal(0);
    asm.constInt(0).next().lt().pauseIf().constInt(0).next().lt().brIf(more).getLocal(0).ret().end();
    Function count = asm.declare("count", Signature.of("(I)"));
    asm.begin(count);
    Label again = asm.label();
    asm.bind(again).getLocal(0).give().getLocal(0).constInt(-1).add().setLocal(0).constInt(0).getLocal(0).lt().brIf(again).ret().end();
    asm.begin(asm.declare("outer", Signature.of("()I")), Type.INT);
    asm.constInt(1).setLocal(0).call(inner).getLocal(0).add().ret().end();
    return asm.build();
  }

  /** Loops of compiled functions that call none leave a note in the machine of where their frames are. */
  @Test
  void aGuestIsRunInTheMiddleOfAnotherOnesLoop() {
    Program program = loops();
    for (Tiering tiering : TIERINGS) {
      Host host = new Host();
      GeneratorMachine machine = new GeneratorMachine(program.in(tiering), host);
      for (int i = 0; i < 300; i++) {
        host.generators.clear();
        host.generators.add(machine.start(program.function("count"), 3));
        Invocation call = machine.start(program.function("outer"));
        int runs = 1;
        while (!call.run()) {
          runs++;
        }
        assertThat(runs).isEqualTo(4);
        assertWithMessage("%s", tiering).that(call.result()).isEqualTo(7);
      }
    }
  }

  /** A call that another thread runs while the machine is busy is refused, and can be run when it is not. */
  @Test
  void whatIsRefusedGoesOnLater() {
    GeneratorAssembler asm = new GeneratorAssembler();
    asm.begin(asm.declare("wait", Signature.of("()I"))).constInt(1).await().constInt(5).ret().end();
    Program program = walk(asm);
    for (Tiering tiering : TIERINGS) {
      List<Throwable> thrown = new ArrayList<>();
      List<Invocation> suspended = new ArrayList<>();
      Host host =
          new Host() {
            @Override
            boolean isReady(int request) {
              Thread other = new Thread(suspended.get(0)::run);
              other.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
              other.start();
              join(other);
              return true;
            }
          };
      GeneratorMachine machine = new GeneratorMachine(program.in(tiering), host);
      suspended.add(machine.start(program.function("walk"), 1));
      assertThat(suspended.get(0).run()).isFalse();
      Suspension before = suspended.get(0).suspension();
      assertThat(machine.invoke(program.function("wait"))).isEqualTo(5);
      assertThat(thrown).hasSize(1);
      assertThat(thrown.get(0)).hasMessageThat().startsWith("the machine is running in thread ");
      assertThat(suspended.get(0).suspension()).isSameInstanceAs(before);
      assertThat(suspended.get(0).run()).isTrue();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void bothAreInterruptedAndGoOn() throws InterruptedException {
    Program program = summing(new GeneratorAssembler());
    for (Tiering tiering : TIERINGS) {
      Host host = new Host();
      GeneratorMachine machine = new GeneratorMachine(program.in(tiering), host);
      host.machine = machine;
      Thread interrupting =
          new Thread(
              () -> {
                while (!Thread.interrupted()) {
                  machine.interrupt();
                  Thread.yield();
                }
              });
      interrupting.start();
      int stops = 0;
      while (stops == 0) { // The other thread need not come to run before a call has ended.
        host.generators.clear();
        host.generators.add(machine.start(program.function("walk"), 16));
        Invocation call = machine.start(program.function("sum"));
        while (!call.run()) {
          assertThat(call.suspension().reason()).isEqualTo(Reason.INTERRUPTED);
          assertThat(call.suspension().function()).isEqualTo("sum");
          if (++stops == 100) {
            interrupting.interrupt();
          }
        }
        assertWithMessage("%s", tiering).that(call.result()).isEqualTo(sum(16));
      }
      interrupting.interrupt();
      interrupting.join();
      machine.clearInterrupt();
      assertThat(machine.clearInterrupt()).isFalse();
    }
  }

  @Test
  void bothRunOutOfFuelAndGoOn() {
    Program program = summing(new GeneratorAssembler().metered());
    int expected = -1;
    for (Tiering tiering : TIERINGS) {
      Invocation call = summing(program.in(tiering), 6);
      int stops = 0;
      while (!call.run()) {
        assertThat(call.suspension().reason()).isEqualTo(Reason.OUT_OF_FUEL);
        stops++;
        call.machine().addFuel(50);
      }
      assertWithMessage("%s", tiering).that(call.result()).isEqualTo(sum(6));
      expected = expected < 0 ? stops : expected;
      assertThat(stops).isEqualTo(expected);
    }
  }

  @Test
  void anInterruptThatHasStoppedNothingIsForgotten() {
    GeneratorMachine machine = new GeneratorMachine(walk(new GeneratorAssembler()), new Host());
    machine.interrupt();
    assertThat(machine.clearInterrupt()).isTrue();
    assertThat(machine.invoke(machine.program().function("walk"), 0)).isEqualTo(0);
  }

  /** A program built anew when there is no room, and what the old one's guests were about. */
  @Test
  void suspendedCallsMoveToALaterProgram() {
    GeneratorAssembler asm = new GeneratorAssembler().reserve(10);
    Program program = walk(asm);
    Host host = new Host();
    Invocation call = new GeneratorMachine(program, host).start(program.function("walk"), 8);
    assertThat(call.run()).isFalse();
    asm.begin(asm.declare("more", Signature.of("(I)I"))).getLocal(0).constInt(1).add().constInt(2).add().ret().end();
    assertThrows(NoRoomException.class, () -> asm.extend(program));
    Program later = asm.build();
    Invocation moved = call.copyTo(new GeneratorMachine(later, host));
    while (!moved.run()) {
      // It hands out the rest.
    }
    assertThat(host.given).isEqualTo(tree(8));
    Invocation late = new GeneratorMachine(later, new Host()).start(program.function("walk"), 8);
    assertThat(late.run()).isFalse();
    assertThrows(IllegalArgumentException.class, () -> late.copyTo(new GeneratorMachine(program, host)));
  }

  /** A loop that waits for a request in each round and adds what has been handed in. */
  private static Program waiting(GeneratorAssembler asm) {
    asm.begin(asm.declare("wait", Signature.of("(II)I")), Type.INT);
    Label more = asm.label();
    asm.bind(more).getLocal(1).await().getLocal(2).take().add().setLocal(2);
    asm.getLocal(0).constInt(-1).add().setLocal(0).constInt(0).getLocal(0).lt().brIf(more);
    asm.getLocal(2).ret().end();
    return asm.build();
  }

  @Test
  void whoNeedNotWaitIsNotSuspended() {
    Program program = waiting(new GeneratorAssembler());
    for (Tiering tiering : TIERINGS) {
      Host host = new Host();
      host.handedIn = 3;
      GeneratorMachine machine = new GeneratorMachine(program.in(tiering), host);
      assertWithMessage("%s", tiering).that(machine.invoke(program.function("wait"), 10_000, 2)).isEqualTo(30_000);
    }
  }

  @Test
  void whatIsHandedInIsThereWhenTheGuestGoesOn() {
    Program program = waiting(new GeneratorAssembler());
    for (Tiering tiering : TIERINGS) {
      Host host = new Host();
      GeneratorMachine machine = new GeneratorMachine(program.in(tiering), host);
      Invocation call = machine.start(program.function("wait"), 1000, 1);
      int expected = 0;
      while (!call.run()) {
        expected += ++host.handedIn;
      }
      assertWithMessage("%s", tiering).that(call.result()).isEqualTo(expected);
      assertThat(expected).isEqualTo(500_500);
    }
  }

  /** Compiled code is entered right where it goes on, and has a region for that. */
  @Test
  void whatGoesOnIsCompiled() {
    GeneratorAssembler asm = new GeneratorAssembler();
    Function straight = asm.declare("straight", Signature.of("(I)I"));
    asm.begin(straight).getLocal(0).pauseIf().take().getLocal(0).add().ret().end();
    Program program = asm.build().in(Tiering.compiled());
    for (int i = 1; i <= 5; i++) {
      Invocation call = new GeneratorMachine(program, new Host()).start(straight, i);
      assertThat(call.run()).isFalse();
      assertThat(program.statistics().regions()).isEqualTo(i == 1 ? 1 : 2);
      assertThat(call.run()).isTrue();
      assertThat(program.statistics().regions()).isEqualTo(2);
    }
  }

  /** Behind each of many opcodes that suspend there is a region, up to the next one, and nothing is compiled twice. */
  @Test
  void regionsBehindSuspensionsDoNotOverlap() {
    GeneratorAssembler asm = new GeneratorAssembler();
    asm.begin(asm.declare("many", Signature.of("()I")), Type.INT);
    for (int i = 0; i < 300; i++) {
      asm.constInt(i).give().getLocal(0).constInt(i).add().setLocal(0);
    }
    asm.getLocal(0).ret().end();
    Program program = asm.build();
    for (Tiering tiering : List.of(Tiering.compiled(), Tiering.mixedInPlace())) {
      Program version = program.in(tiering);
      for (int run = 0; run < 200; run++) {
        Invocation call = new GeneratorMachine(version, new Host()).start(version.function("many"));
        int count = 0;
        while (!call.run()) {
          count++;
        }
        assertThat(count).isEqualTo(300);
        assertThat(call.result()).isEqualTo(299 * 150);
      }
      assertWithMessage("%s", tiering).that(version.statistics().regions()).isAtMost(310);
      assertWithMessage("%s", tiering).that(version.statistics().instructions()).isAtMost(3000);
    }
  }

  @Test
  void anInterruptWaitsUntilTheGuestGoesOn() {
    Program program = waiting(new GeneratorAssembler());
    for (Tiering tiering : TIERINGS) {
      GeneratorMachine machine = new GeneratorMachine(program.in(tiering), new Host());
      Invocation call = machine.start(program.function("wait"), 300, 1);
      List<Reason> reasons = new ArrayList<>();
      while (!call.run()) {
        reasons.add(call.suspension().reason());
        if (reasons.size() == 200) {
          machine.interrupt();
        }
      }
      assertWithMessage("%s", tiering).that(reasons.indexOf(Reason.INTERRUPTED)).isEqualTo(200);
      assertThat(reasons).hasSize(301);
    }
  }

  @Test
  void fuelThatIsLackingIsSaidWhenTheGuestGoesOn() {
    Program program = waiting(new GeneratorAssembler().metered());
    List<Reason> expected = reasons(program.in(Tiering.interpreter()));
    assertThat(expected.stream().filter(reason -> reason == Reason.OPCODE).count()).isEqualTo(200);
    assertThat(expected).contains(Reason.OUT_OF_FUEL);
    for (Tiering tiering : TIERINGS) {
      assertWithMessage("%s", tiering).that(reasons(program.in(tiering))).isEqualTo(expected);
    }
  }

  private static List<Reason> reasons(Program program) {
    GeneratorMachine machine = new GeneratorMachine(program, new Host());
    Invocation call = machine.start(program.function("wait"), 200, 1);
    List<Reason> reasons = new ArrayList<>();
    while (!call.run()) {
      reasons.add(call.suspension().reason());
      machine.addFuel(call.suspension().reason() == Reason.OUT_OF_FUEL ? 8 : 0);
    }
    return reasons;
  }

  @Test
  void aSuspendedCallNamesItsFunctions() {
    GeneratorAssembler asm = new GeneratorAssembler();
    Function inner = asm.declare("inner", Signature.of("(I)I"));
    Function middle = asm.declare("middle", Signature.of("(I)I"));
    Function outer = asm.declare("outer", Signature.of("(I)I"));
    asm.begin(inner).sourcePosition(1).getLocal(0).give().sourcePosition(2).getLocal(0).ret().end();
    asm.begin(middle).sourcePosition(10).getLocal(0).sourcePosition(11).call(inner).ret().end();
    asm.begin(outer).getLocal(0).call(middle).getLocal(0).add().ret().end();
    Program program = asm.build();
    for (Tiering tiering : TIERINGS) {
      for (int i = 0; i < 200; i++) {
        Invocation call = new GeneratorMachine(program.in(tiering), new Host()).start(outer, 1);
        assertThat(call.frames()).isEmpty();
        assertThat(call.run()).isFalse();
        assertWithMessage("%s", tiering).that(call.frames().stream().map(Trap.Frame::function).toList())
            .containsExactly("inner", "middle", "outer").inOrder();
        assertThat(call.frames().stream().map(Trap.Frame::sourcePosition).toList()).containsExactly(2, 11, -1).inOrder();
        assertThat(call.run()).isTrue();
        assertThat(call.frames()).isEmpty();
      }
    }
  }

  /**
   * {@code queens(n)} asks the host in each row for a column, and gives up if a queen there is attacked. It has one local a
   * row, so the board is in the guest's stack.
   */
  private static Program queens() {
    int n = 6;
    Type[] locals = new Type[n];
    Arrays.fill(locals, Type.INT);
    GeneratorAssembler asm = new GeneratorAssembler();
    asm.begin(asm.declare("queens", Signature.of("()I")), locals);
    Label attacked = asm.label();
    for (int row = 0; row < n; row++) {
      asm.constInt(n).give().take().setLocal(row);
      for (int before = 0; before < row; before++) {
        for (int way = -1; way <= 1; way++) {
          asm.getLocal(before).getLocal(row).constInt(way * (row - before)).add().eq().brIf(attacked);
        }
      }
    }
    asm.constInt(1).ret().bind(attacked).constInt(0).ret().end();
    return asm.build();
  }

  /** Each choice goes on from a copy, on a machine that runs the program in the next way. */
  private static int solutions(Invocation call, Program program, int depth) {
    int count = 0;
    for (int column = 0; column < 6; column++) {
      Host host = new Host();
      host.handedIn = column;
      Invocation copy = call.copyTo(new GeneratorMachine(program.in(TIERINGS.get((depth + column) % TIERINGS.size())), host));
      count += copy.run() ? (Integer) copy.result() : solutions(copy, program, depth + 1);
    }
    return count;
  }

  @Test
  void copiesOfACallGoOnByThemselves() {
    Program program = queens();
    for (Tiering tiering : TIERINGS) {
      Invocation call = new GeneratorMachine(program.in(tiering), new Host()).start(program.function("queens"));
      assertThat(call.run()).isFalse();
      assertThat(solutions(call, program, 0)).isEqualTo(4);
      assertThat(call.suspension()).isNotNull();
      assertThat(call.run()).isFalse();
    }
  }

  /** A caller's frame may end behind that of its callee, which suspends. */
  @Test
  void callersHaveRoomWhenTheyGoOn() {
    GeneratorAssembler asm = new GeneratorAssembler();
    Function callee = asm.declare("callee", Signature.of("()"));
    asm.begin(callee).constInt(7).give().ret().end();
    Function caller = asm.declare("caller", Signature.of("(I)I"));
    asm.begin(caller).call(callee);
    for (int i = 0; i < 40; i++) {
      asm.getLocal(0).constInt(i).add();
    }
    for (int i = 1; i < 40; i++) {
      asm.add();
    }
    asm.ret().end();
    Program program = asm.build();
    for (Tiering tiering : TIERINGS) {
      for (boolean isCopied : new boolean[] {false, true}) {
        GeneratorMachine machine = new GeneratorMachine(program.in(tiering), new Host());
        Invocation call = machine.start(caller, 1);
        assertThat(call.run()).isFalse();
        Invocation next = isCopied ? call.copyTo(machine) : call;
        assertWithMessage("%s", tiering).that(next.run()).isTrue();
        assertThat(next.result()).isEqualTo(40 + 39 * 20);
      }
    }
  }

  @Test
  void onlyWhatIsSuspendedIsCopied() {
    Program program = queens();
    GeneratorMachine machine = new GeneratorMachine(program, new Host());
    Invocation call = machine.start(program.function("queens"));
    IllegalStateException unknown = assertThrows(IllegalStateException.class, () -> call.copyTo(machine));
    assertThat(unknown).hasMessageThat().isEqualTo("the call of queens()I cannot be copied: it is new");
    assertThat(call.run()).isFalse();
    GeneratorMachine other = new GeneratorMachine(queens(), new Host());
    assertThrows(IllegalArgumentException.class, () -> call.copyTo(other));
  }

  @Test
  void aCallThatCannotGoOnEnds() {
    Program program = walk(new GeneratorAssembler());
    for (Tiering tiering : TIERINGS) {
      GeneratorMachine machine = new GeneratorMachine(program.in(tiering), new Host());
      for (int i = 0; i < 300; i++) {
        Suspension thrown = assertThrows(Suspension.class, () -> machine.invoke(program.function("walk"), 4));
        assertThat(thrown.reason()).isEqualTo(Reason.OPCODE);
      }
    }
  }

  /** {@code f(n)} is n, or what is raised minus 1000 if n is not above 0. */
  private static Program positive(boolean secretly) {
    GeneratorAssembler asm = new GeneratorAssembler();
    Function f = asm.declare("f", Signature.of("(I)I"));
    asm.begin(f);
    Label handler = asm.label();
    asm.beginTry(handler).getLocal(0);
    if (secretly) {
      asm.secretlyPositive();
    } else {
      asm.positive();
    }
    asm.ret().endTry().bind(handler).unbox().constInt(-1000).add().ret().end();
    return asm.build();
  }

  @Test
  void anOpcodeRaises() {
    for (Tiering tiering : TIERINGS) {
      GeneratorMachine machine = new GeneratorMachine(positive(false).in(tiering), new Host());
      for (int i = -300; i < 300; i++) {
        assertWithMessage("%s", tiering).that(machine.invoke(machine.program().function("f"), i)).isEqualTo(i > 0 ? i : i - 1000);
      }
    }
  }

  @Test
  void whatRaisesSetsNoLocal() {
    GeneratorAssembler asm = new GeneratorAssembler();
    Function f = asm.declare("f", Signature.of("(I)I"));
    asm.begin(f, Type.INT);
    Label handler = asm.label();
    asm.constInt(77).setLocal(1).beginTry(handler).setPositive(0, 10, 1).endTry().getLocal(1).ret();
    asm.bind(handler).drop().getLocal(0).constInt(1000).add().getLocal(1).add().ret().end();
    for (Tiering tiering : TIERINGS) {
      GeneratorMachine machine = new GeneratorMachine(asm.build().in(tiering), new Host());
      for (int i = 0; i < 300; i++) {
        assertWithMessage("%s", tiering).that(machine.invoke(f, i)).isEqualTo(i > 10 ? i - 10 : i + 1077);
      }
    }
  }

  @Test
  void anOpcodeThatDoesNotSayThatItRaisesMayNot() {
    for (Tiering tiering : TIERINGS) {
      GeneratorMachine machine = new GeneratorMachine(positive(true).in(tiering), new Host());
      Function f = machine.program().function("f");
      for (int i = 0; i < 300; i++) {
        assertThat(machine.invoke(f, 5)).isEqualTo(5);
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> machine.invoke(f, -5));
        assertThat(thrown).hasMessageThat().isEqualTo("an opcode has raised this that does not declare GuestException");
        assertThat(thrown).hasCauseThat().hasMessageThat().isEqualTo("raised -5");
      }
    }
  }

  @Test
  void randomProgramsAreSuspendedAtTheSamePlaces() {
    RandomProgram.checkAll(
        GUEST, Long.getLong("lockstep.seed", System.nanoTime() >>> 10), Integer.getInteger("lockstep.programs", 300));
  }

  @Test
  void opcodesConform() {
    assertThat(
            new GeneratorConformance()
                .contexts(Host::new)
                .comparing((a, b) -> a.given.equals(b.given) && a.ticks == b.ticks)
                .without("resume")
                .check())
        .isEmpty();
  }

  @Test
  void fusedFormsHaveThePositionOfWhatMayThrow() {
    GeneratorAssembler asm = new GeneratorAssembler();
    Function operand = asm.declare("operand", Signature.of("(II)I"));
    asm.begin(operand).sourcePosition(1).getLocal(0).positive().getLocal(1).sourcePosition(2).add().ret().end();
    Function outer = asm.declare("outer", Signature.of("(II)I"));
    asm.begin(outer).sourcePosition(1).getLocal(0).getLocal(1).add().sourcePosition(2).positive().ret().end();
    Program program = asm.build();
    assertThat(Disassembler.disassemble(program)).contains("add(positive(_), _)");
    assertThat(Disassembler.disassemble(program)).contains("positive(add(_, _))");
    assertThat(program.sourcePositionAt(operand.entry())).isEqualTo(1);
    assertThat(program.sourcePositionAt(outer.entry())).isEqualTo(2);
  }

  @Test
  void profilesCountWhatHasNoOperands() {
    GeneratorAssembler asm = new GeneratorAssembler();
    asm.begin(asm.declare("f", Signature.of("()"))).tick().tick().ret().end();
    DispatchProfile profile = new DispatchProfile(GeneratorOpcodes.TABLE);
    Program program = profile.counting(asm.build());
    new GeneratorMachine(program, new Host()).invoke(program.function("f"));
    assertThat(profile.report(5, 3)).contains("tick -> tick");
  }

  private static final RandomProgram.Guest GUEST =
      new RandomProgram.Guest() {
        @Override
        public InstructionTable table() {
          return GeneratorOpcodes.TABLE;
        }

        @Override
        public List<Type> types() {
          return List.of(Type.INT, Type.DOUBLE);
        }

        @Override
        public RandomProgram.Run run(Program program) {
          Host host = new Host();
          return new RandomProgram.Run(new GeneratorMachine(program, host), () -> host.given.hashCode() + host.ticks);
        }

        @Override
        public boolean isExcluded(OpcodeRow opcode) {
          return opcode.index() == GeneratorOpcodes.RESUME || opcode.index() == GeneratorOpcodes.SECRETLY_POSITIVE;
        }

        @Override
        public Assembler<?> assembler() {
          return new GeneratorAssembler();
        }

        @Override
        public int branchOpcode() {
          return GeneratorOpcodes.BR_IF;
        }

        @Override
        public int callOpcode() {
          return GeneratorOpcodes.CALL;
        }

        @Override
        public int returnOpcode() {
          return GeneratorOpcodes.RET;
        }

        @Override
        public void countDown(Assembler<?> asm, int local, Label target) {
          asm.getLocal(local).constInt(-1).op(GeneratorOpcodes.ADD).teeLocal(local).branch(GeneratorOpcodes.BR_IF, target);
        }
      };
}
