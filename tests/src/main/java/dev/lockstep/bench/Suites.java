package dev.lockstep.bench;

import java.util.List;

/** The suites there are. */
final class Suites {
  static final List<Suite> ALL = 
      List.of(
          new InterpreterSuite(),
          new CompiledSuite(),
          new IndirectSuite(),
          new EmissionSuite(),
          new FirstRegionSuite(),
          new TransitionSuite(),
          new MemorySuite(),
          new KernelSuite(),
          new WasmSuite());

  private Suites() {}

  static List<String> names() {
    return ALL.stream().map(Suite::name).toList();
  }

  static Suite named(String name) {
    return ALL.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no suite " + name));
  }
}
