package dev.lockstep.examples.wasi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;

/** A regular file. */
final class OpenFile extends Descriptor {

  private final Path path;
  private final FileChannel channel;
  private final FileStat opened;

  OpenFile(Path path, FileChannel channel, FileStat opened, long rights, long inheriting, int flags) {
    super(FileType.REGULAR_FILE, rights, inheriting, flags);
    this.path = path;
    this.channel = channel;
    this.opened = opened;
  }

  @Override
  Errno refusal(long right) {
    return (right & Rights.FD_READDIR) != 0 ? Errno.NOTDIR : Errno.NOTCAPABLE;
  }

  @Override
  int read(byte[] target, int count) throws IOException {
    return channel.read(ByteBuffer.wrap(target, 0, count));
  }

  @Override
  int readAt(long position, byte[] target, int count) throws IOException {
    return channel.read(ByteBuffer.wrap(target, 0, count), position);
  }

  /** Appending is done here and not by the host, since the guest may switch it on and off. */
  @Override
  void write(byte[] source, int count) throws IOException {
    if ((flags() & APPEND) != 0) {
      channel.position(channel.size());
    }
    ByteBuffer buffer = ByteBuffer.wrap(source, 0, count);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    written();
  }

  @Override
  void writeAt(long position, byte[] source, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(source, 0, count);
    while (buffer.hasRemaining()) {
      channel.write(buffer, position + buffer.position());
    }
    written();
  }

  private void written() throws IOException {
    if ((flags() & (DSYNC | SYNC)) != 0) {
      channel.force((flags() & SYNC) != 0);
    }
  }

  @Override
  long available() throws IOException {
    return Math.max(0, channel.size() - channel.position());
  }

  @Override
  long position() throws IOException {
    return channel.position();
  }

  @Override
  void setPosition(long position) throws IOException {
    channel.position(position);
  }

  @Override
  FileStat stat() throws IOException {
    return (isAtPath() ? FileStat.of(path) : opened).withSize(channel.size());
  }

  /** Whether the file still has the name under which it was opened. */
  private boolean isAtPath() {
    try {
      return FileStat.of(path).isSameFileAs(opened);
    } catch (IOException e) {
      return false; // There is nothing, or what was a directory on the way is none.
    }
  }

  @Override
  void setSize(long size) throws IOException {
    if (size <= channel.size()) {
      channel.truncate(size);
    } else {
      channel.write(ByteBuffer.allocate(1), size - 1);
    }
  }

  @Override
  void setTimes(FileTime accessed, FileTime modified) throws IOException {
    if (!isAtPath()) {
      throw new ErrnoException(Errno.NOTSUP); // Java sets times only by name.
    }
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(modified, accessed, null);
  }

  @Override
  void sync(boolean withMetadata) throws IOException {
    channel.force(withMetadata);
  }

  @Override
  void close() throws IOException {
    channel.close();
  }
}
