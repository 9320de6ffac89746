package dev.lockstep.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;

/**
 * The thread that compiles what programs ask for, one for all programs of the JVM: programs come by the hundred, and one
 * region is a fraction of a millisecond. Programs take turns, so none waits for all that another has asked for. The thread is
 * started by the first request, ends when there has been none for a while, and keeps neither programs nor the JVM alive.
 * Thread-safe.
 */
final class BackgroundCompiler implements Runnable {

  private static final long IDLE_MILLIS = 2000;

  /** Programs with requests, each once. */
  private static final ArrayDeque<WeakReference<Tiers>> WAITING = new ArrayDeque<>();

  private static boolean isRunning;

  private BackgroundCompiler() {}

  /** Lets a program have its turn; returns whether there is a thread to do it. */
  static boolean add(WeakReference<Tiers> program) {
    synchronized (WAITING) {
      if (!isRunning && !start()) {
        return false;
      }
      WAITING.add(program);
      WAITING.notify();
      return true;
    }
  }

  private static boolean start() {
    // Nothing of whoever comes first: no thread-locals, no class loader. Only JDKs before 24 keep the protection domains of who is on
    // the stack now; they let go of them when the thread ends.
    Thread thread = new Thread(null, new BackgroundCompiler(), "lockstep-compiler", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    try {
      thread.start();
      isRunning = true;
    } catch (OutOfMemoryError e) {
      isRunning = false; // The JVM can have no more threads just now.
    }
    return isRunning;
  }

  @Override
  public void run() {
    WeakReference<Tiers> program = next();
    while (program != null) {
      try {
        serve(program);
      } catch (Throwable e) {
        // What fails to compile is noted by its program. There was no memory even for that; others want their turn.
      }
      program = next();
    }
  }

  /** The program whose turn it is; {@code null} if there has been none for a while, and then the thread has to end. */
  private static WeakReference<Tiers> next() {
    synchronized (WAITING) {
      long end = System.nanoTime() + IDLE_MILLIS * 1_000_000;
      while (WAITING.isEmpty()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          isRunning = false;
          return null;
        }
        try {
          WAITING.wait(left);
        } catch (InterruptedException e) {
          // Nobody has this thread to interrupt it, except those who interrupt all.
        }
      }
      return WAITING.poll();
    }
  }

  /** A method of its own, so that the thread, while it waits, has no reference to the program. */
  private static void serve(WeakReference<Tiers> program) {
    Tiers tiers = program.get();
    if (tiers == null) {
      return;
    }
    try {
      tiers.compileNext();
    } finally {
      if (tiers.hasMoreToCompile()) {
        synchronized (WAITING) {
          WAITING.add(program);
        }
      }
    }
  }
}
