package dev.lockstep.bench;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

/** Direct calls, handlers and stencils of the bench guests agree on edge values. */
final class BenchConformanceTest {

  private final BenchMemory memory = new BenchMemory();

  @Test
  void formsOfTheSmallGuestAgree() {
    assertThat(new BenchConformance().contexts(() -> memory).check()).isEmpty();
  }

  @Test
  void formsOfTheWideGuestAgree() {
    assertThat(new WideConformance().contexts(() -> memory).check()).isEmpty();
  }
}
