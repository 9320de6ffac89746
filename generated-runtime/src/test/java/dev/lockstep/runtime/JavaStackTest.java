package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However deep a guest calls, and however large the JVM's frames are beside the guest's, the Java stack does not end. */
final class JavaStackTest {

  private static final Signature SIGNATURE = Signature.of("(I)I");
  static final int CALLS = 100_000;

  /** What the documentation of {@link Machine} asks for. */
  private static final int BYTES = 600 << 10;

  /**
   * {@code f(n) = n == 0 ? 0 : 1 + f(n - 1)}, by way of {@code g} if {@code mutual}, with {@code values} more values on the
   * operand stack before the call or after it, where the callee's frame starts.
   */
  private static Program recursion(int values, boolean mutual) {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", SIGNATURE);
    Function g = mutual ? asm.declare("g", SIGNATURE) : f;
    recursion(asm, f, g, values);
    if (mutual) {
      recursion(asm, g, f, values);
    }
    return asm.build();
  }

  private static void recursion(TypedAssembler asm, Function function, Function callee, int values) {
    Label more = asm.begin(function).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0).op(TypedOpcodes.RETURN).bind(more);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, callee).op(TypedOpcodes.TO_LONG);
    for (int i = 0; i < values; i++) {
      asm.getLocal(0).op(TypedOpcodes.TO_LONG);
    }
    for (int i = 0; i < values; i++) {
      asm.op(TypedOpcodes.ADD_LONG);
    }
    asm.op(TypedOpcodes.WRAP).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
  }

  /** What {@code f} returns for {@link #CALLS}, twice the same, on that stack; what it throws if it does. */
  static Object run(Program program) throws InterruptedException {
    Object[] result = new Object[1];
    Runnable run =
        () -> {
          try {
            Machine machine = new TypedMachine(program);
            result[0] = machine.invoke(program.function("f"), CALLS);
            assertThat(machine.invoke(program.function("f"), CALLS)).isEqualTo(result[0]);
          } catch (Throwable thrown) {
            result[0] = thrown;
          }
        };
    Thread thread = new Thread(null, run, "guest", BYTES);
    thread.start();
    thread.join();
    return result[0];
  }

  /** As {@link #recursion}, by way of a chain of tail calls that is {@code length} long, with so many parameters. */
  private static Program tailCalls(int length, int parameters) {
    TypedAssembler asm = new TypedAssembler();
    Signature many = Signature.of("(" + "I".repeat(parameters) + ")I");
    Function f = asm.declare("f", SIGNATURE);
    Function g = asm.declare("g", many);
    Function[] chain = new Function[length + 1];
    chain[length] = g;
    for (int i = 0; i < length; i++) {
      chain[i] = asm.declare("h" + i, many);
    }
    asm.begin(f).getLocal(0);
    for (int i = 1; i < parameters; i++) {
      asm.constInt(i);
    }
    asm.call(TypedOpcodes.CALL, g).op(TypedOpcodes.RETURN).end();
    Label more = asm.begin(g).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0).op(TypedOpcodes.RETURN).bind(more);
    pass(asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD), parameters);
    asm.call(TypedOpcodes.CALL, chain[0]).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    for (int i = 0; i < length; i++) {
      pass(asm.begin(chain[i], Type.LONG).getLocal(0), parameters);
      asm.call(TypedOpcodes.TAIL_CALL, chain[i + 1]).end();
    }
    return asm.build();
  }

  /** Tail calls of two functions in turn, each of which calls what no compiled code can call, and which a driver runs. */
  private static Program tailCallsAndDrivers() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", SIGNATURE);
    Function g = asm.declare("g", SIGNATURE);
    Function leaf = asm.declare("leaf", Signature.of("()"));
    asm.begin(leaf).op(TypedOpcodes.RETURN).end();
    for (Function function : List.of(f, g)) {
      Label more = asm.begin(function).label();
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(CALLS).op(TypedOpcodes.RETURN).bind(more);
      asm.call(TypedOpcodes.CALL, leaf).getLocal(0).constInt(-1).op(TypedOpcodes.ADD);
      asm.call(TypedOpcodes.TAIL_CALL, function == f ? g : f).end();
    }
    return asm.build();
  }

  private static void pass(TypedAssembler asm, int parameters) {
    for (int i = 1; i < parameters; i++) {
      asm.getLocal(i);
    }
  }

  @Test
  void boundedByWayOfTailCalls() throws InterruptedException {
    for (int parameters : new int[] {1, 9, 126}) {
      for (Tiering tiering : List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1))) {
        assertWithMessage("%s parameters, %s", parameters, tiering)
            .that(run(tailCalls(1, parameters).in(tiering)))
            .isEqualTo(CALLS);
      }
      assertWithMessage("%s parameters, in chains", parameters)
          .that(run(tailCalls(JavaStack.TAIL_CALLS, parameters).in(Tiering.compiled())))
          .isEqualTo(CALLS);
    }
  }

  @Test
  void boundedByWayOfTailCallsAndDrivers() throws InterruptedException {
    assertThat(run(tailCallsAndDrivers().in(Tiering.compiled()))).isEqualTo(CALLS);
  }

  @Test
  void boundedWhateverFramesAreLike() throws InterruptedException {
    for (int values : new int[] {0, 1, 30, 200}) {
      for (boolean mutual : new boolean[] {false, true}) {
        Program program = recursion(values, mutual);
        Object expected = run(program.in(Tiering.interpreter()));
        assertThat(expected).isInstanceOf(Integer.class);
        for (Tiering tiering : List.of(Tiering.compiled(), Tiering.mixed(), Tiering.stress(1))) {
          assertWithMessage("%s values, mutual %s, %s", values, mutual, tiering)
              .that(run(program.in(tiering)))
              .isEqualTo(expected);
        }
      }
    }
  }
}
