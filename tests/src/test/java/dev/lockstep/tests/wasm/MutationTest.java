package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertWithMessage;

import com.sun.management.ThreadMXBean;
import dev.lockstep.examples.wasm.WasmException;
import dev.lockstep.examples.wasm.WasmModule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged modules are refused with one kind of exception, and what they allocate is in proportion to the file. {@code
 * -Dlockstep.seed} chooses other modules.
 */
final class MutationTest {

  private static final int MODULES = 120_000;

  /** Six bytes may declare as many locals as a function may have; each takes a few bytes while it is translated. */
  private static final long BYTES_PER_BYTE = 200_000;

  private final long seed = Long.getLong("lockstep.seed", 1);
  private final Random random = new Random(seed);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int accepted;

  @Test
  void damagedKernels() throws IOException {
    System.out.println("mutations: seed " + seed);
    List<byte[]> kernels = new ArrayList<>();
    for (String kernel : SharedFiles.expectedResults().keySet()) {
      kernels.add(SharedFiles.kernel(kernel));
    }
    for (int i = 0; i < MODULES; i++) {
      byte[] bytes = kernels.get(random.nextInt(kernels.size())).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes = mutate(bytes, kernels);
      }
      load(bytes);
    }
    System.out.println("mutations: " + accepted + " of " + MODULES + " are valid");
    assertWithMessage("valid modules: damage reaches the code").that(accepted).isGreaterThan(MODULES / 100);
  }

  private byte[] mutate(byte[] bytes, List<byte[]> others) {
    byte[] result = bytes.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> result[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> result[at] = (byte) random.nextInt();
      case 2 -> result[at] = new byte[] {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, 0x0b, 0x05}[random.nextInt(7)];
      case 3 -> result = Arrays.copyOf(bytes, at + 1);
      case 4 -> {
        // Room for one byte, or one byte less.
        int from = random.nextBoolean() ? at : Math.min(at + 2, bytes.length);
        result = new byte[at + 1 + bytes.length - from];
        System.arraycopy(bytes, 0, result, 0, at);
        result[at] = (byte) random.nextInt();
        System.arraycopy(bytes, from, result, at + 1, bytes.length - from);
      }
      default -> {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length);
        int length = Math.min(random.nextInt(16), Math.min(other.length - from, bytes.length - at));
        System.arraycopy(other, from, result, at, length);
      }
    }
    return result;
  }

  private void load(byte[] bytes) {
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      WasmModule.parse(bytes);
      accepted++;
    } catch (WasmException e) {
      if (e.getMessage().indexOf('\n') >= 0) {
        assertWithMessage("message of more than one line").fail();
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + seed + ", module " + HexFormat.of().formatHex(bytes), e);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    if (allocated > BYTES_PER_BYTE * Math.max(bytes.length, 100)) {
      assertWithMessage("seed %s: allocated %s bytes for %s", seed, allocated, HexFormat.of().formatHex(bytes)).fail();
    }
  }
}
