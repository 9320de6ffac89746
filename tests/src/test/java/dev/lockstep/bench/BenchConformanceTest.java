package dev.lockstep.bench;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.runtime.Conformance;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Direct calls, handlers and stencils of the bench guests agree on edge values, and on what they leave in memory. */
final class BenchConformanceTest {

  private static final int CELLS = 300;

  private static BenchMemory memory() {
    BenchMemory memory = new BenchMemory(CELLS, CELLS);
    for (int i = 0; i < CELLS; i++) {
      memory.words[i] = i * 37 ^ i >> 3;
      memory.bytes[i] = (byte) memory.words[i];
      memory.doubles[i] = memory.words[i] / 8.0;
    }
    return memory;
  }

  private static boolean areSame(BenchMemory a, BenchMemory b) {
    return Arrays.equals(a.words, b.words)
        && Arrays.equals(a.bytes, b.bytes)
        && Arrays.equals(a.doubles, b.doubles)
        && Arrays.equals(a.globals, b.globals);
  }

  private static void check(Conformance<BenchMemory> conformance) {
    assertThat(conformance.contexts(BenchConformanceTest::memory).comparing(BenchConformanceTest::areSame).check()).isEmpty();
  }

  @Test
  void formsOfTheSmallGuestAgree() {
    check(new BenchConformance());
  }

  @Test
  void formsOfTheWideGuestAgree() {
    check(new WideConformance());
  }
}
