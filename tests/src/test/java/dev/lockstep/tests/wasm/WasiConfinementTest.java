package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.lockstep.tests.wasm.WasiGuest.ALL;
import static dev.lockstep.tests.wasm.WasiGuest.CREATE;
import static dev.lockstep.tests.wasm.WasiGuest.DIRECTORY;
import static dev.lockstep.tests.wasm.WasiGuest.EXCLUSIVE;
import static dev.lockstep.tests.wasm.WasiGuest.EXIST;
import static dev.lockstep.tests.wasm.WasiGuest.FOLLOW;
import static dev.lockstep.tests.wasm.WasiGuest.ILSEQ;
import static dev.lockstep.tests.wasm.WasiGuest.INVAL;
import static dev.lockstep.tests.wasm.WasiGuest.LOOP;
import static dev.lockstep.tests.wasm.WasiGuest.NAMETOOLONG;
import static dev.lockstep.tests.wasm.WasiGuest.NOENT;
import static dev.lockstep.tests.wasm.WasiGuest.NOTCAPABLE;
import static dev.lockstep.tests.wasm.WasiGuest.NOTDIR;
import static dev.lockstep.tests.wasm.WasiGuest.READ;
import static dev.lockstep.tests.wasm.WasiGuest.ROOT;
import static dev.lockstep.tests.wasm.WasiGuest.TRUNCATE;

import dev.lockstep.examples.wasi.Wasi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No path leads out of a directory that was opened for the guest. */
final class WasiConfinementTest {

  @TempDir private Path folder;
  private Path root;
  private Path outside;
  private Wasi wasi;
  private WasiGuest guest;
  private List<String> before;

  @BeforeEach
  void makeFiles() throws IOException {
    Path real = folder.toRealPath();
    root = Files.createDirectory(real.resolve("root"));
    outside = Files.createDirectory(real.resolve("outside"));
    Files.createDirectory(outside.resolve("empty"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createDirectories(root.resolve("inner/deep"));
    Files.writeString(root.resolve("inner/file"), "file");
    link("out", "../outside");
    link("absolute", outside.toString());
    link("chain", "inner/../out");
    link("inner/up", "../../outside");
    link("inner/back", "..");
    link("secret", "../outside/secret");
    link("nothing", "../outside/new");
    link("good", "inner/back/inner/file");
    link("dangling", "inner/new");
    link("loop", "inner/../loop");
    wasi = Wasi.builder().directory(folder.resolve("root"), ".").build();
    guest = new WasiGuest(wasi);
    before = list();
  }

  @AfterEach
  void close() throws IOException {
    wasi.close();
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(target));
  }

  private List<String> list() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }

  private void refused(String path, int errno) {
    assertWithMessage(path).that(errno).isEqualTo(NOTCAPABLE);
  }

  @Test
  void noCallLeavesTheDirectory() throws IOException {
    List<String> parents =
        List.of(
            "../outside",
            outside.toString(),
            "/",
            "//..",
            "inner/../../outside",
            "./inner/./deep/../../../outside",
            "out",
            "absolute",
            "chain",
            "inner/up",
            "inner/back/out",
            "inner/back/../outside");
    for (String parent : parents) {
      escape(parent + "/secret", parent + "/empty", parent + "/new");
    }
    assertThat(list()).isEqualTo(before);
    assertThat(Files.readString(outside.resolve("secret"))).isEqualTo("secret");
  }

  private void escape(String file, String directory, String absent) {
    for (int lookup : new int[] {0, FOLLOW}) {
      refused(file, -guest.open(ROOT, file, lookup, 0, READ, 0));
      refused(file, -guest.open(ROOT, file, lookup, TRUNCATE, ALL, 0));
      refused(absent, -guest.open(ROOT, absent, lookup, CREATE, ALL, 0));
      refused(directory, -guest.open(ROOT, directory, lookup, DIRECTORY, READ, 0));
      refused(file, -(int) guest.stat(file, lookup, 0));
      refused(file, guest.path("path_filestat_set_times", ROOT, lookup, file, 0L, 0L, 5));
      refused(file, guest.path("path_link", ROOT, lookup, file, ROOT, "mine"));
      refused(absent, guest.path("path_link", ROOT, lookup, "inner/file", ROOT, absent));
    }
    refused(file, guest.path("path_unlink_file", ROOT, file));
    refused(directory, guest.path("path_remove_directory", ROOT, directory));
    refused(absent, guest.path("path_create_directory", ROOT, absent));
    refused(file, guest.path("path_rename", ROOT, file, ROOT, "mine"));
    refused(absent, guest.path("path_rename", ROOT, "inner/file", ROOT, absent));
    refused(absent, guest.path("path_symlink", "x", ROOT, absent));
    refused(file, guest.path("path_readlink", ROOT, file, 0, 16, 32));
  }

