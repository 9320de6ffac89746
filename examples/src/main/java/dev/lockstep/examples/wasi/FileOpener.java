package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasi.PathResolver.Location;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** Opens files and directories for {@code path_open}. */
final class FileOpener {

  private static final int CREATE = 1;
  private static final int DIRECTORY = 1 << 1;
  private static final int EXCLUSIVE = 1 << 2;
  private static final int TRUNCATE = 1 << 3;

  private static final long READING = Rights.FD_READ | Rights.FD_READDIR;
  private static final long WRITING = Rights.FD_WRITE | Rights.FD_ALLOCATE | Rights.FD_FILESTAT_SET_SIZE;

  private final OpenDirectory directory;
  private final int how;
  private final long rights;
  private final long inheriting;
  private final int flags;

  /** Rights that no descriptor can have are ignored: some programs ask for all bits. */
  FileOpener(OpenDirectory directory, int how, long rights, long inheriting, int flags) {
    this.directory = directory;
    this.how = how;
    this.rights = rights & Rights.ALL;
    this.inheriting = inheriting & Rights.ALL;
    this.flags = flags;
  }

  private boolean has(int option) {
    return (how & option) != 0;
  }

  Descriptor open(String path, boolean follow) throws IOException {
    checkRights();
    Descriptor.checkFlags(flags);
    // Creating a file and no other does not go through a link, even to nowhere.
    boolean exclusive = has(CREATE) && has(EXCLUSIVE);
    Location location = PathResolver.resolve(directory.path(), path, follow && !exclusive);
    if (location.attributes() == null) {
      checkCreation(location);
      return openFile(location);
    }
    if (exclusive) {
      throw new ErrnoException(Errno.EXIST);
    }
    if (location.attributes().isSymbolicLink()) {
      throw new ErrnoException(Errno.LOOP);
    }
    if (location.attributes().isDirectory()) {
      return openDirectory(location);
    }
    location.existing();
    if (has(DIRECTORY)) {
      throw new ErrnoException(Errno.NOTDIR);
    }
    if (!location.attributes().isRegularFile()) {
      throw new ErrnoException(Errno.NOTSUP); // To open a pipe may take forever.
    }
    return openFile(location);
  }

  private void checkRights() throws IOException {
    if (((rights | inheriting) & ~directory.inheriting()) != 0) {
      throw new ErrnoException(Errno.NOTCAPABLE);
    }
    if (has(CREATE)) {
      directory.require(Rights.PATH_CREATE_FILE);
    }
    if (has(TRUNCATE)) {
      directory.require(Rights.PATH_FILESTAT_SET_SIZE);
    }
  }

  private void checkCreation(Location location) throws IOException {
    if (!has(CREATE)) {
      throw new ErrnoException(Errno.NOENT);
    }
    if (has(DIRECTORY)) {
      throw new ErrnoException(Errno.INVAL);
    }
    if (location.asDirectory()) {
      throw new ErrnoException(Errno.ISDIR);
    }
  }

  private Descriptor openDirectory(Location location) throws IOException {
    if (has(CREATE) || has(TRUNCATE) || !has(DIRECTORY) && (rights & Rights.FD_WRITE) != 0) {
      throw new ErrnoException(Errno.ISDIR);
    }
    return new OpenDirectory(location.path().toRealPath(), rights & Rights.DIRECTORY, inheriting, flags);
  }

  private Descriptor openFile(Location location) throws IOException {
    Set<OpenOption> options = new HashSet<>();
    options.add(LinkOption.NOFOLLOW_LINKS);
    boolean writing = (rights & WRITING) != 0 || has(TRUNCATE) || location.attributes() == null;
    if ((rights & READING) != 0 || !writing) {
      options.add(StandardOpenOption.READ);
    }
    if (writing) {
      options.add(StandardOpenOption.WRITE);
    }
    if (has(CREATE)) {
      options.add(has(EXCLUSIVE) ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
    }
    if (has(TRUNCATE)) {
      options.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    FileChannel channel = FileChannel.open(location.path(), options);
    try {
      FileStat stat = FileStat.of(location.path());
      return new OpenFile(location.path(), channel, stat, rights & Rights.FILE, 0, flags);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
