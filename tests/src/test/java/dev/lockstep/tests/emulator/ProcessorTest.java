package dev.lockstep.tests.emulator;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.lockstep.tests.emulator.Processor.ADD;
import static dev.lockstep.tests.emulator.Processor.HALT;
import static dev.lockstep.tests.emulator.Processor.JUMP_IF;
import static dev.lockstep.tests.emulator.Processor.JUMP_TO;
import static dev.lockstep.tests.emulator.Processor.SET;

import dev.lockstep.runtime.Tiering;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program grows while it runs, by what its own opcodes assemble. */
final class ProcessorTest {

  /** Adds 3 to register 1 for each of the 100,000 rounds, in a subroutine; its caller is in register 7. */
  private static final int[] LOOP = {
    SET, 0, 100_000, // 0: rounds
    SET, 2, -1,
    SET, 3, 3,
    SET, 6, 27, // the subroutine
    SET, 7, 18,
    JUMP_TO, 6, 0,
    ADD, 0, 2, // 18: back from the subroutine
    JUMP_IF, 0, 15,
    HALT, 0, 0,
    ADD, 1, 3, // 27: the subroutine
    JUMP_TO, 7, 0
  };

  private static final List<Tiering> TIERINGS =
      List.of(
          Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.mixedInPlace(), Tiering.stress(1), Tiering.stress(2));

  @Test
  void codeIsTranslatedWhenItIsReached() {
    for (Tiering tiering : TIERINGS) {
      Processor processor = new Processor(LOOP, 1000, tiering);
      processor.run();
      assertWithMessage("%s", tiering).that(processor.registers[1]).isEqualTo(300_000);
      assertThat(processor.program().functions().stream().map(f -> f.name()).toList())
          .containsExactly("block0", "block27", "block18", "block15", "block24")
          .inOrder();
      assertThat(processor.flushes()).isEqualTo(0);
    }
  }

  /** The same without room for all blocks: what there is has to go again and again. */
  @Test
  void codeIsTranslatedAnewWhenThereIsNoRoom() {
    int[] shortLoop = LOOP.clone();
    shortLoop[2] = 100;
    for (Tiering tiering : TIERINGS) {
      Processor processor = new Processor(shortLoop, 60, tiering);
      processor.run();
      assertWithMessage("%s", tiering).that(processor.registers[1]).isEqualTo(300);
      assertThat(processor.flushes()).isAtLeast(1);
    }
  }
}
