package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a guest raises goes to the innermost handler around it, whichever tier the functions in between run on. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ExceptionsTest {

  private static final Signature UNARY = Signature.of("(I)I");
  private static final int[] BUDGETS = {3072, 0, 4, 9, 200};

  private final long seed = Long.getLong("lockstep.seed", System.nanoTime());

  private static List<Tiering> tierings() {
    return List.of(
        Tiering.interpreter(), Tiering.compiled(), Tiering.mixedInPlace(), new Tiering(Tiering.Mode.MIXED, 2, 3, 0),
        Tiering.stress(1), Tiering.stress(2));
  }

  private static String outcome(Program program, String function, int argument, int slots) {
    Machine machine = new TypedMachine(program);
    machine.setMaxBudget(slots);
    machine.setInitialSlots(4);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      try {
        text.append(machine.invoke(program.function(function), argument)).append(' ');
      } catch (Trap trap) {
        text.append(trap.getMessage()).append(trap.trace()).append(' ');
      }
    }
    return text.toString();
  }

  private static void assertSame(Program program, String function, int argument, String expected) {
    assertOutcome(program, function, argument, tierings(), (expected + " ").repeat(4));
  }

  /** What the interpreter gives, and the others have to. */
  private static String sameOutcome(Program program, String function, int argument, List<Tiering> others) {
    String expected = outcome(program.in(Tiering.interpreter()), function, argument, 0);
    assertOutcome(program, function, argument, others, expected);
    return expected;
  }

  private static void assertOutcome(
      Program program, String function, int argument, List<Tiering> tierings, String expected) {
    for (Tiering tiering : tierings) {
      for (int slots : BUDGETS) {
        assertWithMessage("%s, argument %s, %s slots of Java stack", tiering, argument, slots)
            .that(outcome(program.in(tiering), function, argument, slots))
            .isEqualTo(expected);
      }
    }
  }

  /**
   * {@code down(n)} calls itself n deep, keeping a value on the stack meanwhile, and then raises 7; {@code up(n)} catches that and
   * returns 100 + n, which it has kept on the stack, plus what is raised, plus a local that it changes in the try; {@code loop(n)}
   * calls {@code up(3)} n times.
   */
  private static Program downAndUp() {
    TypedAssembler asm = new TypedAssembler();
    Function down = asm.declare("down", UNARY);
    asm.begin(down, Type.INT);
    Label more = asm.label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more);
    asm.constInt(7).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.BOX).raise();
    asm.bind(more).constInt(3).setLocal(1);
    asm.getLocal(0).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, down);
    asm.op(TypedOpcodes.ADD).getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    Function up = asm.declare("up", UNARY);
    asm.begin(up, Type.INT, Type.INT);
    Label handler = asm.label();
    asm.constInt(100).getLocal(0).op(TypedOpcodes.ADD); // is kept
    asm.constInt(40).setLocal(1);
    asm.beginTry(handler);
    asm.constInt(50).setLocal(1);
    asm.getLocal(0).call(TypedOpcodes.CALL, down);
    asm.endTry();
    asm.constInt(60).setLocal(1);
    Label end = asm.label();
    asm.jump(end);
    asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP);
    asm.bind(end).op(TypedOpcodes.ADD).getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    Label top = asm.begin(asm.declare("loop", UNARY)).label();
    asm.bind(top).constInt(3).call(TypedOpcodes.CALL, up).drop();
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.constInt(0).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  @Test
  void whatIsRaisedBelowIsCaught() {
    Program program = downAndUp();
    for (int depth : new int[] {0, 1, 2, 30, 70, 1000, 5000}) {
      assertSame(program, "up", depth, String.valueOf(100 + depth + 7 + 50));
    }
  }

  @Test
  void whatNothingCatchesIsATrap() {
    Program program = downAndUp();
    String raised = sameOutcome(program, "down", 3, tierings());
    assertThat(raised).startsWith("uncaught 7 at function down pc ");
    assertThat(raised).contains("[down pc ");
  }

  /** Each function of the chain is on a tier of its own. */
  @Test
  void tracesNameAllCallers() {
    TypedAssembler asm = new TypedAssembler();
    Function callee = asm.declare("f0", UNARY);
    asm.begin(callee).constReference(7L).raise().end();
    for (int i = 1; i < 9; i++) {
      Function caller = asm.declare("f" + i, UNARY);
      asm.begin(caller).getLocal(0).call(TypedOpcodes.CALL, callee).constInt(i).op(TypedOpcodes.ADD);
      asm.op(TypedOpcodes.RETURN).end();
      callee = caller;
    }
    Program program = asm.build();
    String uncaught = sameOutcome(program, "f8", 0, LongStream.range(0, 40).mapToObj(Tiering::stress).toList());
    assertThat(uncaught).containsMatch("f0 pc .*f1 pc .*f2 pc .*f7 pc .*f8 pc ");
  }

  /** {@code hot} is compiled, and calls for the first time what raises. */
  @Test
  void tracesNameCallersInTheInterpreter() {
    TypedAssembler asm = new TypedAssembler();
    Function raising = asm.declare("raising", UNARY);
    asm.begin(raising).constReference(7L).raise().end();
    Function cold = asm.declare("cold", UNARY);
    asm.begin(cold).getLocal(0).call(TypedOpcodes.CALL, raising).constInt(1).op(TypedOpcodes.ADD);
    asm.op(TypedOpcodes.RETURN).end();
    Function hot = asm.declare("hot", UNARY);
    Label more = asm.begin(hot).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).getLocal(0).call(TypedOpcodes.CALL, cold).op(TypedOpcodes.RETURN);
    asm.bind(more).getLocal(0).op(TypedOpcodes.RETURN).end();
    Function top = asm.declare("top", UNARY);
    asm.begin(top).getLocal(0).call(TypedOpcodes.CALL, hot).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    Program program = asm.build().in(new Tiering(Tiering.Mode.MIXED, 10, 10, 0));
    Machine machine = new TypedMachine(program);
    for (int i = 0; i < 100; i++) {
      assertThat(machine.invoke(top, 3)).isEqualTo(4);
    }
    Trap trap = assertThrows(Trap.class, () -> machine.invoke(top, 0));
    assertThat(trap.frames().stream().map(Trap.Frame::function)).containsExactly("raising", "cold", "hot", "top").inOrder();
  }

  /** {@code gone} has given way to {@code b}; {@code b} has its frame in that place, with numbers where the other one had its link. */
  @Test
  void tracesLeaveOutWhoHasGivenWay() {
    TypedAssembler asm = new TypedAssembler();
    Function raising = asm.declare("raising", UNARY);
    Label fine = asm.begin(raising).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, fine).constReference(7L).raise();
    asm.bind(fine).getLocal(0).op(TypedOpcodes.RETURN).end();
    Function b = asm.declare("b", UNARY);
    asm.begin(b, Type.INT).constInt(77).setLocal(1).constLong(5_000_000_000L);
    asm.getLocal(0).call(TypedOpcodes.CALL, raising).setLocal(0).op(TypedOpcodes.WRAP);
    asm.getLocal(0).op(TypedOpcodes.ADD).getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    Function gone = asm.declare("gone", UNARY);
    asm.begin(gone, Type.INT, Type.INT).getLocal(0).call(TypedOpcodes.TAIL_CALL, b).end();
    Function top = asm.declare("top", UNARY);
    asm.begin(top).getLocal(0).call(TypedOpcodes.CALL, gone).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    Program program = asm.build().in(new Tiering(Tiering.Mode.MIXED, 10, 10, 0));
    Machine machine = new TypedMachine(program);
    for (int i = 0; i < 100; i++) {
      machine.invoke(gone, 3);
    }
    Trap trap = assertThrows(Trap.class, () -> machine.invoke(top, 0));
    assertThat(trap.frames().stream().map(Trap.Frame::function)).containsExactly("raising", "b", "top").inOrder();
  }

  /** {@code large} has several regions, so it waits for a driver when it raises; its caller is in the interpreter. */
  @Test
  void callersInTheInterpreterCatch() {
    TypedAssembler asm = new TypedAssembler();
    Function large = asm.declare("large", UNARY);
    asm.begin(large, Type.INT);
    for (int i = 0; i < 2000; i++) {
      asm.getLocal(1).getLocal(0).op(TypedOpcodes.ADD).setLocal(1);
    }
    asm.getLocal(0).op(TypedOpcodes.CHECK).getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    Function hot = asm.declare("hot", UNARY);
    asm.begin(hot).getLocal(0).call(TypedOpcodes.CALL, large).op(TypedOpcodes.RETURN).end();
    Function cold = asm.declare("cold", UNARY);
    Label handler = asm.begin(cold).label();
    asm.beginTry(handler).getLocal(0).call(TypedOpcodes.CALL, large).op(TypedOpcodes.RETURN).endTry();
    asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).op(TypedOpcodes.RETURN).end();
    Program program = asm.build().in(new Tiering(Tiering.Mode.MIXED, 10, 10, 0));
    Machine machine = new TypedMachine(program);
    for (int i = 0; i < 30_000; i++) { // A large function is profiled first.
      assertThat(machine.invoke(hot, 5)).isEqualTo(10_005);
    }
    assertThat(machine.invoke(cold, 5)).isEqualTo(10_005);
    assertThat(machine.invoke(cold, 8)).isEqualTo(8);
  }

  @Test
  void whatNothingCatchesIsTheCauseOfTheTrap() {
    Object value = List.of(1);
    for (Tiering tiering : tierings()) {
      Program program = raising(value).in(tiering);
      for (int i = 0; i < 3; i++) {
        Trap trap = assertThrows(Trap.class, () -> new TypedMachine(program).invoke(program.function("f")));
        assertThat(((GuestException) trap.getCause()).value()).isSameInstanceAs(value);
      }
    }
  }

  private static Program raising(Object value) {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("()"))).constReference(value).raise().end();
    return asm.build();
  }

  @Test
  void javaExceptionsAreThrownAsTheyAre() {
    IllegalStateException exception = new IllegalStateException("mine");
    Error error = new AssertionError("mine");
    for (Tiering tiering : tierings()) {
      Program program = raising(exception).in(tiering);
      Program withRule = raising(new ArithmeticException()).in(tiering);
      Program withError = raising(error).in(tiering);
      Program withTrap = raising(new Trap("my reason")).in(tiering);
      for (int i = 0; i < 3; i++) {
        assertThat(assertThrows(RuntimeException.class, () -> new TypedMachine(program).invoke(program.function("f"))))
            .isSameInstanceAs(exception);
        Trap ruled = assertThrows(Trap.class, () -> new TypedMachine(withRule).invoke(withRule.function("f")));
        assertThat(ruled.reason()).isEqualTo("division by zero");
        assertThat(assertThrows(Error.class, () -> new TypedMachine(withError).invoke(withError.function("f"))))
            .isSameInstanceAs(error);
        Trap trap = assertThrows(Trap.class, () -> new TypedMachine(withTrap).invoke(withTrap.function("f")));
        assertThat(trap.getMessage()).startsWith("my reason at function f pc ");
      }
    }
  }

  /** In one function, and in a loop, with a handler of a handler. */
  @Test
  void triesNest() {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", UNARY), Type.INT);
    Label top = asm.label();
    Label inner = asm.label();
    Label outer = asm.label();
    Label end = asm.label();
    asm.bind(top);
    asm.beginTry(outer).beginTry(inner).constReference(5L).raise();
    asm.endTry().bind(inner).op(TypedOpcodes.UNBOX).constInt(1).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.ADD_LONG);
    asm.op(TypedOpcodes.BOX).raise();
    asm.endTry().bind(outer).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).getLocal(1).op(TypedOpcodes.ADD).setLocal(1);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.jump(end).bind(end).getLocal(1).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    assertSame(program, "f", 1, "6");
    assertSame(program, "f", 1000, "6000");
  }

  /** Traps pass all handlers. */
  @Test
  void trapsAreNotCaught() {
    TypedAssembler asm = new TypedAssembler();
    Function div = asm.declare("div", UNARY);
    asm.begin(div).constInt(100).getLocal(0).op(TypedOpcodes.DIV).op(TypedOpcodes.RETURN).end();
    Label handler = asm.begin(asm.declare("f", UNARY)).label();
    asm.beginTry(handler).getLocal(0).call(TypedOpcodes.CALL, div).endTry().op(TypedOpcodes.RETURN);
    asm.bind(handler).drop().constInt(-1).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    assertSame(program, "f", 5, "20");
    assertThat(sameOutcome(program, "f", 0, tierings())).startsWith("division by zero at function div");
  }

  /** {@code f(n)} keeps 1000 on the stack, and has n in a local that takes what {@code check} returns, unless that raises. */
  private static Program checking() {
    TypedAssembler asm = new TypedAssembler();
    Function check = asm.declare("check", UNARY);
    asm.begin(check).getLocal(0).op(TypedOpcodes.CHECK).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    asm.begin(asm.declare("f", UNARY), Type.INT);
    Label handler = asm.label();
    Label end = asm.label();
    asm.constInt(1000).getLocal(0).setLocal(1).beginTry(handler);
    asm.getLocal(0).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.CHECK).setLocal(1);
    asm.getLocal(1).call(TypedOpcodes.CALL, check).setLocal(1);
    asm.endTry().jump(end);
    asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).constInt(500).op(TypedOpcodes.ADD);
    asm.getLocal(1).op(TypedOpcodes.ADD).setLocal(1);
    asm.jump(end).bind(end).getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  @Test
  void opcodesRaise() {
    Program program = checking();
    assertSame(program, "f", 0, "1002");
    assertSame(program, "f", 1, "1003");
    assertSame(program, "f", 2, String.valueOf(1000 + 3 + 500 + 2)); // The local is what it was.
    assertSame(program, "f", 3, "1005");
    assertSame(program, "f", 5, "1007");
  }

  @Test
  void whatAnOpcodeRaisesAndNothingCatchesIsATrap() {
    Program program = checking();
    assertThat(sameOutcome(program, "check", 3, tierings())).startsWith("uncaught 3 at function check pc ");
  }

  /** As {@link #downAndUp}, but an opcode raises, and one that calls and one that branches catch. */
  @Test
  void opcodesRaiseFromFramesBelow() {
    TypedAssembler asm = new TypedAssembler();
    Function down = asm.declare("down", UNARY);
    asm.begin(down);
    Label more = asm.label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(8).op(TypedOpcodes.CHECK).op(TypedOpcodes.RETURN).bind(more);
    asm.getLocal(0).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, down);
    asm.op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    asm.begin(asm.declare("f", UNARY), Type.INT);
    Label handler = asm.label();
    Label odd = asm.label();
    asm.beginTry(handler).getLocal(0).constInt(down.index()).callComputed(TypedOpcodes.CALL_CHECKED, UNARY);
    asm.op(TypedOpcodes.RETURN).endTry();
    asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).setLocal(1);
    Label second = asm.label();
    asm.beginTry(second).getLocal(0).branch(TypedOpcodes.BR_IF_CHECKED, odd).getLocal(1).op(TypedOpcodes.RETURN).bind(odd);
    asm.endTry().getLocal(1).constInt(100).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN);
    asm.bind(second).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).constInt(10_000).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    assertSame(program, "f", 0, "8");
    assertSame(program, "f", 1, "108");
    assertSame(program, "f", 400, "108");
    assertSame(program, "f", 5000, "108");
    assertSame(program, "f", 63, "10063");
  }

  /** {@code f(n)} has the function with index n called with 7, in a try that adds 1000; {@code g} calls it, and adds 2000. */
  private static Program calling(int opcode) {
    TypedAssembler asm = new TypedAssembler();
    Function same = asm.declare("same", UNARY);
    asm.begin(same).getLocal(0).op(TypedOpcodes.RETURN).end();
    Function f = asm.declare("f", UNARY);
    Label handler = asm.begin(f).label();
    asm.constInt(1000).beginTry(handler).constInt(7).op(TypedOpcodes.CHECK).getLocal(0).callComputed(opcode, UNARY);
    if (asm.reachable()) {
      asm.op(TypedOpcodes.RETURN);
    }
    asm.endTry();
    asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    Function g = asm.declare("g", UNARY);
    Label outer = asm.begin(g).label();
    asm.constInt(2000).beginTry(outer).getLocal(0).call(TypedOpcodes.CALL, f).op(TypedOpcodes.RETURN).endTry();
    asm.bind(outer).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  /** With no Java stack left, compiled code has the driver make the call; what the opcode raises then is caught all the same. */
  @Test
  void opcodesRaiseInsteadOfCalling() {
    Program program = calling(TypedOpcodes.CALL_CHECKED);
    for (String function : List.of("f", "g")) {
      assertSame(program, function, 0, "7");
      assertSame(program, function, 3, "1003");
      assertSame(program, function, 58, "1058");
    }
  }

  /** The handler is the header of a loop that is sure to call, so that it asks for the limit on the way in. */
  @Test
  void opcodesRaiseIntoALoopThatCalls() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", UNARY);
    Label more = asm.begin(f, Type.INT, Type.INT).label();
    Label handler = asm.label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0).op(TypedOpcodes.RETURN);
    asm.bind(more).constInt(-1).setLocal(1);
    asm.beginTry(handler).getLocal(0).constInt(3).callComputed(TypedOpcodes.CALL_CHECKED, UNARY).endTry().op(TypedOpcodes.RETURN);
    asm.bind(handler).drop().getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, f).setLocal(2);
    asm.constReference(null).getLocal(1).constInt(1).op(TypedOpcodes.ADD).teeLocal(1).branch(TypedOpcodes.BR_IF, handler);
    asm.drop().getLocal(2).op(TypedOpcodes.RETURN).end();
    assertSame(asm.build(), "f", 100_000, "0");
  }

  /** A tail call leaves the try that it is in, also if its opcode raises. */
  @Test
  void opcodesRaiseInsteadOfATailCall() {
    Program program = calling(TypedOpcodes.TAIL_CALL_CHECKED);
    for (String function : List.of("f", "g")) {
      assertSame(program, function, 0, "7");
    }
    assertSame(program, "g", 3, "2003");
    assertSame(program, "g", 58, "2058");
    assertThat(sameOutcome(program, "f", 3, tierings())).startsWith("uncaught 3 at function f pc ");
  }

  /** Blocks are paid for when they begin, and each opcode that may raise ends one. */
  @Test
  void meteredToTheInstruction() {
    TypedAssembler asm = new TypedAssembler().metered();
    Function check = asm.declare("check", UNARY);
    asm.begin(check).getLocal(0).op(TypedOpcodes.CHECK);
    for (int i = 0; i < 10; i++) {
      asm.constInt(1).op(TypedOpcodes.ADD);
    }
    asm.op(TypedOpcodes.RETURN).end();
    Function up = asm.declare("up", UNARY);
    Label handler = asm.begin(up).label();
    asm.beginTry(handler).getLocal(0).call(TypedOpcodes.CALL, check).endTry().op(TypedOpcodes.RETURN);
    asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    for (Tiering tiering : tierings()) {
      TypedMachine machine = new TypedMachine(program.in(tiering));
      for (int i = 0; i < 300; i++) {
        boolean raises = i % 5 == 3;
        machine.addFuel(50 - machine.fuel());
        assertWithMessage("%s", tiering).that(machine.invoke(up, i)).isEqualTo(raises ? i : i + 10);
        assertThat(machine.fuel()).isEqualTo(50 - (raises ? 7 : 26));
      }
    }
  }

  @Test
  void metered() {
    TypedAssembler asm = new TypedAssembler().metered();
    Function down = asm.declare("down", UNARY);
    asm.begin(down).getLocal(0).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.BOX).raise().end();
    Function up = asm.declare("up", UNARY);
    Label handler = asm.begin(up).label();
    asm.beginTry(handler).getLocal(0).call(TypedOpcodes.CALL, down).endTry().op(TypedOpcodes.RETURN);
    asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    for (Tiering tiering : tierings()) {
      TypedMachine machine = new TypedMachine(program.in(tiering));
      for (int i = 0; i < 300; i++) {
        machine.addFuel(9 - machine.fuel());
        Invocation call = machine.start(up, i);
        assertThat(call.run()).isTrue();
        assertWithMessage("%s", tiering).that(call.result()).isEqualTo(i);
        assertThat(machine.fuel()).isEqualTo(0);
      }
    }
  }

  /** A handler is in the region that calls, and has one for the driver if it is that which enters it. */
  @Test
  void handlersAreCompiled() {
    assertRegions(3072, 2); // of both functions
    assertRegions(0, 3); // and of the handler, as there is no Java stack for another call
  }

  private static void assertRegions(int slots, int expected) {
    Program program = downAndUp().in(Tiering.compiled());
    Machine machine = new TypedMachine(program);
    machine.setMaxBudget(slots);
    machine.setInitialSlots(4);
    machine.invoke(program.function("up"), 1);
    int regions = program.statistics().regions();
    for (int i = 0; i < 5; i++) {
      machine.invoke(program.function("up"), 1);
    }
    assertThat(program.statistics().regions()).isEqualTo(regions);
    assertThat(regions).isEqualTo(expected);
  }

  /** What is caught in a loop stays on the stack while the handler calls, {@code n} deep, and frames move to the heap. */
  @Test
  void whatIsCaughtIsKept() {
    TypedAssembler asm = new TypedAssembler();
    Function down = asm.declare("down", UNARY);
    Label more = asm.begin(down).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0).op(TypedOpcodes.RETURN);
    asm.bind(more).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, down);
    asm.constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    Function raising = asm.declare("raising", UNARY);
    asm.begin(raising).getLocal(0).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.BOX).raise().end();
    asm.begin(asm.declare("f", UNARY), Type.INT, Type.INT);
    Label top = asm.label();
    Label handler = asm.label();
    asm.constInt(40).setLocal(2).bind(top);
    asm.beginTry(handler).getLocal(2).call(TypedOpcodes.CALL, raising).endTry().op(TypedOpcodes.RETURN);
    asm.bind(handler).getLocal(0).call(TypedOpcodes.CALL, down).getLocal(1).op(TypedOpcodes.ADD).setLocal(1);
    asm.op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).getLocal(1).op(TypedOpcodes.ADD).setLocal(1);
    asm.getLocal(2).constInt(-1).op(TypedOpcodes.ADD).teeLocal(2).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    for (int depth : new int[] {0, 1, 5, 70, 5000}) {
      assertSame(program, "f", depth, String.valueOf(40 * depth + 40 * 41 / 2));
    }
  }

  /** {@code f(n)} has {@code f(n - 1)} raise something, adds one to that and raises it again. */
  @Test
  void handlersRaiseAgain() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", UNARY);
    asm.begin(f);
    Label more = asm.label();
    Label handler = asm.label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constReference(7L).raise();
    asm.bind(more).beginTry(handler).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, f);
    asm.op(TypedOpcodes.RETURN).endTry();
    asm.bind(handler).op(TypedOpcodes.UNBOX).constLong(1).op(TypedOpcodes.ADD_LONG).op(TypedOpcodes.BOX).raise().end();
    Function g = asm.declare("g", UNARY);
    Label outer = asm.begin(g).label();
    asm.beginTry(outer).getLocal(0).call(TypedOpcodes.CALL, f).op(TypedOpcodes.RETURN).endTry();
    asm.bind(outer).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    for (int depth : new int[] {0, 1, 2, 30, 70, 5000}) {
      assertSame(program, "g", depth, String.valueOf(7 + depth));
    }
    assertThat(sameOutcome(program, "f", 3, tierings())).startsWith("uncaught 10 at function f pc ");
  }

  /**
   * {@code f(n, 0)} keeps n as a {@code double} where, on a way that it never takes, an opcode that may raise writes an {@code int}; it
   * returns n plus {@code f(n - 1, 0)}.
   */
  @Test
  void valuesOfTwoTypesInOneSlot() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", Signature.of("(II)I"));
    Label more = asm.begin(f).label();
    Label never = asm.label(asm.height(), List.of());
    Label handler = asm.label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0).op(TypedOpcodes.RETURN);
    asm.bind(more).getLocal(0).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.TO_FLOAT).op(TypedOpcodes.TO_DOUBLE);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).getLocal(1).call(TypedOpcodes.CALL, f).setLocal(0);
    asm.getLocal(1).branch(TypedOpcodes.BR_IF, never);
    asm.op(TypedOpcodes.TRUNCATE).op(TypedOpcodes.WRAP).getLocal(0).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN);
    asm.bind(never).beginTry(handler).getLocal(0).op(TypedOpcodes.CHECK).getLocal(0).op(TypedOpcodes.ADD);
    asm.op(TypedOpcodes.RETURN).endTry();
    asm.bind(handler).drop().constInt(-1).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    for (Tiering tiering : tierings()) {
      for (int slots : BUDGETS) {
        Machine machine = new TypedMachine(program.in(tiering));
        machine.setMaxBudget(slots);
        machine.setInitialSlots(4);
        for (int i = 0; i < 10; i++) {
          assertWithMessage("%s, %s slots of Java stack", tiering, slots).that(machine.invoke(f, 2000, 0)).isEqualTo(2_001_000);
        }
      }
    }
  }

  /** What is raised between compiled functions takes no driver, and leaves the frames further out where they are. */
  @Test
  void noFramesMoveForWhatIsRaised() {
    CrossingProfile profile = new CrossingProfile();
    Program program = profile.counting(downAndUp().in(Tiering.compiled()));
    TypedMachine machine = new TypedMachine(program);
    machine.invoke(program.function("loop"), 10);
    profile.reset();
    machine.invoke(program.function("loop"), 1000);
    assertThat(profile.calls()).isAtLeast(1000);
    assertThat(profile.regionsEntered()).isAtMost(3);
    assertThat(profile.interpreterEntered()).isAtMost(3);
  }

  // Random programs, against what their shape says

  /**
   * A tree of functions, each of which adds up what its callees return; of those in a try, what they raise. What each raises
   * or returns is computed along with it.
   */
  private static final class Tree {
    final TypedAssembler asm = new TypedAssembler();
    final Random random;
    final List<Function> functions = new ArrayList<>();
    final List<Long> results = new ArrayList<>();
    final List<Boolean> raises = new ArrayList<>();

    Tree(long seed) {
      random = new Random(seed);
    }

    void add() {
      int number = functions.size();
      Function function = asm.declare("f" + number, Signature.of("(J)J"));
      asm.begin(function, Type.LONG, Type.LONG, Type.REFERENCE);
      long sum = 0;
      boolean hasRaised = false;
      for (int i = random.nextInt(4); i >= 0 && !hasRaised; i--) {
        int kind = random.nextInt(10);
        if (number > 0 && kind < 7) {
          int callee = random.nextInt(number);
          boolean isTried = random.nextInt(3) > 0;
          asm.getLocal(1);
          int kept = random.nextInt(3);
          for (int k = 0; k < kept; k++) {
            asm.getLocal(0);
          }
          Label handler = asm.label();
          Label end = asm.label();
          if (isTried) {
            asm.beginTry(handler);
          }
          asm.getLocal(1).setLocal(2); // What is live at the handler differs from what was at the try.
          asm.getLocal(0);
          if (random.nextBoolean()) {
            asm.call(TypedOpcodes.CALL, functions.get(callee));
          } else {
            asm.constInt(callee).callComputed(TypedOpcodes.CALL_COMPUTED, function.signature());
          }
          if (isTried) {
            asm.endTry();
            asm.jump(end);
            asm.bind(handler).op(TypedOpcodes.UNBOX);
            asm.jump(end);
            asm.bind(end);
          }
          for (int k = 0; k <= kept; k++) {
            asm.op(TypedOpcodes.ADD_LONG);
          }
          asm.setLocal(1);
          if (raises.get(callee) && !isTried) {
            sum = results.get(callee);
            hasRaised = true;
          } else {
            sum += results.get(callee) + kept * 5L;
          }
        } else if (kind < 9) {
          asm.getLocal(1).constLong(number + i).op(TypedOpcodes.ADD_LONG).setLocal(1);
          sum += number + i;
        }
      }
      if (!hasRaised && random.nextInt(3) == 0) {
        asm.getLocal(1).op(TypedOpcodes.BOX).raise();
        hasRaised = true;
      } else if (!hasRaised && number > 0 && random.nextInt(4) == 0) {
        int callee = random.nextInt(number);
        asm.getLocal(0).call(TypedOpcodes.TAIL_CALL, functions.get(callee));
        sum = results.get(callee);
        hasRaised = raises.get(callee);
      } else {
        asm.getLocal(1).op(TypedOpcodes.RETURN);
      }
      asm.end();
      functions.add(function);
      results.add(sum);
      raises.add(hasRaised);
    }
  }

  @Test
  void randomProgramsCatchWhatTheirShapeSays() {
    for (int i = 0; i < 60; i++) {
      Tree tree = new Tree(seed + i);
      for (int f = 0; f < 12; f++) {
        tree.add();
      }
      Program built = tree.asm.build();
      for (Tiering tiering : tierings()) {
        Program program = built.in(tiering);
        for (int slots : new int[] {3072, 9}) {
          Machine machine = new TypedMachine(program);
          machine.setMaxBudget(slots);
          machine.setInitialSlots(4);
          for (int f = 0; f < 12; f++) {
            Function function = tree.functions.get(f);
            Object found;
            try {
              found = machine.invoke(function, 5L);
            } catch (Trap trap) {
              found = trap.reason();
            }
            Object expected = tree.raises.get(f) ? "uncaught " + tree.results.get(f) : tree.results.get(f);
            assertWithMessage("seed %s, f%s, %s, %s slots", seed + i, f, tiering, slots).that(found).isEqualTo(expected);
          }
        }
      }
    }
  }

  /** What is raised may be an object of the guest's, whose text is made by a call of the guest. */
  @Test
  void textIsMadeOfWhatNothingCatchesIfSomeoneAsks() {
    Object value =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("asked");
          }
        };
    TypedAssembler asm = new TypedAssembler();
    Function g = asm.declare("g", Signature.of("()"));
    asm.begin(asm.declare("f", Signature.of("()"))).call(TypedOpcodes.CALL, g).op(TypedOpcodes.RETURN).end();
    asm.begin(g).constReference(value).raise().end();
    Program program = asm.build();
    for (Tiering tiering : tierings()) {
      Machine machine = new TypedMachine(program.in(tiering));
      Trap trap = assertThrows(Trap.class, () -> machine.invoke(program.function("f")));
      assertThat(((GuestException) trap.getCause()).value()).isSameInstanceAs(value);
      assertThat(trap.trace()).hasSize(2);
      assertThat(assertThrows(IllegalStateException.class, trap::reason)).hasMessageThat().isEqualTo("asked");
    }
  }

  // What is refused

  private static void refused(String message, Consumer<TypedAssembler> body) {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", UNARY));
    assertThat(assertThrows(AssemblyException.class, () -> body.accept(asm))).hasMessageThat().isEqualTo("function f: " + message);
  }

  @Test
  void misuseIsRefused() {
    refused("raise needs 1 value, the stack has 0", TypedAssembler::raise);
    refused("raise needs reference, found int", asm -> asm.getLocal(0).raise());
    refused("endTry: no try has begun", TypedAssembler::endTry);
    refused(
        "a handler is bound inside its own try",
        asm -> {
          Label handler = asm.label();
          asm.beginTry(handler).constReference(1).raise().bind(handler);
        });
    refused("has a try that has not ended", asm -> asm.beginTry(asm.label()).constReference(1).raise().end());
    refused(
        "a handler is bound in front of its try: a loop of what is raised would never ask whether to stop",
        asm -> {
          Label handler = asm.label(0, List.of(Type.REFERENCE));
          asm.constReference(1).bind(handler).drop().beginTry(handler);
        });
    refused("a handler takes one reference above what its label keeps", asm -> asm.beginTry(asm.label(0, List.of(Type.INT))));
    refused(
        "call_computed: the values that the handler of the try keeps have changed",
        asm -> {
          asm.getLocal(0).beginTry(asm.label()).constInt(0);
          asm.callComputed(TypedOpcodes.CALL_COMPUTED, UNARY);
        });
  }
}
