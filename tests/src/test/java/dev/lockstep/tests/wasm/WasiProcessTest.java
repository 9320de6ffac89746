package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.examples.wasi.WasiExit;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a guest learns about its process, and what it does to it. */
final class WasiProcessTest {

  private static WasiGuest guest(Wasi.Builder builder) throws IOException {
    return new WasiGuest(builder.build());
  }

  @Test
  void argumentsAndEnvironment() throws IOException {
    WasiGuest guest =
        guest(Wasi.builder().arguments("program", "", "\u00e4").environment("A", "1=2").environment("B", ""));
    assertThat(guest.call("args_sizes_get", 64, 68)).isEqualTo(0);
    assertThat(guest.memory().readInt(64)).isEqualTo(3);
    assertThat(guest.memory().readInt(68)).isEqualTo(12);
    assertThat(guest.call("args_get", 64, 128)).isEqualTo(0);
    assertThat(guest.memory().readInt(72)).isEqualTo(128 + 9);
    assertThat(guest.text(128, 12)).isEqualTo("program\0\0\u00e4\0");
    assertThat(guest.call("environ_sizes_get", 64, 68)).isEqualTo(0);
    assertThat(guest.call("environ_get", 64, 128)).isEqualTo(0);
    assertThat(guest.text(128, 9)).isEqualTo("A=1=2\0B=\0");
    assertThat(guest.call("args_get", 64, 65_530)).isEqualTo(WasiGuest.FAULT);
  }

  @Test
  void preopenedDirectories(@TempDir Path folder) throws IOException {
    WasiGuest guest = guest(Wasi.builder().directory(folder, "/a").directory(folder, "."));
    assertThat(guest.get("fd_prestat_get", 3)).isEqualTo(2L << 32);
    assertThat(guest.get("fd_prestat_get", 4)).isEqualTo(1L << 32);
    assertThat(guest.get("fd_prestat_get", 5)).isEqualTo(-WasiGuest.BADF);
    assertThat(guest.get("fd_prestat_get", 0)).isEqualTo(-WasiGuest.BADF);
    assertThat(guest.call("fd_prestat_dir_name", 3, 64, 2)).isEqualTo(0);
    assertThat(guest.text(64, 2)).isEqualTo("/a");
    assertThat(guest.call("fd_prestat_dir_name", 3, 64, 1)).isEqualTo(WasiGuest.NAMETOOLONG);
  }

