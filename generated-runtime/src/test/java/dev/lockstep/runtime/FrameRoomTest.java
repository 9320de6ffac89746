package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Compiled frames that move to the heap find room there, however far the guest's stack has grown: it starts with 1,024 slots.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FrameRoomTest {

  private static final Signature UNARY = Signature.of("(I)I");

  /** {@code f} calls itself as often as said; nothing that it returns makes room for its caller. */
  @Test
  void behindCalleesWithoutResults() throws InterruptedException {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", Signature.of("(I)"));
    Label more = asm.begin(f, Type.INT).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).op(TypedOpcodes.RETURN);
    asm.bind(more).getLocal(0).setLocal(1).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, f);
    asm.constInt(1).getLocal(1).op(TypedOpcodes.DIV).drop().op(TypedOpcodes.RETURN).end();
    Program program = asm.build().in(Tiering.compiled());
    new TypedMachine(program).invoke(f, 1);
    TypedMachine machine = new TypedMachine(program);
    Interrupting other = new Interrupting(machine, 20_000);
    int stops = 0;
    for (int i = 0; i < 3000; i++) {
      Invocation call = machine.start(f, 500);
      while (!call.run()) {
        stops++;
      }
      machine.trim();
    }
    other.stop();
    assertThat(stops).isGreaterThan(0);
  }

  /** {@code r} calls itself as often as said, and then {@code f}, whose operand stack gets high once {@code g} has run. */
  private static Program highAfterCall() {
    TypedAssembler asm = new TypedAssembler().metered();
    Function r = asm.declare("r", UNARY);
    Function f = asm.declare("f", UNARY);
    Function g = asm.declare("g", UNARY);
    Label more = asm.begin(r).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(3).call(TypedOpcodes.CALL, f).op(TypedOpcodes.RETURN);
    asm.bind(more).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, r).op(TypedOpcodes.RETURN).end();
    asm.begin(f).getLocal(0).call(TypedOpcodes.CALL, g).setLocal(0);
    for (int i = 0; i < 40; i++) {
      asm.getLocal(0);
    }
    asm.getLocal(0).call(TypedOpcodes.CALL, g);
    for (int i = 0; i < 40; i++) {
      asm.op(TypedOpcodes.ADD);
    }
    asm.op(TypedOpcodes.RETURN).end();
    Label on = asm.begin(g).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, on).constInt(0).op(TypedOpcodes.RETURN);
    asm.bind(on).constInt(5).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  /** Stops when {@code fuel} is used up, again after {@code more}, and then runs to its end. */
  private static Object inSlices(Program program, int depth, int fuel, int more) {
    TypedMachine machine = new TypedMachine(program);
    Invocation call = machine.start(program.function("r"), depth);
    long next = more;
    for (machine.addFuel(fuel); !call.run(); next = 1_000_000) {
      machine.addFuel(next);
    }
    return call.result();
  }

  @Test
  void forWhatIsCalledLater() {
    Program program = highAfterCall();
    Program compiled = program.in(Tiering.compiled());
    int depth = 494;
    Object expected = inSlices(program.in(Tiering.interpreter()), depth, 1, 40);
    for (int more = 36; more < 64; more += 2) {
      for (int fuel = 5 * depth; fuel < 7 * depth + 60; fuel += 3) {
        assertWithMessage("fuel %s, %s", fuel, more).that(inSlices(compiled, depth, fuel, more)).isEqualTo(expected);
      }
    }
  }
}
