package dev.lockstep.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;

/**
 * What one program waits to have compiled in the background. Bounded: a guest that asks faster than the thread compiles is
 * refused, and asks again when its counters have run down once more. Thread-safe; nothing is compiled under the lock.
 */
final class CompilationQueue {

  /** About a quarter of a second's work. */
  private static final int CAPACITY = 1024;

  /**
   * A wish for compiled code.
   *
   * @param reason one of those of {@link FunctionTiers}
   * @param pc where it is to be entered
   * @param pending the planned region that has been reached, if that is why
   */
  record Request(int reason, int pc, PendingRegion pending) {}

  private final WeakReference<Tiers> owner;
  private final ArrayDeque<Request> requests = new ArrayDeque<>();

  /** Whether the thread knows that there is something to do here. */
  private boolean isScheduled;

  CompilationQueue(Tiers owner) {
    this.owner = new WeakReference<>(owner);
  }

  /** Adds a request; returns whether it will be looked at. */
  synchronized boolean offer(Request request) {
    if (requests.size() == CAPACITY) {
      return false;
    }
    if (!isScheduled) {
      isScheduled = BackgroundCompiler.add(owner);
    }
    return isScheduled && requests.add(request);
  }

  /** Takes out the request that has waited longest. */
  synchronized Request take() {
    return requests.remove();
  }

  /** Whether there are more requests; if not, the next one calls the thread again. */
  synchronized boolean hasMore() {
    isScheduled = !requests.isEmpty();
    return isScheduled;
  }
}
