package dev.lockstep.examples.tutorial;

import static com.google.common.truth.Truth.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Direct calls, handlers and stencils of every opcode of the tutorial agree on edge values. */
final class CalcOpsTest {

  @Test
  void allFormsAgree() {
    assertThat(new CalcConformance().contexts(() -> new int[] {5, -6, 7}).comparing(Arrays::equals).check()).isEmpty();
  }
}