  @Test
  void aLinkInTheLastPlace() throws IOException {
    refused("secret", -guest.open(ROOT, "secret", FOLLOW, 0, READ, 0));
    refused("secret", -(int) guest.stat("secret", FOLLOW, 0));
    refused("out/", -guest.open(ROOT, "out/", 0, DIRECTORY, READ, 0));
    refused("nothing", -guest.open(ROOT, "nothing", FOLLOW, CREATE, ALL, 0));
    assertThat(guest.open(ROOT, "secret", 0, 0, READ, 0)).isEqualTo(-LOOP);
    assertThat(guest.open(ROOT, "nothing", FOLLOW, CREATE | EXCLUSIVE, ALL, 0)).isEqualTo(-EXIST);
    assertThat(guest.stat("secret", 0, 16)).isEqualTo(7);
    assertThat(list()).isEqualTo(before);
    // The link itself is the guest's own.
    assertThat(guest.path("path_rename", ROOT, "secret", ROOT, "inner/secret")).isEqualTo(0);
    assertThat(guest.path("path_unlink_file", ROOT, "out")).isEqualTo(0);
    assertThat(Files.exists(outside.resolve("secret"))).isTrue();
  }

  @Test
  void inside() {
    for (String path : new String[] {"inner/file", "./inner//file", "inner/deep/../file", "good", "inner/back/good"}) {
      int fd = guest.open(ROOT, path, FOLLOW, 0, READ, 0);
      assertWithMessage(path).that(guest.read(fd, 2, 10)).isEqualTo("file");
      guest.close(fd);
    }
    assertThat(guest.open(ROOT, "dangling", FOLLOW, CREATE, ALL, 0)).isGreaterThan(ROOT);
    assertThat(Files.exists(root.resolve("inner/new"))).isTrue();
    assertThat(guest.stat("inner/..", 0, 16)).isEqualTo(3);
  }

  @Test
  void aDirectoryThatTheGuestOpenedIsARootToo() {
    int inner = guest.open(ROOT, "inner", 0, DIRECTORY, READ | 1 << 13, 0);
    refused("../inner/file", -guest.open(inner, "../inner/file", FOLLOW, 0, READ, 0));
    refused("back/inner/file", -guest.open(inner, "back/inner/file", FOLLOW, 0, READ, 0));
    assertThat(guest.open(inner, "deep/../file", FOLLOW, 0, READ, 0)).isGreaterThan(inner);
  }

  @Test
  void linksThatTheGuestMakesOrMoves() throws IOException {
    assertThat(guest.path("path_symlink", "../..", ROOT, "inner/mine")).isEqualTo(0);
    refused("inner/mine/outside", -(int) guest.stat("inner/mine/outside", 0, 0));
    refused("/", guest.path("path_symlink", "/etc", ROOT, "mine"));
    assertThat(guest.path("path_symlink", "../inner", ROOT, "inner/deep/mine")).isEqualTo(0);
    assertThat(guest.path("path_rename", ROOT, "inner/deep/mine", ROOT, "mine")).isEqualTo(0);
    refused("mine/file", -(int) guest.stat("mine/file", 0, 0));
    // A guest with two directories may move things between them, but a link leads nowhere else for that.
    Path other = Files.createDirectory(folder.resolve("other"));
    try (Wasi two = Wasi.builder().directory(root, "a").directory(other, "b").build()) {
      WasiGuest mover = new WasiGuest(two);
      assertThat(mover.path("path_rename", ROOT, "inner", ROOT + 1, "inner")).isEqualTo(0);
      assertThat(mover.open(ROOT + 1, "inner/back/inner/file", 0, 0, READ, 0)).isGreaterThan(ROOT);
      refused("inner/up", -mover.open(ROOT + 1, "inner/up/secret", 0, 0, READ, 0));
    }
  }

