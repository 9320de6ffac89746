package dev.lockstep.examples.command;

import dev.lockstep.examples.wasi.Wasi;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The process of a WASI command as the command line describes it. */
final class WasiProcess {

  private static final String SEPARATOR = "::";

  private final Wasi.Builder builder = Wasi.builder();

  /** Ends the guest when nobody listens any more, as SIGPIPE does: many programs would go on for ever. */
  private static final class CheckedOutput extends OutputStream {
    private final PrintStream out;

    CheckedOutput(PrintStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) {
      out.write(b);
      check();
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      out.write(bytes, from, count);
      check();
    }

    @Override
    public void flush() {
      check();
    }

    private void check() {
      if (out.checkError()) {
        throw new UncheckedIOException(new IOException("Broken pipe"));
      }
    }
  }

  /** A buffer that is emptied after a while, so that a guest that computes for long, or is stopped, has shown what it had to say. */
  private static final class TimelyOutput extends BufferedOutputStream {
    private static final long INTERVAL_NANOS = 20_000_000;

    private long emptied = System.nanoTime() - INTERVAL_NANOS;

    TimelyOutput(OutputStream out) {
      super(out);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
      super.write(bytes, from, count);
      long now = System.nanoTime();
      if (now - emptied >= INTERVAL_NANOS) {
        flush();
        emptied = now;
      }
    }
  }

  /** {@code HOST} or {@code HOST::GUEST}. */
  void directory(String words) throws UsageException {
    int separator = words.indexOf(SEPARATOR);
    String host = separator < 0 ? words : words.substring(0, separator);
    String guest = separator < 0 ? words : words.substring(separator + SEPARATOR.length());
    if (host.isEmpty() || guest.isEmpty()) {
      throw new UsageException("--dir=" + words + " is not HOST or HOST::GUEST");
    }
    try {
      builder.directory(Path.of(host), guest);
    } catch (InvalidPathException e) {
      throw new UsageException(host + " is no directory");
    }
  }

  /** {@code NAME=VALUE}. */
  void environment(String words) throws UsageException {
    int equals = words.indexOf('=');
    if (equals <= 0) {
      throw new UsageException("--env=" + words + " is not NAME=VALUE");
    }
    builder.environment(words.substring(0, equals), words.substring(equals + 1));
  }

  /** Makes the process: the words of {@code args} from the file on are its arguments. */
  Wasi start(String[] args, int file, InputStream in, PrintStream out, PrintStream err) throws UsageException {
    for (int i = file; i < args.length; i++) {
      builder.arguments(i > file ? args[i] : Path.of(args[i]).getFileName().toString());
    }
    builder.stdin(in).stdout(new TimelyOutput(new CheckedOutput(out))).stderr(new CheckedOutput(err));
    try {
      return builder.build();
    } catch (NotDirectoryException | NoSuchFileException e) {
      throw new UsageException(e.getMessage() + " is no directory");
    } catch (IOException e) {
      throw new UsageException("cannot open a directory: " + e.getMessage());
    }
  }
}
