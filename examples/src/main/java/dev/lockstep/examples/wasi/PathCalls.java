package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasi.PathResolver.Location;
import dev.lockstep.examples.wasm.WasmMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Clock;

/** Calls on paths, all of them relative to a directory that the guest holds open; see {@link PathResolver}. */
final class PathCalls {

  private static final int FOLLOW = 1;

  private final DescriptorTable table;
  private final Clock clock;

  PathCalls(DescriptorTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  private Location resolve(int fd, long right, String path, int lookup) throws IOException {
    return PathResolver.resolve(table.directory(fd, right).path(), path, (lookup & FOLLOW) != 0);
  }

  void createDirectory(int fd, String path) throws IOException {
    Files.createDirectory(resolve(fd, Rights.PATH_CREATE_DIRECTORY, path, 0).absent().path());
  }

  void fileStatus(WasmMemory memory, int fd, int lookup, String path, int to) throws IOException {
    FileStat.of(resolve(fd, Rights.PATH_FILESTAT_GET, path, lookup).existing().path()).write(memory, to);
  }

  void setTimes(int fd, int lookup, String path, long accessed, long modified, int flags) throws IOException {
    Path file = resolve(fd, Rights.PATH_FILESTAT_SET_TIMES, path, lookup).existing().path();
    FileTime[] times = FileTimes.of(accessed, modified, flags, clock);
    Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(times[1], times[0], null);
  }

  void link(int oldFd, int oldLookup, String oldPath, int newFd, String newPath) throws IOException {
    Location from = resolve(oldFd, Rights.PATH_LINK_SOURCE, oldPath, oldLookup).existing();
    Location to = resolve(newFd, Rights.PATH_LINK_TARGET, newPath, 0).absent();
    if (from.attributes().isDirectory()) {
      throw new ErrnoException(Errno.PERM);
    }
    if (to.asDirectory()) {
      throw new ErrnoException(Errno.NOENT);
    }
    Files.createLink(to.path(), from.path());
  }

  /** Opens; gives the number of the new descriptor. */
  int open(int fd, int lookup, String path, int how, long rights, long inheriting, int flags) throws IOException {
    OpenDirectory directory = table.directory(fd, Rights.PATH_OPEN);
    table.free();
    boolean follow = (lookup & FOLLOW) != 0;
    return table.add(new FileOpener(directory, how, rights, inheriting, flags).open(path, follow));
  }

  void readLink(WasmMemory memory, int fd, String path, int to, int size, int usedTo) throws IOException {
    Path link = resolve(fd, Rights.PATH_READLINK, path, 0).existing().path();
    byte[] target = Files.readSymbolicLink(link).toString().getBytes(StandardCharsets.UTF_8);
    int used = Integer.compareUnsigned(size, target.length) < 0 ? size : target.length;
    memory.write(to, target, 0, used);
    memory.writeInt(usedTo, used);
  }

  void removeDirectory(int fd, String path) throws IOException {
    Location location = resolve(fd, Rights.PATH_REMOVE_DIRECTORY, path, 0).existing().entry();
    if (!location.attributes().isDirectory()) {
      throw new ErrnoException(Errno.NOTDIR);
    }
    Files.delete(location.path());
  }

  void unlink(int fd, String path) throws IOException {
    Location location = resolve(fd, Rights.PATH_UNLINK_FILE, path, 0).existing();
    if (location.attributes().isDirectory()) {
      throw new ErrnoException(Errno.ISDIR);
    }
    Files.delete(location.path());
  }

  void rename(int oldFd, String oldPath, int newFd, String newPath) throws IOException {
    Location from = resolve(oldFd, Rights.PATH_RENAME_SOURCE, oldPath, 0).existing().entry();
    Location to = resolve(newFd, Rights.PATH_RENAME_TARGET, newPath, 0).entry();
    boolean directory = from.attributes().isDirectory();
    if (to.asDirectory() && !directory) {
      throw new ErrnoException(Errno.NOTDIR);
    }
    if (to.attributes() != null && to.attributes().isDirectory() != directory) {
      throw new ErrnoException(directory ? Errno.NOTDIR : Errno.ISDIR);
    }
    Files.move(from.path(), to.path(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The target may lead anywhere: it is looked at when the link is followed. Only absolute ones never make sense. */
  void symbolicLink(String target, int fd, String path) throws IOException {
    Location link = resolve(fd, Rights.PATH_SYMLINK, path, 0).absent();
    if (target.startsWith("/")) {
      throw new ErrnoException(Errno.NOTCAPABLE);
    }
    if (target.isEmpty() || link.asDirectory()) {
      throw new ErrnoException(Errno.NOENT);
    }
    try {
      Files.createSymbolicLink(link.path(), link.path().getFileSystem().getPath(target));
    } catch (InvalidPathException e) {
      throw new ErrnoException(Errno.ILSEQ);
    }
  }
}
