package dev.lockstep.runtime;

import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Asks in the loops of compiled code whether the guest is to stop. Until the first guest is interrupted that is free:
 * HotSpot sees one subclass, which says no, and drops the question. The first interrupt loads the other one, so that HotSpot
 * has to drop the code instead, and from then on loops read a flag. A call site with a method handle would do the same, but
 * take tens of milliseconds to start. Thread-safe.
 */
public abstract class Poll {

  /** Those that do not read a flag yet. */
  private static final Map<Machine, Boolean> MACHINES = new WeakHashMap<>();

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
    m.poll = current;
    if (current instanceof Never) {
      MACHINES.put(m, true);
    }
  }

  /** Has all machines read a flag. */
  static synchronized void arm() {
    if (current instanceof Never) {
      // What is compiled once both classes are loaded sees either null or what comes then, even if it reads only once.
      setAll(null);
      VarHandle.fullFence();
      current = Flag.make();
      setAll(current);
      MACHINES.clear();
    }
  }

  private static void setAll(Poll poll) {
    for (Machine m : MACHINES.keySet()) {
      m.poll = poll;
    }
  }
}
