package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The local variables of suspended calls are seen and changed from outside, on every tier. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LocalsTest {

  private static final List<Tiering> TIERINGS =
      List.of(
          Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1),
          new Tiering(Tiering.Mode.MIXED, 2, 3, 0));

  /** {@code f} passes its {@code int} to {@code g}, which stops once and adds 1, and then returns all else that it has. */
  private static Program program() {
    TypedAssembler asm = new TypedAssembler().meteredByCharges();
    Function g = asm.declare("g", Signature.of("(I)I"));
    asm.begin(asm.declare("f", Signature.of("(IJFDL)IJFDL")));
    asm.getLocal(0).call(TypedOpcodes.CALL, g).setLocal(0);
    asm.getLocal(0).getLocal(1).getLocal(2).getLocal(3).getLocal(4).op(TypedOpcodes.RETURN).end();
    asm.begin(g, Type.LONG).getLocal(0).setLocal(0).charge(1);
    asm.getLocal(0).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  private static Invocation stopped(Program program, int round) {
    Invocation call = new TypedMachine(program).start(program.function("f"), round, 2L, 3f, 4.0, "five");
    assertThat(call.run()).isFalse();
    return call;
  }

  private static Object finish(Invocation call) {
    call.machine().addFuel(1);
    assertThat(call.run()).isTrue();
    return call.result();
  }

  @Test
  void localsAreSeenAndChanged() {
    for (Tiering tiering : TIERINGS) {
      Program program = program().in(tiering);
      for (int round = 0; round < 200; round++) {
        Invocation call = stopped(program, round);
        Object[] found = new Object[4];
        for (int local = 1; local < 5; local++) {
          found[local - 1] = call.local(1, local);
        }
        assertWithMessage("%s", tiering).that(found).asList().containsExactly(2L, 3f, 4.0, "five").inOrder();
        assertThat(call.local(0, 0)).isEqualTo(round);
        Invocation copy = call.copyTo(new TypedMachine(program));
        call.setLocal(0, 0, 100);
        call.setLocal(1, 1, -2L);
        call.setLocal(1, 2, -3f);
        call.setLocal(1, 3, Double.NaN);
        call.setLocal(1, 4, null);
        assertThat(call.local(1, 3)).isEqualTo(Double.NaN);
        assertWithMessage("%s", tiering)
            .that((List<?>) finish(call))
            .containsExactly(101, -2L, -3f, Double.NaN, null)
            .inOrder();
        assertThat((List<?>) finish(copy)).containsExactly(round + 1, 2L, 3f, 4.0, "five").inOrder();
      }
    }
  }

  @Test
  void functionsSayWhatLocalsTheyHave() {
    Program program = program();
    Function g = program.function("g");
    assertThat(g.localCount()).isEqualTo(2);
    assertThat(g.localType(0)).isEqualTo(Type.INT);
    assertThat(g.localType(1)).isEqualTo(Type.LONG);
    assertThat(new TypedAssembler().declare("f", Signature.of("(I)")).localCount()).isEqualTo(0);
  }

  @Test
  void whatIsNotThereIsRefused() {
    Program program = program();
    Invocation call = stopped(program, 1);
    assertThat(assertThrows(IndexOutOfBoundsException.class, () -> call.local(2, 0)))
        .hasMessageThat()
        .isEqualTo("there is no frame 2; see frames()");
    assertThrows(IndexOutOfBoundsException.class, () -> call.local(-1, 0));
    assertThat(assertThrows(IndexOutOfBoundsException.class, () -> call.setLocal(0, 2, 0)))
        .hasMessageThat()
        .isEqualTo("there is no local 2; g(I)I has 2");
    assertThat(assertThrows(IllegalArgumentException.class, () -> call.setLocal(1, 1, 7)))
        .hasMessageThat()
        .isEqualTo("local 1 of f(IJFDL)IJFDL is of type long, not 7 (java.lang.Integer)");
    assertThat((List<?>) finish(call)).containsExactly(2, 2L, 3f, 4.0, "five").inOrder();
    assertThat(assertThrows(IllegalStateException.class, () -> call.local(0, 0)))
        .hasMessageThat()
        .isEqualTo("the call of f(IJFDL)IJFDL has no locals: it is finished");
  }

  /** There is no array of references. */
  @Test
  void aReferenceThatNothingUsesIsNull() {
    TypedAssembler asm = new TypedAssembler().meteredByCharges();
    asm.begin(asm.declare("f", Signature.of("()")), Type.REFERENCE).charge(1).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    Invocation call = new TypedMachine(program).start(program.function("f"));
    assertThat(call.run()).isFalse();
    call.setLocal(0, 0, "x");
    assertThat(call.local(0, 0)).isNull();
  }
}
