package dev.lockstep.bench;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.runtime.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;

/** The sample regions compute the same however they are made. */
final class RegionMakerTest {
  private static final int COUNT = 5;

  @ParameterizedTest
  @CsvSource({ClassWriter.COMPUTE_FRAMES + ",false", ClassWriter.COMPUTE_MAXS + ",true", "0,true"})
  void allMakersAgree(int flags, boolean givesFrames) throws Exception {
    RegionMaker maker = new RegionMaker(COUNT);
    long expected = maker.interpret();
    Program program = maker.compilable();
    assertThat(maker.runAll(maker.machine(program))).isEqualTo(expected);
    assertThat(program.statistics().regions()).isEqualTo(COUNT);
    assertThat(maker.run(maker.makeAll(new AsmEmitter(flags, givesFrames)))).isEqualTo(expected);
  }
}
