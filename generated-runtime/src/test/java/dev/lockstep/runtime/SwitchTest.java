package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last target of a switch is for all indices that have none of their own, on every tier. */
final class SwitchTest {

  /** Inputs for which {@code pick} gives -1, -38, 36 and 73, so none of them in bounds. */
  private static final int[] OUT_OF_BOUNDS = {0, -37, 37, 74};

  private static Program program(int targets) {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("(I)I")));
    Label[] labels = new Label[targets];
    for (int i = 0; i < targets; i++) {
      labels[i] = asm.label();
    }
    asm.getLocal(0).multiway(TypedOpcodes.SWITCH, labels);
    for (int i = 0; i < targets; i++) {
      asm.bind(labels[i]).constInt(100 + i).op(TypedOpcodes.RETURN);
    }
    asm.end();
    return asm.build();
  }

  private static void assertPicks(int targets, int argument, int target) {
    for (Tiering tiering : new Tiering[] {Tiering.interpreter(), Tiering.compiled(), Tiering.stress(1)}) {
      Program program = program(targets).in(tiering);
      assertWithMessage("%s of %s targets, %s", argument, targets, tiering)
          .that(new TypedMachine(program).invoke(program.function("f"), argument))
          .isEqualTo(100 + target);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 30})
  void lastTargetIsForAllOtherIndices(int targets) {
    for (int argument : OUT_OF_BOUNDS) {
      assertPicks(targets, argument, targets - 1);
    }
    for (int argument = 1; argument < targets; argument++) {
      assertPicks(targets, argument, argument);
      assertPicks(targets, argument - 37 * targets, argument);
    }
  }
}
