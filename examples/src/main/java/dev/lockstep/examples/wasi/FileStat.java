package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasm.WasmMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is known about a file; sizes in bytes, times in nanoseconds since 1970. */
record FileStat(
    long device, long inode, FileType type, long links, long size, long accessed, long modified, long changed) {

  private static final String UNIX = "unix:dev,ino,nlink,ctime";

  static FileStat ofStream(FileType type) {
    return new FileStat(0, 0, type, 1, 0, 0, 0, 0);
  }

  /** Of what the path names, not of what a symbolic link there leads to. */
  static FileStat of(Path path) throws IOException {
    BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    long accessed = nanos(basic.lastAccessTime());
    long modified = nanos(basic.lastModifiedTime());
    FileType type = FileType.of(basic);
    try {
      Map<String, Object> unix = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
      return new FileStat(
          (Long) unix.get("dev"),
          (Long) unix.get("ino"),
          type,
          (Integer) unix.get("nlink"),
          basic.size(),
          accessed,
          modified,
          nanos((FileTime) unix.get("ctime")));
    } catch (UnsupportedOperationException e) {
      // Not a Unix host. Guests compare inodes to find out whether two names are one file.
      Object key = basic.fileKey() == null ? path : basic.fileKey();
      return new FileStat(0, key.hashCode(), type, 1, basic.size(), accessed, modified, modified);
    }
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  boolean isSameFileAs(FileStat other) {
    return device == other.device && inode == other.inode;
  }

  FileStat withSize(long newSize) {
    return new FileStat(device, inode, type, links, newSize, accessed, modified, changed);
  }

  /** Writes a {@code filestat} of 64 bytes. */
  void write(WasmMemory memory, int to) {
    memory.writeLong(to + 56, changed);
    memory.writeLong(to + 48, modified);
    memory.writeLong(to + 40, accessed);
    memory.writeLong(to + 32, size);
    memory.writeLong(to + 24, links);
    memory.writeLong(to + 16, type.code());
    memory.writeLong(to + 8, inode);
    memory.writeLong(to, device);
  }
}
