package dev.lockstep.bench;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EndiveEngineTest {
  @BeforeEach
  void requireTestData() {
    assumeTrue(Files.isDirectory(Kernels.shared()), () -> "no test data in " + Kernels.shared());
  }

  @Test
  void returnsIntegers() throws Exception {
    assertThat(call("fib", 20)).isEqualTo(6765);
  }

  @Test
  void returnsDoublesAsRawBits() throws Exception {
    assertThat(Double.longBitsToDouble(call("nbody", 3000))).isEqualTo(-0.16904255807291652);
  }

  private static long call(String name, int size) throws Exception {
    Kernels.Kernel kernel =
        Kernels.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    KernelCall call = new KernelCall(kernel.export(), size);
    return call.use(new EndiveEngine(false).load(kernel.module()).instantiate(call));
  }
}
