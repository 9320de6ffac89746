package dev.lockstep.examples.wasi;

import dev.lockstep.examples.wasm.WasmMemory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * One call of {@code poll_oneoff}. Files and outputs are always ready. Whether an input is ready can only be asked for
 * and not waited for, so it is asked for again every few milliseconds as long as there is a clock to wait for; without
 * one it is taken for ready, since a read waits just as well.
 */
final class Poll {

  private static final int MAX_SUBSCRIPTIONS = 4096;
  private static final int SUBSCRIPTION_SIZE = 48;
  private static final int EVENT_SIZE = 32;
  private static final int CLOCK = 0;
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int ABSOLUTE = 1;
  private static final long FOREVER = Long.MAX_VALUE;
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * What to wait for.
   *
   * @param data what the guest knows it by
   * @param waiting for a clock: how long from the start of the call on, in nanoseconds
   */
  private record Subscription(long data, int type, int fd, long waiting) {}

  private final DescriptorTable table;
  private final ProcessCalls process;
  private final WasmMemory memory;
  private final long started = System.nanoTime();
  private int events;
  private int ready;

  Poll(DescriptorTable table, ProcessCalls process, WasmMemory memory) {
    this.table = table;
    this.process = process;
    this.memory = memory;
  }

  /** Waits for an event; writes all that there are, and how many. */
  void run(int from, int to, int count, int countTo) throws IOException {
    if (count == 0 || Integer.compareUnsigned(count, MAX_SUBSCRIPTIONS) > 0) {
      throw new ErrnoException(Errno.INVAL);
    }
    if (Integer.toUnsignedLong(to) + (long) count * EVENT_SIZE > memory.size()) {
      throw new ErrnoException(Errno.FAULT);
    }
    memory.readInt(countTo);
    Subscription[] subscriptions = new Subscription[count];
    long wait = FOREVER;
    boolean clocks = false;
    for (int i = 0; i < count; i++) {
      subscriptions[i] = subscription(from + SUBSCRIPTION_SIZE * i);
      clocks |= subscriptions[i].type() == CLOCK;
      wait = Math.min(wait, subscriptions[i].waiting());
    }
    events = to;
    table.flushStreams();
    collect(subscriptions, !clocks);
    while (ready == 0) {
      sleep(wait, count == 1);
      collect(subscriptions, false);
    }
    memory.writeInt(countTo, ready);
  }

  private Subscription subscription(int at) {
    int type = memory.readByte(at + 8);
    int fd = memory.readInt(at + 16);
    return new Subscription(memory.readLong(at), type, fd, type == CLOCK ? waitingTime(at) : FOREVER);
  }

  private long waitingTime(int at) {
    long time = memory.readLong(at + 24);
    if ((memory.readShort(at + 40) & ABSOLUTE) != 0) {
      try {
        long now = process.time(memory.readInt(at + 16));
        time = Long.compareUnsigned(time, now) <= 0 ? 0 : time - now;
      } catch (IOException e) {
        return 0; // The event says that there is no such clock.
      }
    }
    return time < 0 ? FOREVER : time;
  }

  /** Writes events for what is ready now; for all descriptors if there is nothing else to wait for. */
  private void collect(Subscription[] subscriptions, boolean any) {
    long passed = System.nanoTime() - started;
    for (Subscription subscription : subscriptions) {
      try {
        switch (subscription.type()) {
          case CLOCK -> {
            process.time(subscription.fd());
            if (passed >= subscription.waiting()) {
              event(subscription, Errno.SUCCESS, 0);
            }
          }
          case READ, WRITE -> descriptor(subscription, any);
          default -> event(subscription, Errno.INVAL, 0);
        }
      } catch (IOException e) {
        event(subscription, Errno.of(e), 0);
      }
    }
  }

  private void descriptor(Subscription subscription, boolean any) throws IOException {
    Descriptor descriptor = table.get(subscription.fd(), Rights.POLL_FD_READWRITE);
    boolean reading = subscription.type() == READ;
    long available = reading ? descriptor.available() : 0;
    if (any || available > 0 || !reading || !descriptor.isStream()) {
      event(subscription, Errno.SUCCESS, available);
    }
  }

  private void event(Subscription subscription, Errno errno, long available) {
    int to = events + EVENT_SIZE * ready++;
    memory.writeLong(to, subscription.data());
    memory.writeLong(to + 8, errno.code() | (subscription.type() & 0xff) << 16);
    memory.writeLong(to + 16, available);
    memory.writeLong(to + 24, 0);
  }

  /** Sleeps until the first clock, or for a short time if there may be more than clocks. */
  private void sleep(long wait, boolean alone) throws IOException {
    long left = wait - (System.nanoTime() - started);
    try {
      if (left > 0) {
        TimeUnit.NANOSECONDS.sleep(alone ? left : Math.min(left, INTERVAL));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ErrnoException(Errno.INTR);
    }
  }
}
