package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasm.WasmMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Calls that move data. Vectors of the guest are checked as a whole before anything moves. A failure after some bytes
 * have moved is success with that many, as in POSIX; the next call will fail.
 */
final class TransferCalls {

  /** Most vectors in a call, as on Linux. */
  private static final int MAX_VECTORS = 1024;

  private static final int VECTOR_SIZE = 8;
  private static final int ENTRY_SIZE = 24;

  /** In place of a position: that of the descriptor. */
  private static final long CURRENT = -1;

  private final DescriptorTable table;

  /** The guest's memory is reached by copying, since it may move. */
  private final byte[] buffer = new byte[1 << 16];

  TransferCalls(DescriptorTable table) {
    this.table = table;
  }

  void read(WasmMemory memory, int fd, int vectors, int count, int to) throws IOException {
    Descriptor descriptor = table.get(fd, Rights.FD_READ);
    check(memory, vectors, count, to);
    memory.writeInt(to, readAll(memory, descriptor, vectors, count, CURRENT));
  }

  void readAt(WasmMemory memory, int fd, int vectors, int count, long position, int to) throws IOException {
    Descriptor descriptor = table.get(fd, Rights.FD_READ | Rights.FD_SEEK);
    check(memory, vectors, count, to);
    memory.writeInt(to, readAll(memory, descriptor, vectors, count, checkPosition(position)));
  }

  void write(WasmMemory memory, int fd, int vectors, int count, int to) throws IOException {
    Descriptor descriptor = table.get(fd, Rights.FD_WRITE);
    check(memory, vectors, count, to);
    memory.writeInt(to, writeAll(memory, descriptor, vectors, count, CURRENT));
  }

  void writeAt(WasmMemory memory, int fd, int vectors, int count, long position, int to) throws IOException {
    Descriptor descriptor = table.get(fd, Rights.FD_WRITE | Rights.FD_SEEK);
    check(memory, vectors, count, to);
    memory.writeInt(to, writeAll(memory, descriptor, vectors, count, checkPosition(position)));
  }

  private static long checkPosition(long position) throws IOException {
    if (position < 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    return position;
  }

  /** Checks that all that the vectors and the result cover is in the guest's memory, and that the sum is an int. */
  private static void check(WasmMemory memory, int vectors, int count, int to) throws IOException {
    if (Integer.compareUnsigned(count, MAX_VECTORS) > 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    memory.readInt(to);
    long total = 0;
    for (int i = 0; i < count; i++) {
      long from = Integer.toUnsignedLong(memory.readInt(vectors + VECTOR_SIZE * i));
      long length = Integer.toUnsignedLong(memory.readInt(vectors + VECTOR_SIZE * i + 4));
      if (from + length > memory.size()) {
        throw new ErrnoException(Errno.FAULT);
      }
      total += length;
    }
    if (total > Integer.MAX_VALUE) {
      throw new ErrnoException(Errno.INVAL);
    }
  }

  private int readAll(WasmMemory memory, Descriptor descriptor, int vectors, int count, long position)
      throws IOException {
    int total = 0;
    try {
      for (int i = 0; i < count; i++) {
        int to = memory.readInt(vectors + VECTOR_SIZE * i);
        int left = memory.readInt(vectors + VECTOR_SIZE * i + 4);
        while (left > 0) {
          int wanted = Math.min(left, buffer.length);
          int got =
              position == CURRENT
                  ? descriptor.read(buffer, wanted)
                  : descriptor.readAt(position + total, buffer, wanted);
          if (got <= 0) {
            return total;
          }
          memory.write(to, buffer, 0, got);
          total += got;
          if (descriptor.isStream()) {
            return total; // The rest may be long in coming.
          }
          to += got;
          left -= got;
        }
      }
    } catch (IOException e) {
      if (total == 0) {
        throw e;
      }
    }
    return total;
  }

  private int writeAll(WasmMemory memory, Descriptor descriptor, int vectors, int count, long position)
      throws IOException {
    int total = 0;
    try {
      for (int i = 0; i < count; i++) {
        int from = memory.readInt(vectors + VECTOR_SIZE * i);
        int left = memory.readInt(vectors + VECTOR_SIZE * i + 4);
        while (left > 0) {
          int chunk = Math.min(left, buffer.length);
          memory.read(from, buffer, 0, chunk);
          if (position == CURRENT) {
            descriptor.write(buffer, chunk);
          } else {
            descriptor.writeAt(position + total, buffer, chunk);
          }
          total += chunk;
          from += chunk;
          left -= chunk;
        }
      }
    } catch (IOException e) {
      if (total == 0) {
        throw e;
      }
    }
    return total;
  }

  /**
   * Writes a {@code dirent} of 24 bytes and the name for each entry from {@code cookie} on, as many as fit and the
   * beginning of the next one, by which the guest knows that there are more.
   */
  void readDirectory(WasmMemory memory, int fd, int to, int size, long cookie, int sizeTo) throws IOException {
    OpenDirectory directory = table.directory(fd, Rights.FD_READDIR);
    memory.readInt(sizeTo);
    if (Integer.toUnsignedLong(to) + Integer.toUnsignedLong(size) > memory.size()) {
      throw new ErrnoException(Errno.FAULT);
    }
    List<String> names = directory.names(cookie == 0);
    Path path = directory.path();
    int used = 0;
    for (long i = cookie; i >= 0 && i < names.size() && used < size; i++) {
      byte[] entry = entry(path, names.get((int) i), i + 1);
      int count = Math.min(entry.length, size - used);
      memory.write(to + used, entry, 0, count);
      used += count;
    }
    memory.writeInt(sizeTo, used);
  }

  private static byte[] entry(Path directory, String name, long next) {
    FileStat stat;
    try {
      // What lies above the directory is none of the guest's business.
      stat = FileStat.of(name.equals("..") ? directory : directory.resolve(name));
    } catch (IOException | InvalidPathException e) {
      // Gone since the names were read; or the host's encoding cannot express what it has itself made of the name's bytes.
      stat = FileStat.ofStream(FileType.UNKNOWN);
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer entry =
        ByteBuffer.allocate(ENTRY_SIZE + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    entry.putLong(next).putLong(stat.inode()).putInt(bytes.length).putInt(stat.type().code()).put(bytes);
    return entry.array();
  }
}
