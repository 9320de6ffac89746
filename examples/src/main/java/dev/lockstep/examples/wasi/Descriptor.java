package dev.lockstep.examples.wasi;

import java.io.IOException;
import java.nio.file.attribute.FileTime;

/** What the guest holds open. Operations that make no sense for a kind of file fail as they do in POSIX. */
abstract class Descriptor {

  static final int APPEND = 1;
  static final int DSYNC = 1 << 1;
  static final int NONBLOCK = 1 << 2;
  static final int RSYNC = 1 << 3;
  static final int SYNC = 1 << 4;

  private final FileType type;
  private long rights;
  private long inheriting;
  private int flags;

  Descriptor(FileType type, long rights, long inheriting, int flags) {
    this.type = type;
    this.rights = rights;
    this.inheriting = inheriting;
    this.flags = flags;
  }

  final FileType type() {
    return type;
  }

  final long rights() {
    return rights;
  }

  /** The rights that descriptors opened through this one may have. */
  final long inheriting() {
    return inheriting;
  }

  final int flags() {
    return flags;
  }

  final void setFlags(int newFlags) throws IOException {
    checkFlags(newFlags);
    flags = newFlags;
  }

  static void checkFlags(int flags) throws IOException {
    if ((flags & ~(APPEND | DSYNC | NONBLOCK | RSYNC | SYNC)) != 0) {
      throw new ErrnoException(Errno.INVAL);
    }
  }

  /** Rights can only be given up. */
  final void setRights(long newRights, long newInheriting) throws IOException {
    if ((newRights & ~rights) != 0 || (newInheriting & ~inheriting) != 0) {
      throw new ErrnoException(Errno.NOTCAPABLE);
    }
    rights = newRights;
    inheriting = newInheriting;
  }

  final void require(long right) throws IOException {
    if ((rights & right) != right) {
      throw new ErrnoException(refusal(right));
    }
  }

  /** Why a right is missing. */
  abstract Errno refusal(long right);

  /** Reads at least one byte, unless {@code count} is 0; gives how many, or -1 at the end. */
  int read(byte[] target, int count) throws IOException {
    throw new ErrnoException(Errno.BADF);
  }

  int readAt(long position, byte[] target, int count) throws IOException {
    throw new ErrnoException(Errno.SPIPE);
  }

  void write(byte[] source, int count) throws IOException {
    throw new ErrnoException(Errno.BADF);
  }

  void writeAt(long position, byte[] source, int count) throws IOException {
    throw new ErrnoException(Errno.SPIPE);
  }

  /** Whether a read that gives less than it could is not the end. */
  boolean isStream() {
    return false;
  }

  /** How many bytes can be read without waiting. */
  long available() throws IOException {
    return 0;
  }

  long position() throws IOException {
    throw new ErrnoException(Errno.SPIPE);
  }

  void setPosition(long position) throws IOException {
    throw new ErrnoException(Errno.SPIPE);
  }

  FileStat stat() throws IOException {
    return FileStat.ofStream(type);
  }

  void setSize(long size) throws IOException {
    throw new ErrnoException(Errno.INVAL);
  }

  /** Sets times; {@code null} leaves one as it is. */
  void setTimes(FileTime accessed, FileTime modified) throws IOException {
    throw new ErrnoException(Errno.INVAL);
  }

  void sync(boolean withMetadata) throws IOException {}

  void close() throws IOException {}
}
