package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasm.WasmMemory;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Calls about the process: arguments, environment, clocks, randomness, its end. */
final class ProcessCalls {

  static final int REALTIME = 0;
  static final int MONOTONIC = 1;
  private static final int PROCESS_CPUTIME = 2;
  private static final int THREAD_CPUTIME = 3;

  private static final int CHUNK = 4096;

  private final byte[][] arguments;
  private final byte[][] environment;
  private final Clock clock;
  private final long started = System.nanoTime();
  private Random random;

  /** A {@code null} for {@code random} is the host's best, made when first used since that takes long. */
  ProcessCalls(List<String> arguments, List<String> environment, Clock clock, Random random) {
    this.arguments = GuestStrings.terminated(arguments);
    this.environment = GuestStrings.terminated(environment);
    this.clock = clock;
    this.random = random;
  }

  void argumentSizes(WasmMemory memory, int countTo, int sizeTo) {
    GuestStrings.writeSizes(memory, arguments, countTo, sizeTo);
  }

  void arguments(WasmMemory memory, int pointersTo, int bytesTo) {
    GuestStrings.write(memory, arguments, pointersTo, bytesTo);
  }

  void environmentSizes(WasmMemory memory, int countTo, int sizeTo) {
    GuestStrings.writeSizes(memory, environment, countTo, sizeTo);
  }

  void environment(WasmMemory memory, int pointersTo, int bytesTo) {
    GuestStrings.write(memory, environment, pointersTo, bytesTo);
  }

  void clockResolution(WasmMemory memory, int id, int to) throws IOException {
    time(id);
    memory.writeLong(to, id == REALTIME ? 1000 : 1);
  }

  void clockTime(WasmMemory memory, int id, int to) throws IOException {
    memory.writeLong(to, time(id));
  }

  /**
   * What a clock shows, in nanoseconds. The guest has no CPU time of its own, so that clock shows the time since the
   * process was made.
   */
  long time(int id) throws IOException {
    return switch (id) {
      case REALTIME -> {
        Instant now = clock.instant();
        yield now.getEpochSecond() * 1_000_000_000 + now.getNano();
      }
      case MONOTONIC, PROCESS_CPUTIME, THREAD_CPUTIME -> System.nanoTime() - started;
      default -> throw new ErrnoException(Errno.INVAL);
    };
  }

  void random(WasmMemory memory, int to, int count) {
    if (random == null) {
      random = new SecureRandom();
    }
    int address = to;
    long left = Integer.toUnsignedLong(count);
    while (left > 0) {
      byte[] bytes = new byte[(int) Math.min(left, CHUNK)];
      random.nextBytes(bytes);
      memory.write(address, bytes);
      address += bytes.length;
      left -= bytes.length;
    }
  }
}
