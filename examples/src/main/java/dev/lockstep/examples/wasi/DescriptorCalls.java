package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasm.WasmMemory;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Clock;

/** Calls on descriptors other than transfers. Each checks first that the descriptor is open and may be used that way. */
final class DescriptorCalls {

  private static final int MAX_ADVICE = 5;

  private final DescriptorTable table;
  private final Clock clock;

  DescriptorCalls(DescriptorTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  void advise(int fd, long offset, long length, int advice) throws IOException {
    Descriptor file = table.get(fd);
    if (file.type() != FileType.REGULAR_FILE) {
      throw new ErrnoException(file.type() == FileType.DIRECTORY ? Errno.BADF : Errno.SPIPE);
    }
    file.require(Rights.FD_ADVISE);
    if (offset < 0 || length < 0 || Integer.compareUnsigned(advice, MAX_ADVICE) > 0) {
      throw new ErrnoException(Errno.INVAL);
    }
  }

  void allocate(int fd, long offset, long length) throws IOException {
    Descriptor file = table.get(fd, Rights.FD_ALLOCATE);
    if (offset < 0 || length <= 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    if (offset + length < 0) {
      throw new ErrnoException(Errno.FBIG);
    }
    if (offset + length > file.stat().size()) {
      file.setSize(offset + length);
    }
  }

  void sync(int fd) throws IOException {
    table.get(fd, Rights.FD_SYNC).sync(true);
  }

  void syncData(int fd) throws IOException {
    table.get(fd, Rights.FD_DATASYNC).sync(false);
  }

  /** Writes an {@code fdstat} of 24 bytes. */
  void status(WasmMemory memory, int fd, int to) throws IOException {
    Descriptor descriptor = table.get(fd);
    memory.writeLong(to + 16, descriptor.inheriting());
    memory.writeLong(to + 8, descriptor.rights());
    memory.writeLong(to, descriptor.flags() << 16 | descriptor.type().code());
  }

  void setFlags(int fd, int flags) throws IOException {
    table.get(fd, Rights.FD_FDSTAT_SET_FLAGS).setFlags(flags);
  }

  void setRights(int fd, long rights, long inheriting) throws IOException {
    table.get(fd).setRights(rights, inheriting);
  }

  void fileStatus(WasmMemory memory, int fd, int to) throws IOException {
    table.get(fd, Rights.FD_FILESTAT_GET).stat().write(memory, to);
  }

  void setSize(int fd, long size) throws IOException {
    Descriptor file = table.get(fd, Rights.FD_FILESTAT_SET_SIZE);
    if (size < 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    file.setSize(size);
  }

  void setTimes(int fd, long accessed, long modified, int flags) throws IOException {
    Descriptor descriptor = table.get(fd, Rights.FD_FILESTAT_SET_TIMES);
    FileTime[] times = FileTimes.of(accessed, modified, flags, clock);
    descriptor.setTimes(times[0], times[1]);
  }

  /** Writes a {@code prestat} of 8 bytes; programs go through the descriptors until one is not open. */
  void preopened(WasmMemory memory, int fd, int to) throws IOException {
    memory.writeLong(to, (long) name(fd).length << 32);
  }

  void preopenedName(WasmMemory memory, int fd, int to, int size) throws IOException {
    byte[] name = name(fd);
    if (Integer.compareUnsigned(size, name.length) < 0) {
      throw new ErrnoException(Errno.NAMETOOLONG);
    }
    memory.write(to, name);
  }

  private byte[] name(int fd) throws IOException {
    if (table.get(fd) instanceof OpenDirectory directory && directory.guestName() != null) {
      return directory.guestName();
    }
    throw new ErrnoException(Errno.BADF);
  }

  void seek(WasmMemory memory, int fd, long offset, int whence, int to) throws IOException {
    Descriptor file = table.get(fd, Rights.FD_SEEK);
    long start =
        switch (whence) {
          case 0 -> 0;
          case 1 -> file.position();
          case 2 -> file.stat().size();
          default -> throw new ErrnoException(Errno.INVAL);
        };
    long position = start + offset;
    if (position < 0) {
      throw new ErrnoException(offset > 0 ? Errno.OVERFLOW : Errno.INVAL);
    }
    memory.writeLong(to, position);
    file.setPosition(position);
  }

  void tell(WasmMemory memory, int fd, int to) throws IOException {
    memory.writeLong(to, table.get(fd, Rights.FD_TELL).position());
  }
}
