package dev.lockstep.processor.generate;

import dev.lockstep.processor.check.SetModel;

/** Reads the opcodes of a set; writes its manual page. */
final class ManualGenerator {

  private ManualGenerator() {}

  static String generate(SetModel set) {
    return "# " + set.name() + "\n";
  }
}
