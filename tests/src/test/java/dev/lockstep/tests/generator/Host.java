package dev.lockstep.tests.generator;

import dev.lockstep.runtime.Invocation;
import java.util.ArrayList;
import java.util.List;

/** Who runs the guest of {@link GeneratorOps}. */
final class Host {

  final List<Integer> given = new ArrayList<>();
  final List<Invocation> generators = new ArrayList<>();
  int handedIn;

  /** Which request is ready, but for those that are not negative and even. */
  int ready;

  boolean isReady(int request) {
    return request == ready || request >= 0 && request % 2 == 0;
  }

  int next(int generator) {
    return generators.get(generator).run() ? 0 : given.remove(given.size() - 1);
  }
}
