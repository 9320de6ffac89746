package dev.lockstep.tests.wasm;

import dev.lockstep.runtime.Tiering;
import java.util.List;

/** The ways to run a program. */
final class Modes {

  static final List<Tiering> ALL =
      List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1), Tiering.stress(2));

  private Modes() {}
}
