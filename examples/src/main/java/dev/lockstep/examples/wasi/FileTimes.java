package dev.lockstep.examples.wasi;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** The times that a guest wants to set. */
final class FileTimes {

  private static final int ACCESSED = 1;
  private static final int ACCESSED_NOW = 1 << 1;
  private static final int MODIFIED = 1 << 2;
  private static final int MODIFIED_NOW = 1 << 3;

  private FileTimes() {}

  /** Time of the last access and of the last modification; {@code null} for one that stays as it is. */
  static FileTime[] of(long accessed, long modified, int flags, Clock clock) throws IOException {
    boolean contradiction =
        (flags & (ACCESSED | ACCESSED_NOW)) == (ACCESSED | ACCESSED_NOW)
            || (flags & (MODIFIED | MODIFIED_NOW)) == (MODIFIED | MODIFIED_NOW);
    if (contradiction || (flags & ~(ACCESSED | ACCESSED_NOW | MODIFIED | MODIFIED_NOW)) != 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    return new FileTime[] {
      time(accessed, (flags & ACCESSED) != 0, (flags & ACCESSED_NOW) != 0, clock),
      time(modified, (flags & MODIFIED) != 0, (flags & MODIFIED_NOW) != 0, clock)
    };
  }

  private static FileTime time(long nanos, boolean given, boolean now, Clock clock) {
    if (now) {
      return FileTime.from(clock.instant());
    }
    return given ? FileTime.from(nanos, TimeUnit.NANOSECONDS) : null;
  }
}
