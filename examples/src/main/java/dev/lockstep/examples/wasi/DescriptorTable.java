package dev.lockstep.examples.wasi;

import java.io.IOException;

/** The descriptors of a process, by number. */
final class DescriptorTable {

  /** How many a guest may hold open at once, each of which costs one of the host's. */
  static final int LIMIT = 1024;

  private final Descriptor[] descriptors = new Descriptor[LIMIT];

  /** Gives a descriptor the lowest free number. */
  int add(Descriptor descriptor) throws IOException {
    int fd = free();
    descriptors[fd] = descriptor;
    return fd;
  }

  /** The lowest free number. */
  int free() throws IOException {
    for (int fd = 0; fd < LIMIT; fd++) {
      if (descriptors[fd] == null) {
        return fd;
      }
    }
    throw new ErrnoException(Errno.MFILE);
  }

  /** The descriptor with a number. */
  Descriptor get(int fd) throws IOException {
    Descriptor descriptor = Integer.compareUnsigned(fd, LIMIT) < 0 ? descriptors[fd] : null;
    if (descriptor == null) {
      throw new ErrnoException(Errno.BADF);
    }
    return descriptor;
  }

  /** The descriptor with a number, if it may be used that way. */
  Descriptor get(int fd, long right) throws IOException {
    Descriptor descriptor = get(fd);
    descriptor.require(right);
    return descriptor;
  }

  /** The directory with a number, if it may be used that way. */
  OpenDirectory directory(int fd, long right) throws IOException {
    if (!(get(fd) instanceof OpenDirectory directory)) {
      throw new ErrnoException(Errno.NOTDIR);
    }
    directory.require(right);
    return directory;
  }

  void close(int fd) throws IOException {
    Descriptor descriptor = get(fd);
    descriptors[fd] = null;
    descriptor.close();
  }

  /** Gives a descriptor the number of another one, which is closed. */
  void renumber(int from, int to) throws IOException {
    Descriptor moved = get(from);
    Descriptor replaced = get(to);
    if (from != to) {
      descriptors[from] = null;
      descriptors[to] = moved;
      replaced.close();
    }
  }

  /** Lets the embedder see what has been written. */
  void flushStreams() throws IOException {
    for (Descriptor descriptor : descriptors) {
      if (descriptor instanceof StandardOutput output) {
        output.sync(false);
      }
    }
  }

  /** Closes all of them; throws what the first one that fails throws. */
  void closeAll() throws IOException {
    IOException failure = null;
    for (int fd = 0; fd < LIMIT; fd++) {
      if (descriptors[fd] != null) {
        try {
          close(fd);
        } catch (IOException e) {
          failure = failure == null ? e : failure;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
