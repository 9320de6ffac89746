package dev.lockstep.byhand;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.runtime.AssemblyException;
import dev.lockstep.runtime.Convention;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.runtime.Type;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guest written by hand, on every tier. */
final class TinyTest {

  private static final List<Tiering> TIERINGS =
      List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1), Tiering.stress(2));

  private static Object run(Program program, String function, long[] memory, Object... arguments) {
    Object first = null;
    for (Tiering tiering : TIERINGS) {
      Object result = runOn(program.in(tiering), function, memory, arguments);
      first = first == null ? result : first;
      assertThat(result).isEqualTo(first);
    }
    return first;
  }

  private static Object runOn(Program program, String function, long[] memory, Object... arguments) {
    try {
      return new TinyMachine(program, memory).invoke(program.function(function), arguments);
    } catch (Trap trap) {
      return trap.getMessage();
    }
  }

  @Test
  void recursion() {
    TinyAssembler asm = new TinyAssembler();
    Function fib = asm.declare("fib", Signature.of("(I)I"));
    asm.begin(fib);
    Label small = asm.label();
    asm.getLocal(0).constInt(2).lt().brIf(small);
    asm.getLocal(0).constInt(-1).add().call(fib);
    asm.getLocal(0).constInt(-2).add().call(fib);
    asm.add().ret();
    asm.bind(small).getLocal(0).ret().end();
    assertThat(run(asm.build(), "fib", new long[0], 20)).isEqualTo(6765);
  }

  @Test
  void loop() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("sum", Signature.of("(I)I")), Type.INT, Type.INT);
    Label top = asm.label();
    asm.bind(top);
    asm.getLocal(1).getLocal(2).add().setLocal(1);
    asm.getLocal(2).constInt(1).add().teeLocal(2);
    asm.getLocal(0).lt().brIf(top);
    asm.getLocal(1).ret().end();
    assertThat(run(asm.build(), "sum", new long[0], 100_000)).isEqualTo(704982704);
  }

  @Test
  void whatRunsLongInTheInterpreterGoesOnInItsOtherLoop() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("turns", Signature.of("(I)J")), Type.INT);
    Label top = asm.label();
    asm.bind(top);
    asm.getLocal(1).constInt(1).add().teeLocal(1);
    asm.getLocal(0).lt().brIf(top);
    asm.getLocal(1).peek(0).ret().end();
    Program assembled = asm.build();
    Program program = assembled.in(new Tiering(Tiering.Mode.MIXED, Integer.MAX_VALUE, Integer.MAX_VALUE, 0));
    assertThat(loopAtTrap(program, 1000)).isEqualTo("warmUp");
    assertThat(loopAtTrap(program, Convention.WARM_UP)).isEqualTo("run");
    assertThat(loopAtTrap(assembled.in(Tiering.interpreter()), 1000)).isEqualTo("run");
  }

  private static String loopAtTrap(Program program, int turns) {
    TinyMachine machine = new TinyMachine(program, new long[1]);
    Trap trap = assertThrows(Trap.class, () -> machine.invoke(program.function("turns"), turns));
    return Arrays.stream(trap.getCause().getStackTrace())
        .map(StackTraceElement::getMethodName)
        .filter(name -> name.equals("run") || name.equals("warmUp"))
        .findFirst()
        .get();
  }

  @Test
  void moreResultsThanLocals() {
    TinyAssembler asm = new TinyAssembler();
    Function seven = asm.declare("seven", Signature.of("()I"));
    asm.begin(seven).constInt(7).ret().end();
    Function pair = asm.declare("pair", Signature.of("(I)II"));
    asm.begin(pair).call(seven).getLocal(0).call(seven).add().ret().end();
    asm.begin(asm.declare("sum", Signature.of("(I)I"))).getLocal(0).call(pair).add().ret().end();
    assertThat(run(asm.build(), "seven", new long[0])).isEqualTo(7);
    assertThat(run(asm.build(), "pair", new long[0], 3)).isEqualTo(List.of(7, 10));
    assertThat(run(asm.build(), "sum", new long[0], 3)).isEqualTo(17);
  }

  @Test
  void trapSaysWhere() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("peek", Signature.of("(I)J")));
    asm.getLocal(0).constInt(1).add().peek(1).ret().end();
    assertThat(run(asm.build(), "peek", new long[] {1, 2, 3}, 0)).isEqualTo(3L);
    assertThat(run(asm.build(), "peek", new long[] {1, 2, 3}, 1)).isEqualTo("out of bounds at function peek pc 10");
  }

  @Test
  void anExceptionThatIsATrapIsItsCause() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("peek", Signature.of("(I)J"))).getLocal(0).peek(0).ret().end();
    Program program = asm.build();
    for (Tiering tiering : List.of(Tiering.interpreter(), Tiering.compiled())) {
      Program other = program.in(tiering);
      TinyMachine machine = new TinyMachine(other, new long[0]);
      Trap trap = assertThrows(Trap.class, () -> machine.invoke(other.function("peek"), 7));
      assertThat(trap).hasCauseThat().isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void deepRecursion() {
    TinyAssembler asm = new TinyAssembler();
    Function deep = asm.declare("deep", Signature.of("(I)I"));
    asm.begin(deep);
    Label zero = asm.label();
    asm.getLocal(0).constInt(1).lt().brIf(zero);
    asm.getLocal(0).constInt(-1).add().call(deep).constInt(1).add().ret();
    asm.bind(zero).constInt(0).ret().end();
    Program program = asm.build();
    assertThat(run(program, "deep", new long[0], 10_000_000)).isEqualTo(10_000_000);
    TinyMachine small = new TinyMachine(program, new long[0], 10_000);
    Trap trap = assertThrows(Trap.class, () -> small.invoke(program.function("deep"), 100_000));
    assertThat(trap.reason()).isEqualTo("call stack exhausted");
    assertThat(small.invoke(program.function("deep"), 1000)).isEqualTo(1000);
  }

  @Test
  void misuseFailsAtTheCall() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("bad", Signature.of("(I)I")));
    asm.constLong(1);
    AssemblyException wrong = assertThrows(AssemblyException.class, () -> asm.getLocal(0).add());
    assertThat(wrong).hasMessageThat().isEqualTo("function bad: add needs int, found long");
  }
}
