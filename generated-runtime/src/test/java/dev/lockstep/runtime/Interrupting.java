package dev.lockstep.runtime;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A thread that interrupts a machine again and again, until it is stopped. */
final class Interrupting {

  private final Thread thread;

  /** One that waits for less than so many nanoseconds each time. */
  Interrupting(Machine machine, int nanoseconds) {
    Random random = new Random(1);
    thread =
        new Thread(
            () -> {
              while (!Thread.interrupted()) {
                LockSupport.parkNanos(random.nextInt(nanoseconds));
                machine.interrupt();
              }
            });
    thread.start();
  }

  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
