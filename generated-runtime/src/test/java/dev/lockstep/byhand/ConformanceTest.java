package dev.lockstep.byhand;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.runtime.Conformance;
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
    List<Conformance.Failure> failures = new Deviating().contexts(() -> new long[64]).without("peek").check();
    assertThat(failures.stream().map(Conformance.Failure::form)).containsExactly("lt", "lt(_, #)", "br_if").inOrder();
    assertThat(failures.get(0).inputs()).isEqualTo("0, 0");
    assertThat(failures.get(0).direct()).startsWith("1, ");
    assertThat(failures.get(0).interpreted()).startsWith("0, ");
    assertThat(failures.get(0).compiled()).startsWith("0, ");
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
