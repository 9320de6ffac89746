package dev.lockstep.byhand;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.runtime.Conformance;
import dev.lockstep.runtime.ConformanceFailure;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Trial;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The handlers and stencils written by hand do what the methods do, and the comparison would notice if they did not. */
final class ConformanceTest {

  @Test
  void tinyConforms() {
    assertThat(new TinyConformance().contexts(() -> new long[64]).comparing(Arrays::equals).check()).isEmpty();
  }

  @Test
  void noticesAnotherResult() {
    List<ConformanceFailure> failures = new Deviating().contexts(() -> new long[64]).without("peek").check();
    assertThat(failures.stream().map(ConformanceFailure::form)).containsExactly("lt", "lt(_, #)", "br_if").inOrder();
    assertThat(failures.get(0).inputs()).isEqualTo("0, 0");
    assertThat(failures.get(0).direct()).startsWith("1, ");
    assertThat(failures.get(0).interpreted()).startsWith("0, ");
    assertThat(failures.get(0).compiled()).startsWith("0, ");
  }

  @Test
  void noticesASequenceThatIsNotItsSteps() {
    List<ConformanceFailure> failures = new OtherSequences().contexts(() -> new long[64]).check();
    assertThat(failures.stream().map(ConformanceFailure::form))
        .containsExactly("add(_, #); br_if(lt(_, _)); jump", "add(_, #); peek")
        .inOrder();
    assertThat(failures.get(1).direct()).startsWith("trap: out of bounds at pc ");
    assertThat(failures.get(1).interpreted()).startsWith("trap: out of bounds at pc ");
  }

  @Test
  void saysWhereOnlyTheContextDiffers() {
    List<ConformanceFailure> failures =
        new TinyConformance().contexts(() -> new long[64]).comparing((a, b) -> a == b).check();
    ConformanceFailure add = failures.get(0);
    assertThat(add.interpreted()).isEqualTo(add.direct() + ", another context");
    assertThat(add.compiled()).isEqualTo(add.direct() + ", another context");
  }

  @Test
  void refusesOpcodesThatThereAreNot() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> new TinyConformance().without("add", "brIf"));
    assertThat(thrown).hasMessageThat().isEqualTo("Tiny has no opcode brIf");
    assertThrows(IllegalArgumentException.class, () -> new TinyConformance().references());
  }

  /** Its machines jump whether the branch in front is taken or not, and take a trap for the first instruction's. */
  private static final class OtherSequences extends Conformance<long[]> {

    OtherSequences() {
      super(TinyOpcodes.TABLE);
    }

    @Override
    protected Machine machine(Program program, long[] context) {
      return new OtherMachine(program, context);
    }

    @Override
    protected void call(int form, long[] context, Trial trial) {
      new TinyConformance().call(form, context, trial);
    }
  }

  private static final class OtherMachine extends Machine {

    private final TinyMachine machine;

    OtherMachine(Program program, long[] context) {
      super(program, TinyOpcodes.TABLE, DEFAULT_STACK_LIMIT);
      machine = new TinyMachine(program, context);
    }

    @Override
    protected int run(int pc) {
      machine.slots = slots;
      machine.refs = refs;
      try {
        return machine.run(first(pc));
      } finally {
        slots = machine.slots;
      }
    }

    @Override
    protected int warmUp(int pc) {
      return run(pc);
    }

    private int first(int pc) {
      return switch (code[pc]) {
        case TinyHandlers.ADD_CONST_THEN_BR_IF_LT_THEN_JUMP -> TinyHandlers.addConst(machine, slots, code, fp, pc) + 5;
        case TinyHandlers.ADD_CONST_THEN_PEEK -> addConstThenPeek(pc);
        default -> pc;
      };
    }

    private int addConstThenPeek(int pc) {
      try {
        return TinyHandlers.peek(machine, slots, code, fp, TinyHandlers.addConst(machine, slots, code, fp, pc));
      } catch (IndexOutOfBoundsException thrown) {
        throw machine.located(thrown, pc);
      }
    }
  }

  /** Takes two of the opcodes for others. */
  private static final class Deviating extends Conformance<long[]> {

    Deviating() {
      super(TinyOpcodes.TABLE);
    }

    @Override
    protected Machine machine(Program program, long[] context) {
      return new TinyMachine(program, context);
    }

    @Override
    protected void call(int form, long[] context, Trial trial) {
      switch (form) {
        case TinyHandlers.LT, TinyHandlers.LT_CONST ->
            trial.result(0, (int) trial.bits(2) <= (int) trial.bits(3) ? 1 : 0);
        case TinyHandlers.BR_IF -> trial.branch((int) trial.bits(1) > 0);
        default -> new TinyConformance().call(form, context, trial);
      }
    }
  }
}