  @Test
  void aLinkInThePlaceOfADirectoryThatIsOpen() throws IOException {
    Files.writeString(Files.createDirectory(outside.resolve("deep")).resolve("secret"), "secret");
    before = list();
    int deep = guest.open(ROOT, "inner/deep", 0, DIRECTORY, ALL, 0);
    int buffer = guest.put(new byte[1000]);
    for (String name : List.of("inner/deep", "inner")) {
      assertThat(guest.path("path_rename", ROOT, name, ROOT, "away")).isEqualTo(0);
      assertThat(guest.path("path_symlink", name.equals("inner") ? "../outside" : "../../outside", ROOT, name)).isEqualTo(0);
      assertThat(guest.open(deep, "secret", FOLLOW, 0, READ, 0)).isEqualTo(-NOENT);
      assertThat(guest.open(deep, "new", 0, CREATE, ALL, 0)).isEqualTo(-NOENT);
      assertThat(guest.path("path_unlink_file", deep, "secret")).isEqualTo(NOENT);
      assertThat(guest.path("path_rename", deep, "secret", ROOT, "mine")).isEqualTo(NOENT);
      assertThat(guest.get("fd_readdir", deep, buffer, 1000, 0L)).isEqualTo(-NOENT);
      assertThat(guest.call("fd_filestat_get", deep, buffer)).isEqualTo(NOENT);
      assertThat(guest.call("fd_filestat_set_times", deep, 0L, 0L, 5)).isEqualTo(NOENT);
      assertThat(guest.path("path_unlink_file", ROOT, name)).isEqualTo(0);
      assertThat(guest.path("path_rename", ROOT, "away", ROOT, name)).isEqualTo(0);
    }
    assertThat(list()).isEqualTo(before);
    assertThat(guest.open(deep, "new", 0, CREATE, ALL, 0)).isGreaterThan(deep);
  }

  @Test
  void aFileWhoseDirectoryIsSomethingElseNow() {
    int fd = guest.create("inner/deep/open");
    assertThat(guest.write(fd, "12345")).isEqualTo(5);
    assertThat(guest.path("path_rename", ROOT, "inner/deep", ROOT, "away")).isEqualTo(0);
    guest.close(guest.create("inner/deep"));
    assertThat(guest.get("fd_seek", fd, 0L, 2)).isEqualTo(5);
    assertThat(guest.call("fd_filestat_get", fd, 2000)).isEqualTo(0);
    assertThat(guest.path("path_unlink_file", ROOT, "inner/deep")).isEqualTo(0);
    assertThat(guest.path("path_symlink", "deep", ROOT, "inner/deep")).isEqualTo(0);
    assertThat(guest.get("fd_seek", fd, 0L, 2)).isEqualTo(5);
  }

  @Test
  void pathsThatAreNone() {
    assertThat(guest.stat("loop", FOLLOW, 0)).isEqualTo(-LOOP);
    assertThat(guest.stat("", 0, 0)).isEqualTo(-NOENT);
    assertThat(guest.stat("absent/..", 0, 0)).isEqualTo(-NOENT);
    assertThat(guest.stat("inner/file/", 0, 0)).isEqualTo(-NOTDIR);
    assertThat(guest.stat("inner/file/..", 0, 0)).isEqualTo(-NOTDIR);
    assertThat(guest.stat("inner/file\0", 0, 0)).isEqualTo(-INVAL);
    assertThat(guest.stat("x".repeat(256), 0, 0)).isEqualTo(-NAMETOOLONG);
    assertThat(guest.stat("x/".repeat(2049), 0, 0)).isEqualTo(-NAMETOOLONG);
    int bad = guest.put(new byte[] {'a', (byte) 0xc0, (byte) 0x80});
    assertThat(guest.call("path_unlink_file", ROOT, bad, 3)).isEqualTo(ILSEQ);
    assertThat(guest.call("path_unlink_file", ROOT, -1, 3)).isEqualTo(WasiGuest.FAULT);
  }

  @Test
  void aFileIsNoDirectory() {
    int file = guest.create("inner/file");
    assertThat(guest.open(file, "x", 0, CREATE, ALL, 0)).isEqualTo(-NOTDIR);
    assertThat(guest.open(0, "x", 0, CREATE, ALL, 0)).isEqualTo(-NOTDIR);
    assertThat(guest.open(99, "x", 0, CREATE, ALL, 0)).isEqualTo(-WasiGuest.BADF);
  }
}
