package dev.lockstep.examples.wasi;

import java.io.IOException;
import java.io.InputStream;

/** A stream of the embedder that the guest reads. Closing the descriptor leaves the stream open. */
final class StandardInput extends Descriptor {

  private final InputStream stream;
  private final StandardOutput prompt;

  /** Before waiting for input, {@code prompt} is flushed. */
  StandardInput(InputStream stream, StandardOutput prompt) {
    super(FileType.UNKNOWN, Rights.INPUT, 0, 0);
    this.stream = stream;
    this.prompt = prompt;
  }

  @Override
  Errno refusal(long right) {
    return (right & (Rights.FD_SEEK | Rights.FD_TELL)) != 0 ? Errno.SPIPE : Errno.NOTCAPABLE;
  }

  @Override
  int read(byte[] target, int count) throws IOException {
    prompt.sync(false);
    return stream.read(target, 0, count);
  }

  @Override
  boolean isStream() {
    return true;
  }

  @Override
  long available() throws IOException {
    return stream.available();
  }
}
