package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a guest is doing, and on whatever tier, an interrupt stops it, and it can go on as if nothing had happened. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptTest {

  private static final Signature SIGNATURE = Signature.of("(I)I");
  private static final List<Tiering> TIERINGS =
      List.of(
          Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1),
          new Tiering(Tiering.Mode.MIXED, 20, 30, 0));

  /** Programs in which {@code f} runs that many rounds, for ever if it starts from 1, and returns a number of its own. */
  private static Map<String, Program> programs() {
    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put("branch", loop(false, 0));
    programs.put("switch", loop(true, 0));
    programs.put("two regions", loop(false, 1000));
    programs.put("nested", nested());
    programs.put("tail calls", tailCalls(false));
    programs.put("tail calls of itself", tailCalls(true));
    programs.put("tail calls with references", tailCallsWithReferences());
    programs.put("loop of calls", loopOfCalls(false));
    programs.put("loop of calls and a branch", loopOfCalls(true));
    programs.put("calls with two results", callsWithTwoResults());
    programs.put("calls", calls(0));
    programs.put("calls of two regions", calls(1000));
    return programs;
  }

  /** Counts up to 0 and adds; {@code ballast} more instructions a round. */
  private static Program loop(boolean withSwitch, int ballast) {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", SIGNATURE), Type.INT);
    Label top = asm.label();
    Label end = asm.label();
    asm.bind(top);
    for (int i = 0; i < ballast; i++) {
      asm.getLocal(1).constInt(i).op(TypedOpcodes.ADD).setLocal(1);
    }
    asm.getLocal(1).getLocal(0).op(TypedOpcodes.ADD).setLocal(1);
    asm.getLocal(0).constInt(1).op(TypedOpcodes.ADD).teeLocal(0);
    if (withSwitch) {
      Label more = asm.label();
      asm.branch(TypedOpcodes.BR_IF, more).jump(end);
      asm.bind(more).constInt(1).multiway(TypedOpcodes.SWITCH, new Label[] {end, top});
    } else {
      asm.branch(TypedOpcodes.BR_IF, top).jump(end);
    }
    asm.bind(end).getLocal(1).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  private static Program nested() {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", SIGNATURE), Type.INT, Type.INT);
    Label outer = asm.label();
    Label inner = asm.label();
    asm.bind(outer).constInt(-7).setLocal(2);
    asm.bind(inner).getLocal(1).getLocal(2).op(TypedOpcodes.ADD).getLocal(0).op(TypedOpcodes.ADD).setLocal(1);
    asm.getLocal(2).constInt(1).op(TypedOpcodes.ADD).teeLocal(2).branch(TypedOpcodes.BR_IF, inner);
    asm.getLocal(0).constInt(1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, outer);
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  /** The end of a loop that counts local 0 up to 0, and of the function, whose result is in local 1. */
  private static void endRounds(TypedAssembler asm, Label top) {
    asm.getLocal(0).constInt(1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
  }

  /** Calls in each round, after which there are one way back or two. */
  private static Program loopOfCalls(boolean branches) {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", SIGNATURE);
    Function g = asm.declare("g", SIGNATURE);
    Label top = asm.begin(f, Type.INT).label();
    asm.bind(top).getLocal(1).call(TypedOpcodes.CALL, g).getLocal(0).op(TypedOpcodes.ADD).setLocal(1);
    if (branches) {
      Label rest = asm.label();
      asm.getLocal(1).constInt(1).op(TypedOpcodes.ADD).branch(TypedOpcodes.BR_IF, rest);
      asm.getLocal(1).constInt(7).op(TypedOpcodes.ADD).setLocal(1).bind(rest);
    }
    endRounds(asm, top);
    asm.begin(g).getLocal(0).constInt(3).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  private static Program tailCalls(boolean ofItself) {
    TypedAssembler asm = new TypedAssembler();
    Signature two = Signature.of("(II)I");
    Function f = asm.declare("f", SIGNATURE);
    Function g = asm.declare("g", two);
    Function h = asm.declare("h", two);
    asm.begin(f).getLocal(0).constInt(0).call(TypedOpcodes.CALL, g).op(TypedOpcodes.RETURN).end();
    for (Function function : List.of(g, h)) {
      Label more = asm.begin(function).label();
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).getLocal(1).op(TypedOpcodes.RETURN).bind(more);
      asm.getLocal(0).constInt(1).op(TypedOpcodes.ADD).getLocal(1).getLocal(0).op(TypedOpcodes.ADD);
      asm.call(TypedOpcodes.TAIL_CALL, (function == g) == ofItself ? g : h).end();
    }
    return asm.build();
  }

  /** Each round, two functions call each other forty times and hand on a number as a reference, which is added up. */
  private static Program tailCallsWithReferences() {
    TypedAssembler asm = new TypedAssembler();
    Signature handing = Signature.of("(IL)L");
    Function f = asm.declare("f", SIGNATURE);
    Function g = asm.declare("g", handing);
    Function h = asm.declare("h", handing);
    Label top = asm.begin(f, Type.INT).label();
    asm.bind(top).constInt(40).getLocal(0).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.BOX).call(TypedOpcodes.CALL, g);
    asm.op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP).getLocal(1).op(TypedOpcodes.ADD).setLocal(1);
    endRounds(asm, top);
    for (Function function : List.of(g, h)) {
      Label more = asm.begin(function).label();
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).getLocal(1).op(TypedOpcodes.RETURN).bind(more);
      asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).getLocal(1);
      asm.call(TypedOpcodes.TAIL_CALL, function == g ? h : g).end();
    }
    return asm.build();
  }

  /** Each round, two functions call each other forty times; of two results, each is that of the callee and something else. */
  private static Program callsWithTwoResults() {
    TypedAssembler asm = new TypedAssembler();
    Signature two = Signature.of("(I)II");
    Function f = asm.declare("f", SIGNATURE);
    Function g = asm.declare("g", two);
    Function h = asm.declare("h", two);
    Label top = asm.begin(f, Type.INT).label();
    asm.bind(top).constInt(40).call(TypedOpcodes.CALL, g).op(TypedOpcodes.ADD);
    asm.getLocal(0).op(TypedOpcodes.ADD).getLocal(1).op(TypedOpcodes.ADD).setLocal(1);
    endRounds(asm, top);
    for (Function function : List.of(g, h)) {
      Label more = asm.begin(function, Type.INT).label();
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(1).constInt(3).op(TypedOpcodes.RETURN).bind(more);
      asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, function == g ? h : g);
      asm.getLocal(0).op(TypedOpcodes.ADD).setLocal(1).constInt(1).op(TypedOpcodes.ADD).getLocal(1).op(TypedOpcodes.RETURN).end();
    }
    return asm.build();
  }

  /** Two calls a call and no loop: as many rounds as the argument is below 0, but 2 to the 40 instead of for ever. */
  private static Program calls(int ballast) {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", SIGNATURE);
    Function tree = asm.declare("tree", SIGNATURE);
    Function other = asm.declare("other", SIGNATURE);
    Label finite = asm.begin(f).label();
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).branch(TypedOpcodes.BR_IF, finite);
    asm.constInt(40).call(TypedOpcodes.CALL, tree).op(TypedOpcodes.RETURN);
    asm.bind(finite).constInt(16).call(TypedOpcodes.CALL, tree).op(TypedOpcodes.RETURN).end();
    tree(asm, tree, other, 0);
    tree(asm, other, tree, ballast);
    return asm.build();
  }

  private static void tree(TypedAssembler asm, Function function, Function other, int ballast) {
    Label more = asm.begin(function, Type.INT).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(1).op(TypedOpcodes.RETURN).bind(more);
    for (int i = 0; i < ballast; i++) {
      asm.getLocal(1).constInt(i).op(TypedOpcodes.ADD).setLocal(1);
    }
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, other);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, function).op(TypedOpcodes.ADD);
    asm.getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
  }

  /** Runs a call to its end while its machine is interrupted again and again; returns how often it stopped. */
  private static int runInterrupted(Machine machine, Invocation call) throws InterruptedException {
    Interrupting interrupting = new Interrupting(machine, 300_000);
    int stops = 0;
    try {
      while (!call.run()) {
        stops++;
      }
    } finally {
      interrupting.stop();
    }
    return stops;
  }

  @Test
  void whatRunsForEverStops() throws InterruptedException {
    for (Map.Entry<String, Program> program : programs().entrySet()) {
      for (Tiering tiering : TIERINGS) {
        Machine machine = new TypedMachine(program.getValue().in(tiering));
        Invocation call = machine.start(machine.program().function("f"), 1);
        for (int i = 0; i < 3; i++) {
          Thread interrupting = new Thread(() -> interruptAfter(machine, 40));
          interrupting.start();
          assertWithMessage("%s, %s", program.getKey(), tiering).that(call.run()).isFalse();
          interrupting.join();
          assertThat(call.isFinished()).isFalse();
          assertThat(call.suspension().reason()).isEqualTo(Suspension.Reason.INTERRUPTED);
          assertThat(machine.program().functionAt(call.suspension().pc()).name()).isEqualTo(call.suspension().function());
        }
      }
    }
  }

  private static void interruptAfter(Machine machine, long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    machine.interrupt();
  }

  @Test
  void whatWasStoppedGoesOn() throws InterruptedException {
    for (Map.Entry<String, Program> program : programs().entrySet()) {
      int rounds =
          switch (program.getKey()) {
            case "two regions" -> -20_000;
            case "tail calls with references" -> -300_000;
            default -> -3_000_000;
          };
      Program plain = program.getValue().in(Tiering.mixed());
      Object expected = new TypedMachine(plain).invoke(plain.function("f"), rounds);
      for (Tiering tiering : TIERINGS) {
        Machine machine = new TypedMachine(program.getValue().in(tiering));
        int stops = 0;
        for (int tries = 0; tries < 100 && stops == 0; tries++) { // Compiled code may be done before the other thread starts.
          Invocation call = machine.start(machine.program().function("f"), rounds);
          stops = runInterrupted(machine, call);
          assertWithMessage("%s, %s, %s stops", program.getKey(), tiering, stops).that(call.result()).isEqualTo(expected);
        }
        assertWithMessage("stops of %s, %s", program.getKey(), tiering).that(stops).isGreaterThan(0);
      }
    }
  }

  /** Its argument, by as many calls one inside the other. */
  private static Function depth(TypedAssembler asm) {
    Function f = asm.declare("f", SIGNATURE);
    Label more = asm.begin(f).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0).op(TypedOpcodes.RETURN).bind(more);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, f);
    asm.constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    return f;
  }

  @Test
  void aDeepStackGoesOn() throws InterruptedException {
    TypedAssembler asm = new TypedAssembler();
    Function f = depth(asm);
    Program program = asm.build();
    for (Tiering tiering : TIERINGS) {
      Machine machine = new TypedMachine(program.in(tiering));
      Invocation call = machine.start(f, 1_000_000);
      runInterrupted(machine, call);
      assertWithMessage("%s", tiering).that(call.result()).isEqualTo(1_000_000);
    }
  }

  /** If each stop took time for each frame of the stack this would go on for many minutes. */
  @Test
  void aDeepStackGoesOnInSmallSlices() {
    TypedAssembler asm = new TypedAssembler().metered();
    Function f = depth(asm);
    Program program = asm.build();
    for (Tiering tiering : TIERINGS) {
      Machine machine = new TypedMachine(program.in(tiering));
      Invocation call = machine.start(f, 1_000_000);
      int stops = 0;
      for (machine.addFuel(6_000_000); !call.run(); machine.addFuel(100)) {
        stops++;
      }
      assertWithMessage("%s", tiering).that(call.result()).isEqualTo(1_000_000);
      assertWithMessage("%s", tiering).that(stops).isAtLeast(20_000);
    }
  }

  @Test
  void severalAreSuspendedAtATime() {
    for (Tiering tiering : TIERINGS) {
      Program program = loop(false, 0).in(tiering);
      Function f = program.function("f");
      Machine machine = new TypedMachine(program);
      Object expected = machine.invoke(f, -1000);
      Invocation[] calls = new Invocation[5];
      for (int i = 0; i < calls.length; i++) {
        calls[i] = machine.start(f, -1000);
        machine.interrupt();
        assertWithMessage("%s", tiering).that(calls[i].run()).isFalse();
      }
      assertThat(machine.invoke(f, -1000)).isEqualTo(expected);
      for (Invocation call : calls) {
        assertThat(call.run()).isTrue();
        assertThat(call.result()).isEqualTo(expected);
      }
    }
  }

  @Test
  void anInterruptWithNothingRunningStopsTheNextCall() {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", SIGNATURE)).getLocal(0).op(TypedOpcodes.RETURN).end();
    Program assembled = asm.build();
    for (Tiering tiering : TIERINGS) {
      Program program = assembled.in(tiering);
      Function f = program.function("f");
      Machine machine = new TypedMachine(program);
      for (int i = 0; i < 3; i++) {
        machine.interrupt();
        Invocation call = machine.start(f, i);
        assertWithMessage("%s", tiering).that(call.run()).isFalse();
        assertThat(call.suspension().pc()).isEqualTo(f.entry());
        assertThat(machine.invoke(f, 7)).isEqualTo(7);
        assertThat(call.run()).isTrue();
        assertThat(call.result()).isEqualTo(i);
      }
    }
  }

  @Test
  void invokeSaysThatItWasInterrupted() {
    for (Tiering tiering : TIERINGS) {
      Program program = loop(false, 0).in(tiering);
      Machine machine = new TypedMachine(program);
      machine.interrupt();
      Suspension suspension = assertThrows(Suspension.class, () -> machine.invoke(program.function("f"), 1));
      assertThat(suspension).hasMessageThat().isEqualTo("interrupted at function f pc " + suspension.pc());
      assertThat(machine.invoke(program.function("f"), -2)).isEqualTo(-3);
    }
  }

  @Test
  void anInvocationSaysWhatItCannotDo() {
    Program program = loop(false, 0);
    Machine machine = new TypedMachine(program);
    Invocation call = machine.start(program.function("f"), -2);
    IllegalStateException early = assertThrows(IllegalStateException.class, call::result);
    assertThat(early).hasMessageThat().contains("has no result: it is new");
    assertThat(call.run()).isTrue();
    IllegalStateException late = assertThrows(IllegalStateException.class, call::run);
    assertThat(late).hasMessageThat().contains("cannot be run: it is finished");
    assertThrows(IllegalArgumentException.class, () -> machine.start(program.function("f"), 2L));
  }
}
