package dev.lockstep.examples.wasi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A directory; the root of all paths that are resolved through it. */
final class OpenDirectory extends Descriptor {

  private final Path path;
  private final byte[] guestName;
  private List<String> names = List.of();

  private OpenDirectory(Path path, byte[] guestName, long rights, long inheriting, int flags) {
    super(FileType.DIRECTORY, rights, inheriting, flags);
    this.path = path;
    this.guestName = guestName;
  }

  OpenDirectory(Path path, long rights, long inheriting, int flags) {
    this(path, null, rights, inheriting, flags);
  }

  /** A directory of the embedder, of which the guest knows the name from the start. */
  static OpenDirectory preopened(Path path, String guestName) {
    byte[] name = guestName.getBytes(StandardCharsets.UTF_8);
    return new OpenDirectory(path, name, Rights.DIRECTORY, Rights.ALL, 0);
  }

  /**
   * The real path on the host.
   *
   * @throws IOException if the directory is no longer there. Where it was, or a directory above it, the guest may have put a symbolic
   *     link that leads out of its directories
   */
  Path path() throws IOException {
    if (!path.toRealPath().equals(path)) {
      throw new ErrnoException(Errno.NOENT);
    }
    return path;
  }

  /** The guest's name of a preopened directory; {@code null} if it is none. */
  byte[] guestName() {
    return guestName;
  }

  @Override
  Errno refusal(long right) {
    return (right & Rights.DIRECTORY) == 0 ? Errno.ISDIR : Errno.NOTCAPABLE;
  }

  /**
   * The names in the directory, in a fixed order. They are read again when {@code rewind} is set, and otherwise stay as
   * they were, so that a listing in several parts neither repeats nor misses a name.
   */
  List<String> names(boolean rewind) throws IOException {
    if (rewind || names.isEmpty()) {
      List<String> found = new ArrayList<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path())) {
        for (Path entry : entries) {
          found.add(entry.getFileName().toString());
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
      Collections.sort(found);
      found.add(0, ".");
      found.add(1, "..");
      names = found;
    }
    return names;
  }

  @Override
  FileStat stat() throws IOException {
    return FileStat.of(path());
  }

  @Override
  void setTimes(FileTime accessed, FileTime modified) throws IOException {
    Files.getFileAttributeView(path(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(modified, accessed, null);
  }
}
