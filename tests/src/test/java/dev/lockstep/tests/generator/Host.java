package dev.lockstep.tests.generator;

import dev.lockstep.runtime.Invocation;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.Suspension.Reason;
import java.util.ArrayList;
import java.util.List;

/** Who runs the guest of {@link GeneratorOps}. */
class Host {

  final List<Integer> given = new ArrayList<>();
  final List<Invocation> generators = new ArrayList<>();
  Machine machine;
  int handedIn;
  int ticks;
  int next;

  /** Which request is ready, but for those that are not negative and even. */
  int ready;

  boolean isReady(int request) {
    return request == ready || request >= 0 && request % 2 == 0;
  }

  /** Runs a generator; returns whether it has been stopped, so that the guest which runs it is to stop, too. */
  boolean resume(int index) {
    Invocation generator = generators.get(index);
    if (generator.run()) {
      next = 0;
      return false;
    }
    Reason reason = generator.suspension().reason();
    if (reason == Reason.OPCODE) {
      next = given.remove(given.size() - 1);
      return false;
    }
    if (reason == Reason.INTERRUPTED) {
      machine.interrupt(); // The generator has taken it.
    }
    return true;
  }
}
