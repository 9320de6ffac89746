package dev.lockstep.runtime;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

/**
 * Asks in the loops of compiled code whether the guest is to stop. Until the first guest is interrupted that is free:
 * HotSpot sees one subclass, which says no, and drops the question. The first interrupt loads the other one, so that HotSpot
 * has to drop the code instead, and from then on loops read a flag. A call site with a method handle would do the same, but
 * take tens of milliseconds to start. Thread-safe.
 */
public abstract class Poll {

  /**
   * Those that do not read a flag yet, the first so many. No map of the library: where the Java stack ends while one is changed, it may
   * lose others.
   */
  private static WeakReference<?>[] machines = {};

  private static int count;

  /** What machines have. */
  private static Poll current = new Never();

  private static final class Never extends Poll {
    @Override
    boolean fires(Machine m) {
      return false;
    }
  }

  private static final class Flag extends Poll {
    /** Here and not in the class that needs it, which could not be verified without loading this one. */
    static Poll make() {
      return new Flag();
    }

    @Override
    boolean fires(Machine m) {
      return m.interrupted;
    }
  }

  private Poll() {}

  abstract boolean fires(Machine m);

  /** For compiled code. */
  public static boolean poll(Machine m) {
    // A field of the machine: what is static HotSpot reads again each time round.
    Poll poll = m.poll;
    return poll == null ? m.interrupted : poll.fires(m);
  }

  /** Gives a new machine what it needs. */
  static synchronized void register(Machine m) {
    if (current instanceof Never) {
      add(new WeakReference<>(m)); // First: if that fails, for want of memory or Java stack, the machine comes again.
    }
    m.poll = current;
  }

  private static void add(WeakReference<?> machine) {
    if (count == machines.length) {
      makeRoom();
    }
    machines[count++] = machine;
  }

  /** Takes out those that are garbage. */
  private static void makeRoom() {
    int alive = 0;
    for (int i = 0; i < count; i++) {
      alive += machines[i].get() == null ? 0 : 1;
    }
    WeakReference<?>[] kept = new WeakReference<?>[Math.max(16, 2 * alive)];
    int left = 0;
    for (int i = 0; i < count; i++) {
      if (machines[i].get() != null) {
        kept[left++] = machines[i];
      }
    }
    machines = kept;
    count = left;
  }

  /** Has all machines read a flag. */
  static synchronized void arm() {
    if (current instanceof Never) {
      // What is compiled once both classes are loaded sees either null or what comes then, even if it reads only once.
      setAll(null);
      VarHandle.fullFence();
      current = Flag.make();
      setAll(current);
      machines = new WeakReference<?>[0];
      count = 0;
    }
  }

  private static void setAll(Poll poll) {
    for (int i = 0; i < count; i++) {
      if (machines[i].get() instanceof Machine m) {
        m.poll = poll;
      }
    }
  }
}
