package dev.lockstep.examples.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Input that a second reader can have again: as far as the first has read it, since it may be typed, or never end. */
final class RecordedInput extends InputStream {

  private final InputStream in;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  RecordedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      read.write(b);
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    int got = in.read(bytes, from, count);
    if (got > 0) {
      read.write(bytes, from, got);
    }
    return got;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  /** What has been read so far. */
  InputStream again() {
    return new ByteArrayInputStream(read.toByteArray());
  }
}
