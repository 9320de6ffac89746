package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static dev.lockstep.runtime.CallsTest.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tail calls of compiled code do what those of the interpreter do, and stay in compiled code. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TailCallsTest {

  private static final Signature UNARY = Signature.of("(I)I");

  /** Some of these are passed in the window: references, and what comes after the eighth. */
  private static final List<String> SIGNATURES =
      List.of("(I)I", "(IJ)J", "(ID)", "(IF)F", "(IL)L", "(IDL)DL", "(ILJ)LJI", "(IJJJJJJJJJL)JJ");

  /**
   * A program whose {@code f} calls the first of several functions, each of which makes a tail call of the next with one less to
   * go, up to the last one; with one, that is itself.
   */
  private static Program ring(int functions, String signature, boolean isComputed, boolean traps) {
    TypedAssembler asm = new TypedAssembler();
    Signature type = Signature.of(signature);
    Function[] ring = new Function[functions];
    for (int i = 0; i < functions; i++) {
      ring[i] = asm.declare("ring" + i, type);
    }
    Function f = asm.declare("f", UNARY);
    for (int i = 0; i < functions; i++) {
      body(asm, ring[i], ring[(i + 1) % functions], isComputed, traps);
    }
    asm.begin(f, Type.INT).constInt(1).setLocal(1).getLocal(0);
    for (Type parameter : type.parameters().subList(1, type.parameters().size())) {
      push(asm, parameter);
    }
    asm.call(TypedOpcodes.CALL, ring[0]);
    for (int i = type.results().size() - 1; i >= 0; i--) {
      toInt(asm, type.results().get(i));
      asm.getLocal(1).op(TypedOpcodes.ADD).setLocal(1);
    }
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  private static void push(TypedAssembler asm, Type type) {
    switch (type) {
      case INT -> asm.constInt(5);
      case LONG -> asm.constLong(1L << 20);
      case FLOAT -> asm.constFloat(3);
      case DOUBLE -> asm.constDouble(7);
      case REFERENCE -> asm.constReference(11L);
    }
  }

  private static void toInt(TypedAssembler asm, Type type) {
    switch (type) {
      case LONG -> asm.op(TypedOpcodes.WRAP);
      case FLOAT -> asm.op(TypedOpcodes.TO_DOUBLE).op(TypedOpcodes.TRUNCATE).op(TypedOpcodes.WRAP);
      case DOUBLE -> asm.op(TypedOpcodes.TRUNCATE).op(TypedOpcodes.WRAP);
      case REFERENCE -> asm.op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP);
      default -> {}
    }
  }

  /** Counts on its way, in a local that starts at 0 each time, and hands on other arguments than it gets. */
  private static void body(TypedAssembler asm, Function function, Function next, boolean isComputed, boolean traps) {
    List<Type> parameters = function.signature().parameters();
    int count = parameters.size();
    asm.begin(function, Type.INT, Type.LONG, Type.REFERENCE);
    Label more = asm.label();
    asm.getLocal(count).constInt(1).op(TypedOpcodes.ADD).setLocal(count);
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more);
    if (traps) {
      asm.constInt(3).constInt(0).op(TypedOpcodes.DIV).setLocal(0);
    }
    for (Type result : function.signature().results()) {
      result(asm, parameters, result, count);
    }
    asm.op(TypedOpcodes.RETURN);
    asm.bind(more).getLocal(0).constInt(-1).op(TypedOpcodes.ADD);
    for (int i = 1; i < count; i++) {
      next(asm, parameters.get(i), i, count);
    }
    asm.getLocal(count).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.BOX).setLocal(count + 2);
    if (isComputed) {
      asm.constInt(next.index()).callComputed(TypedOpcodes.TAIL_CALL_COMPUTED, function.signature());
    } else {
      asm.call(TypedOpcodes.TAIL_CALL, next);
    }
    asm.end();
  }

  /** Pushes what a parameter is to be next: more by the local that counts. */
  private static void next(TypedAssembler asm, Type type, int parameter, int counter) {
    asm.getLocal(parameter);
    switch (type) {
      case LONG -> asm.getLocal(counter).op(TypedOpcodes.TO_LONG).op(TypedOpcodes.ADD_LONG);
      case FLOAT -> asm.constFloat(1.25f).op(TypedOpcodes.MUL_FLOAT);
      case DOUBLE -> asm.constDouble(2).op(TypedOpcodes.ADD_DOUBLE);
      case REFERENCE -> {
        asm.op(TypedOpcodes.UNBOX).getLocal(counter).op(TypedOpcodes.TO_LONG);
        asm.op(TypedOpcodes.ADD_LONG).op(TypedOpcodes.BOX);
      }
      default -> {}
    }
  }

  /** Pushes a result: the parameter of that type, or the local that counts. */
  private static void result(TypedAssembler asm, List<Type> parameters, Type type, int counter) {
    int parameter = type == Type.INT ? -1 : parameters.indexOf(type);
    asm.getLocal(parameter < 0 ? counter : parameter);
  }

  @Test
  void chainsOfAllKinds() {
    for (String signature : SIGNATURES) {
      for (int functions : new int[] {1, 3}) {
        for (boolean isComputed : new boolean[] {false, true}) {
          for (boolean traps : new boolean[] {false, true}) {
            Program program = ring(functions, signature, isComputed, traps);
            for (int length : new int[] {0, 1, 32, 33, 34, 700}) {
              assertSame(program, length, Machine.DEFAULT_STACK_LIMIT);
            }
          }
        }
      }
    }
  }

  @Test
  void onAStackForOneFrame() {
    for (int functions : new int[] {1, 3}) {
      for (int slots = 0; slots < 40; slots++) {
        assertSame(ring(functions, "(IDL)DL", false, false), 500, 1 + slots);
      }
    }
  }

  /** The driver enters compiled code once for many tail calls, and none of them comes to the interpreter. */
  @Test
  void staysInCompiledCode() {
    for (boolean isComputed : new boolean[] {false, true}) {
      for (int functions : new int[] {1, 4}) {
        CrossingProfile profile = new CrossingProfile();
        Program program = profile.counting(ring(functions, "(IJ)J", isComputed, false).in(Tiering.compiled()));
        Machine machine = new TypedMachine(program);
        Object result = machine.invoke(program.function("f"), 1000); // Compiles them.
        profile.reset();
        assertThat(machine.invoke(program.function("f"), 1000)).isEqualTo(result);
        assertThat(profile.regionsEntered()).isEqualTo(1);
        assertThat(profile.interpreterEntered()).isEqualTo(0);
        assertThat(profile.calls()).isEqualTo(functions == 1 && !isComputed ? 1 : 1001);
      }
    }
  }

  /** A function that is not compiled is run by whoever has called the first of a chain, and so is what follows. */
  @Test
  void whatIsDiscardedTakesPartInChains() {
    Program program = ring(3, "(IL)L", false, false).in(Tiering.mixed());
    Machine machine = new TypedMachine(program);
    Object expected = machine.invoke(program.function("f"), 3000);
    for (int i = 0; i < 3; i++) {
      program.discard(program.function("ring" + i).entry());
      assertThat(machine.invoke(program.function("f"), 3000)).isEqualTo(expected);
      assertThat(machine.invoke(program.function("f"), 3000)).isEqualTo(expected);
    }
  }

  @Test
  void aPickThatIsNoneTraps() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", UNARY);
    Function other = asm.declare("other", Signature.of("(J)I"));
    Function picks = asm.declare("picks", UNARY);
    asm.begin(f).getLocal(0).call(TypedOpcodes.CALL, picks).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    asm.begin(other).constInt(1).op(TypedOpcodes.RETURN).end();
    asm.begin(picks).constInt(7).getLocal(0).callComputed(TypedOpcodes.TAIL_CALL_COMPUTED, UNARY).end();
    Program program = asm.build();
    for (int index : new int[] {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE, other.index()}) {
      assertSame(program, index, Machine.DEFAULT_STACK_LIMIT);
    }
    TypedMachine machine = new TypedMachine(program.in(Tiering.compiled()));
    assertThat(machine.invoke(other, 5L)).isEqualTo(1); // Compiles it.
    Trap trap = assertThrows(Trap.class, () -> machine.invoke(f, other.index()));
    assertThat(trap.reason()).isEqualTo("call through (I)I of other(J)I");
    assertThat(trap.function()).isEqualTo("picks");
  }
}
