package dev.lockstep.examples.wasi;

import java.io.IOException;
import java.io.OutputStream;

/** A stream of the embedder that the guest writes. Closing the descriptor flushes the stream and leaves it open. */
final class StandardOutput extends Descriptor {

  private final OutputStream stream;
  private final boolean prompt;

  /** If {@code prompt}, all that is written is flushed at once. */
  StandardOutput(OutputStream stream, boolean prompt) {
    super(FileType.UNKNOWN, Rights.OUTPUT, 0, APPEND);
    this.stream = stream;
    this.prompt = prompt;
  }

  @Override
  Errno refusal(long right) {
    return (right & (Rights.FD_SEEK | Rights.FD_TELL)) != 0 ? Errno.SPIPE : Errno.NOTCAPABLE;
  }

  @Override
  void write(byte[] source, int count) throws IOException {
    stream.write(source, 0, count);
    if (prompt) {
      stream.flush();
    }
  }

  @Override
  boolean isStream() {
    return true;
  }

  @Override
  void sync(boolean withMetadata) throws IOException {
    stream.flush();
  }

  @Override
  void close() throws IOException {
    stream.flush();
  }
}