  @Test
  void clocksAndRandomness() throws IOException {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(12, 34), ZoneOffset.UTC);
    WasiGuest guest = guest(Wasi.builder().clock(clock).random(new Random(1)));
    assertThat(guest.get("clock_time_get", 0, 0L)).isEqualTo(12_000_000_034L);
    long before = guest.get("clock_time_get", 1, 0L);
    assertThat(guest.get("clock_time_get", 1, 0L)).isAtLeast(before);
    assertThat(guest.get("clock_time_get", 4, 0L)).isEqualTo(-WasiGuest.INVAL);
    assertThat(guest.get("clock_res_get", 1)).isEqualTo(1);
    assertThat(guest.call("random_get", 64, 8)).isEqualTo(0);
    byte[] expected = new byte[8];
    new Random(1).nextBytes(expected);
    assertThat(guest.memory().read(64, 8)).isEqualTo(expected);
    assertThat(guest.call("random_get", 64, -1)).isEqualTo(WasiGuest.FAULT);
    WasiGuest secure = guest(Wasi.builder());
    assertThat(secure.call("random_get", 64, 32)).isEqualTo(0);
    assertThat(secure.memory().read(64, 32)).isNotEqualTo(new byte[32]);
  }

  @Test
  void streams() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    WasiGuest guest =
        guest(Wasi.builder().stdin(new ByteArrayInputStream(WasiGuest.utf8("input"))).stdout(out).stderr(err));
    assertThat(guest.read(0, 3, 9)).isEqualTo("inp");
    assertThat(guest.read(0, 3, 9)).isEqualTo("ut");
    assertThat(guest.read(0, 3, 9)).isEmpty();
    assertThat(guest.write(1, "out")).isEqualTo(3);
    assertThat(guest.write(2, "err")).isEqualTo(3);
    assertThat(out.toString()).isEqualTo("out");
    assertThat(err.toString()).isEqualTo("err");
    assertThat(guest.get("fd_seek", 1, 0L, 1)).isEqualTo(-WasiGuest.SPIPE);
    assertThat(guest.read(1, 1, 1)).isEqualTo("-" + WasiGuest.NOTCAPABLE);
    assertThat(guest.call("fd_fdstat_get", 1, 64)).isEqualTo(0);
    assertThat(guest.call("fd_filestat_get", 1, 64)).isEqualTo(0);
    guest.close(1);
    assertThat(guest.write(1, "out")).isEqualTo(-WasiGuest.BADF);
  }

  /** A subscription of 48 bytes. */
  private static Bytes subscription(long data, int type, int idOrFd, long timeout, int flags) {
    return new Bytes().fixed(data, 8).fixed(type, 8).fixed(idOrFd, 8).fixed(timeout, 8).fixed(0, 8).fixed(flags, 8);
  }

  private static int poll(WasiGuest guest, Bytes subscriptions) {
    byte[] bytes = subscriptions.toArray();
    return (int) guest.get("poll_oneoff", guest.put(bytes), 512, bytes.length / 48);
  }

  @Test
  void waitsForClocks() throws IOException {
    WasiGuest guest = guest(Wasi.builder());
    long start = System.nanoTime();
    Bytes clocks = subscription(7, 0, 1, 20_000_000, 0).raw(subscription(8, 0, 0, 60_000_000_000L, 0).toArray());
    assertThat(poll(guest, clocks)).isEqualTo(1);
    assertThat(System.nanoTime() - start).isAtLeast(20_000_000);
    assertThat(guest.memory().readLong(512)).isEqualTo(7);
    assertThat(guest.memory().readLong(520)).isEqualTo(0);
    // A time of day that is over, a clock that is none, and waiting for nothing.
    assertThat(poll(guest, subscription(9, 0, 0, 1, 1))).isEqualTo(1);
    assertThat(poll(guest, subscription(9, 0, 5, 1, 0))).isEqualTo(1);
    assertThat(guest.memory().readShort(520)).isEqualTo(WasiGuest.INVAL);
    assertThat(poll(guest, new Bytes())).isEqualTo(-WasiGuest.INVAL);
    assertThat(guest.get("poll_oneoff", 65_500, 512, 1)).isEqualTo(-WasiGuest.FAULT);
  }

  @Test
  void waitsForDescriptors() throws IOException {
    WasiGuest guest = guest(Wasi.builder().stdin(new ByteArrayInputStream(new byte[5])));
    Bytes all = subscription(1, 1, 0, 0, 0).raw(subscription(2, 2, 1, 0, 0).toArray());
    assertThat(poll(guest, all.raw(subscription(3, 1, 9, 0, 0).toArray()))).isEqualTo(3);
    assertThat(guest.memory().readLong(512)).isEqualTo(1);
    assertThat(guest.memory().readLong(520)).isEqualTo(1 << 16);
    assertThat(guest.memory().readLong(528)).isEqualTo(5);
    assertThat(guest.memory().readLong(552)).isEqualTo(2 << 16);
    assertThat(guest.memory().readLong(584)).isEqualTo(1 << 16 | WasiGuest.BADF);
    WasiGuest silent = guest(Wasi.builder());
    Bytes inputOrClock = subscription(1, 1, 0, 0, 0).raw(subscription(2, 0, 1, 10_000_000, 0).toArray());
    assertThat(poll(silent, inputOrClock)).isEqualTo(1);
    assertThat(silent.memory().readLong(512)).isEqualTo(2);
    assertThat(poll(silent, subscription(1, 1, 0, 0, 0))).isEqualTo(1);
  }

  @Test
  void interruptionEndsAWait() throws IOException {
    WasiGuest guest = guest(Wasi.builder());
    Thread.currentThread().interrupt();
    assertThat(poll(guest, subscription(1, 0, 1, 60_000_000_000L, 0))).isEqualTo(-27);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatThereIsNot() throws IOException {
    WasiGuest guest = guest(Wasi.builder());
    assertThat(guest.call("sock_shutdown", 1, 0)).isEqualTo(WasiGuest.NOTSOCK);
    assertThat(guest.call("sock_accept", 9, 0, 0)).isEqualTo(WasiGuest.BADF);
    assertThat(guest.call("proc_raise", 6)).isEqualTo(WasiGuest.NOTSUP);
    assertThat(guest.call("sched_yield")).isEqualTo(0);
  }

  @Test
  void exit() throws IOException {
    WasiGuest guest = guest(Wasi.builder());
    WasiExit exit = assertThrows(WasiExit.class, () -> guest.call("proc_exit", 41));
    assertThat(exit.status()).isEqualTo(41);
    assertThat(exit.getStackTrace()).isEmpty();
  }

  @Test
  void badConfigurations(@TempDir Path folder) {
    Wasi.Builder builder = Wasi.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.arguments("a\0b"));
    assertThrows(IllegalArgumentException.class, () -> builder.environment("A=B", "c"));
    assertThrows(IllegalArgumentException.class, () -> builder.environment("", "c"));
    assertThrows(NotDirectoryException.class, builder.directory(folder.resolve("absent"), ".")::build);
  }
}
