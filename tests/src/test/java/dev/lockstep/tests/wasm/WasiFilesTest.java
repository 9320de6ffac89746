package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static dev.lockstep.tests.wasm.WasiGuest.ALL;
import static dev.lockstep.tests.wasm.WasiGuest.CREATE;
import static dev.lockstep.tests.wasm.WasiGuest.DIRECTORY;
import static dev.lockstep.tests.wasm.WasiGuest.EXCLUSIVE;
import static dev.lockstep.tests.wasm.WasiGuest.FOLLOW;
import static dev.lockstep.tests.wasm.WasiGuest.READ;
import static dev.lockstep.tests.wasm.WasiGuest.ROOT;
import static dev.lockstep.tests.wasm.WasiGuest.TRUNCATE;

import dev.lockstep.examples.wasi.Wasi;
import dev.lockstep.tests.wasm.ModuleBuilder.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and directories through WASI, with the error numbers of POSIX. */
final class WasiFilesTest {

  private static final int APPEND = 1;
  private static final int SET = 0;
  private static final int CURRENT = 1;
  private static final int END = 2;

  @TempDir private Path folder;
  private Wasi wasi;
  private WasiGuest guest;

  @BeforeEach
  void open() throws IOException {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_000_000_000, 5), ZoneOffset.UTC);
    wasi = Wasi.builder().directory(folder, "/data").clock(clock).build();
    guest = new WasiGuest(wasi);
  }

  @AfterEach
  void close() throws IOException {
    wasi.close();
  }

  private String content(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private long seek(int fd, long offset, int whence) {
    return guest.get("fd_seek", fd, offset, whence);
  }

  @Test
  void readsAndWrites() throws IOException {
    int fd = guest.create("file");
    assertThat(guest.write(fd, "hello, world")).isEqualTo(12);
    assertThat(guest.read(fd, 4, 4)).isEmpty();
    assertThat(seek(fd, 7, SET)).isEqualTo(7);
    assertThat(guest.read(fd, 2, 10)).isEqualTo("world");
    assertThat(seek(fd, -5, CURRENT)).isEqualTo(7);
    assertThat(seek(fd, -1, END)).isEqualTo(11);
    assertThat(guest.get("fd_tell", fd)).isEqualTo(11);
    assertThat(seek(fd, -1, SET)).isEqualTo(-WasiGuest.INVAL);
    assertThat(seek(fd, 0, 3)).isEqualTo(-WasiGuest.INVAL);
    int to = guest.put(utf("HELLO"));
    assertThat(guest.get("fd_pwrite", fd, guest.vector(to, 5), 1, 0L)).isEqualTo(5);
    assertThat(guest.get("fd_pread", fd, guest.vector(to, 4), 1, 3L)).isEqualTo(4);
    assertThat(guest.text(to, 4)).isEqualTo("LO, ");
    assertThat(guest.get("fd_tell", fd)).isEqualTo(11);
    assertThat(guest.get("fd_pread", fd, guest.vector(to, 4), 1, -1L)).isEqualTo(-WasiGuest.INVAL);
    assertThat(guest.call("fd_sync", fd)).isEqualTo(0);
    assertThat(guest.call("fd_datasync", fd)).isEqualTo(0);
    assertThat(content("file")).isEqualTo("HELLO, world");
  }

  private static byte[] utf(String text) {
    return WasiGuest.utf8(text);
  }

  @Test
  void largeTransfers() throws IOException {
    String text = "0123456789".repeat(4000);
    int fd = guest.create("file");
    for (int i = 0; i < 5; i++) {
      assertThat(guest.write(fd, text)).isEqualTo(text.length());
    }
    assertThat(content("file")).isEqualTo(text.repeat(5));
    seek(fd, 5, SET);
    assertThat(guest.read(fd, 1, 40_000)).isEqualTo(text.repeat(2).substring(5, 40_006));
  }

  @Test
  void appends() throws IOException {
    int fd = guest.create("file");
    guest.write(fd, "one");
    assertThat(guest.call("fd_fdstat_set_flags", fd, APPEND)).isEqualTo(0);
    seek(fd, 0, SET);
    guest.write(fd, "two");
    assertThat(content("file")).isEqualTo("onetwo");
    assertThat(guest.get("fd_tell", fd)).isEqualTo(6);
    assertThat(guest.call("fd_fdstat_set_flags", fd, 32)).isEqualTo(WasiGuest.INVAL);
    guest.write(guest.open(ROOT, "file", 0, 0, ALL, APPEND), "three");
    assertThat(content("file")).isEqualTo("onetwothree");
  }

  @Test
  void waysToOpen() throws IOException {
    assertThat(guest.open(ROOT, "file", 0, 0, ALL, 0)).isEqualTo(-WasiGuest.NOENT);
    assertThat(guest.open(ROOT, "file/", 0, CREATE, ALL, 0)).isEqualTo(-WasiGuest.ISDIR);
    assertThat(guest.open(ROOT, "file", 0, CREATE, ALL, 32)).isEqualTo(-WasiGuest.INVAL);
    int fd = guest.open(ROOT, "file", 0, CREATE | EXCLUSIVE, ALL, 0);
    guest.write(fd, "text");
    assertThat(guest.open(ROOT, "file", 0, CREATE | EXCLUSIVE, ALL, 0)).isEqualTo(-WasiGuest.EXIST);
    assertThat(guest.open(ROOT, "file", 0, DIRECTORY, READ, 0)).isEqualTo(-WasiGuest.NOTDIR);
    assertThat(guest.open(ROOT, "file/", 0, 0, READ, 0)).isEqualTo(-WasiGuest.NOTDIR);
    assertThat(guest.open(ROOT, "file/x", 0, CREATE, ALL, 0)).isEqualTo(-WasiGuest.NOTDIR);
    assertThat(guest.open(ROOT, ".", 0, 0, ALL, 0)).isEqualTo(-WasiGuest.ISDIR);
    assertThat(guest.open(ROOT, ".", 0, 0, READ, 0)).isGreaterThan(fd);
    int reader = guest.open(ROOT, "file", 0, 0, READ, 0);
    assertThat(guest.write(reader, "x")).isEqualTo(-WasiGuest.NOTCAPABLE);
    assertThat(guest.read(reader, 2, 3)).isEqualTo("text");
    guest.close(guest.open(ROOT, "file", 0, TRUNCATE, ALL, 0));
    assertThat(content("file")).isEmpty();
  }

  @Test
  void sizes() throws IOException {
    int fd = guest.create("file");
    guest.write(fd, "text");
    assertThat(guest.call("fd_filestat_set_size", fd, 2L)).isEqualTo(0);
    assertThat(content("file")).isEqualTo("te");
    assertThat(guest.call("fd_filestat_set_size", fd, 5L)).isEqualTo(0);
    assertThat(content("file")).isEqualTo("te\0\0\0");
    assertThat(guest.call("fd_allocate", fd, 4L, 4L)).isEqualTo(0);
    assertThat(guest.call("fd_allocate", fd, 0L, 1L)).isEqualTo(0);
    assertThat(guest.stat("file", 0, 32)).isEqualTo(8);
    assertThat(guest.call("fd_filestat_set_size", fd, -1L)).isEqualTo(WasiGuest.INVAL);
    assertThat(guest.call("fd_advise", fd, 0L, 4L, 5)).isEqualTo(0);
    assertThat(guest.call("fd_advise", fd, 0L, 4L, 6)).isEqualTo(WasiGuest.INVAL);
  }

  @Test
  void statusAndTimes() throws IOException {
    int fd = guest.create("file");
    guest.write(fd, "text");
    assertThat(guest.path("path_filestat_set_times", ROOT, 0, "file", 0L, 123_456_000L, 4)).isEqualTo(0);
    assertThat(guest.stat("file", 0, 48)).isEqualTo(123_456_000);
    assertThat(guest.call("fd_filestat_set_times", fd, 0L, 0L, 8)).isEqualTo(0);
    assertThat(Files.getLastModifiedTime(folder.resolve("file")).to(TimeUnit.SECONDS)).isEqualTo(1_000_000_000);
    assertThat(guest.call("fd_filestat_set_times", fd, 0L, 0L, 12)).isEqualTo(WasiGuest.INVAL);
    assertThat(guest.path("path_link", ROOT, 0, "file", ROOT, "same")).isEqualTo(0);
    assertThat(guest.stat("same", 0, 8)).isEqualTo(guest.stat("file", 0, 8));
    assertThat(guest.stat("file", 0, 24)).isEqualTo(2);
    assertThat(guest.stat("file", 0, 16)).isEqualTo(4);
    // A file without a name is still there.
    assertThat(guest.path("path_unlink_file", ROOT, "file")).isEqualTo(0);
    assertThat(guest.call("fd_filestat_get", fd, 64)).isEqualTo(0);
    assertThat(guest.memory().readLong(64 + 32)).isEqualTo(4);
  }

  @Test
  void namesInDirectories() throws IOException {
    assertThat(guest.path("path_create_directory", ROOT, "a/")).isEqualTo(0);
    assertThat(guest.path("path_create_directory", ROOT, "a")).isEqualTo(WasiGuest.EXIST);
    assertThat(guest.path("path_create_directory", ROOT, ".")).isEqualTo(WasiGuest.EXIST);
    guest.create("a/file");
    assertThat(guest.path("path_unlink_file", ROOT, "a")).isEqualTo(WasiGuest.ISDIR);
    assertThat(guest.path("path_unlink_file", ROOT, "a/file/")).isEqualTo(WasiGuest.NOTDIR);
    assertThat(guest.path("path_remove_directory", ROOT, "a/file")).isEqualTo(WasiGuest.NOTDIR);
    assertThat(guest.path("path_remove_directory", ROOT, "a")).isEqualTo(WasiGuest.NOTEMPTY);
    assertThat(guest.path("path_remove_directory", ROOT, "a/.")).isEqualTo(WasiGuest.INVAL);
    assertThat(guest.path("path_remove_directory", ROOT, ".")).isEqualTo(WasiGuest.INVAL);
    assertThat(guest.path("path_rename", ROOT, "a/file", ROOT, "a")).isEqualTo(WasiGuest.ISDIR);
    assertThat(guest.path("path_rename", ROOT, "a/file", ROOT, "b/")).isEqualTo(WasiGuest.NOTDIR);
    assertThat(guest.path("path_rename", ROOT, "a/file", ROOT, "b")).isEqualTo(0);
    assertThat(guest.path("path_rename", ROOT, "a", ROOT, "b")).isEqualTo(WasiGuest.NOTDIR);
    assertThat(guest.path("path_rename", ROOT, "a", ROOT, "a/c")).isEqualTo(WasiGuest.INVAL);
    assertThat(guest.path("path_link", ROOT, 0, "a", ROOT, "c")).isEqualTo(WasiGuest.PERM);
    assertThat(guest.path("path_remove_directory", ROOT, "a/")).isEqualTo(0);
    assertThat(Files.list(folder).toList()).containsExactly(folder.resolve("b"));
  }

  @Test
  void symbolicLinks() throws IOException {
    assertThat(guest.path("path_symlink", "target/file", ROOT, "link")).isEqualTo(0);
    assertThat(guest.path("path_symlink", "x", ROOT, "link")).isEqualTo(WasiGuest.EXIST);
    int to = guest.put(new byte[32]);
    assertThat(guest.path("path_readlink", ROOT, "link", to, 32, 64)).isEqualTo(0);
    assertThat(guest.text(to, guest.memory().readInt(64))).isEqualTo("target/file");
    assertThat(guest.path("path_readlink", ROOT, "link", to, 3, 64)).isEqualTo(0);
    assertThat(guest.memory().readInt(64)).isEqualTo(3);
    guest.create("file");
    assertThat(guest.path("path_readlink", ROOT, "file", to, 3, 64)).isEqualTo(WasiGuest.INVAL);
    assertThat(guest.stat("link", FOLLOW, 0)).isEqualTo(-WasiGuest.NOENT);
    assertThat(guest.stat("link", 0, 16)).isEqualTo(7);
  }

  @Test
  void listings() throws IOException {
    List<String> expected = new ArrayList<>(List.of(".", ".."));
    for (String name : new String[] {"a", "bb", "directory", "e".repeat(100)}) {
      Files.createFile(folder.resolve(name));
      expected.add(name);
    }
    // Even a buffer that holds only the beginning of an entry gets somewhere, as long as it holds the longest one.
    assertThat(list(124)).isEqualTo(expected);
    assertThat(list(300)).isEqualTo(expected);
    assertThat(list(4096)).isEqualTo(expected);
    int file = guest.create("a");
    assertThat(guest.get("fd_readdir", file, 0, 64, 0L)).isEqualTo(-WasiGuest.NOTDIR);
    assertThat(guest.get("fd_readdir", ROOT, -64, 128, 0L)).isEqualTo(-WasiGuest.FAULT);
  }

  /** Lists as wasi-libc does: what is cut off is read again from its cookie on. */
  private List<String> list(int size) {
    List<String> names = new ArrayList<>();
    int to = guest.put(new byte[size]);
    long cookie = 0;
    int used = size;
    while (used == size) {
      used = (int) guest.get("fd_readdir", ROOT, to, size, cookie);
      assertThat(used).isAtLeast(0);
      for (int at = 0; at + 24 <= used; ) {
        int length = guest.memory().readInt(to + at + 16);
        if (at + 24 + length > used) {
          break;
        }
        names.add(guest.text(to + at + 24, length));
        cookie = guest.memory().readLong(to + at);
        at += 24 + length;
      }
    }
    return names;
  }

  @Test
  void descriptors() {
    int first = guest.create("first");
    int second = guest.create("second");
    assertThat(second).isEqualTo(first + 1);
    assertThat(guest.call("fd_renumber", second, first)).isEqualTo(0);
    assertThat(guest.call("fd_close", second)).isEqualTo(WasiGuest.BADF);
    assertThat(guest.call("fd_renumber", first, second)).isEqualTo(WasiGuest.BADF);
    guest.write(first, "text");
    assertThat(guest.stat("second", 0, 32)).isEqualTo(4);
    int opened = 0;
    int fd = first;
    while (fd > 0) {
      fd = guest.open(ROOT, "first", 0, 0, READ, 0);
      opened++;
    }
    assertThat(fd).isEqualTo(-WasiGuest.MFILE);
    assertThat(opened).isEqualTo(1024 - ROOT - 1);
    guest.close(first);
    assertThat(guest.create("first")).isEqualTo(first);
  }

  @Test
  void rights() {
    int fd = guest.create("file");
    assertThat(guest.call("fd_fdstat_get", fd, 64)).isEqualTo(0);
    assertThat(guest.memory().readByte(64)).isEqualTo(4);
    long rights = guest.memory().readLong(72);
    assertThat(rights & READ & ~(1 << 14)).isEqualTo(READ & ~(1 << 14));
    assertThat(guest.call("fd_fdstat_set_rights", fd, rights & ~2, 0L)).isEqualTo(0);
    assertThat(guest.read(fd, 1, 1)).isEqualTo("-" + WasiGuest.NOTCAPABLE);
    assertThat(guest.call("fd_fdstat_set_rights", fd, rights, 0L)).isEqualTo(WasiGuest.NOTCAPABLE);
    int directory = guest.open(ROOT, ".", 0, DIRECTORY, READ | 1 << 13, 0);
    assertThat(guest.open(directory, "file", 0, 0, ALL, 0)).isEqualTo(-WasiGuest.NOTCAPABLE);
    assertThat(guest.open(directory, "file", 0, 0, READ, 0)).isGreaterThan(directory);
    assertThat(guest.read(directory, 1, 1)).isEqualTo("-" + WasiGuest.ISDIR);
  }

  @Test
  void badPointers() throws IOException {
    int fd = guest.create("file");
    int wild = guest.put(new Bytes().fixed(65_530, 4).fixed(7, 4).toArray());
    assertThat(guest.get("fd_write", fd, wild, 1)).isEqualTo(-WasiGuest.FAULT);
    assertThat(guest.get("fd_read", fd, wild, 1)).isEqualTo(-WasiGuest.FAULT);
    assertThat(guest.get("fd_write", fd, -8, 1)).isEqualTo(-WasiGuest.FAULT);
    assertThat(guest.get("fd_write", fd, wild, 1025)).isEqualTo(-WasiGuest.INVAL);
    assertThat(guest.call("fd_write", fd, guest.vector(0, 4), 1, -1)).isEqualTo(WasiGuest.FAULT);
    assertThat(content("file")).isEmpty();
    assertThat(guest.call("fd_filestat_get", fd, 65_500)).isEqualTo(WasiGuest.FAULT);
    assertThat(guest.get("fd_write", 77, wild, 1)).isEqualTo(-WasiGuest.BADF);
    assertThat(guest.get("fd_write", -1, wild, 1)).isEqualTo(-WasiGuest.BADF);
  }
}
