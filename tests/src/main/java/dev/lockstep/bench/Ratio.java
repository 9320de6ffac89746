package dev.lockstep.bench;

/**
 * The geometric mean, over the programs both subjects ran, of one subject's figure divided by
 * another's.
 */
record Ratio(String subject, String base) {
  String name(Suite suite) {
    return suite.name() + ":" + subject + "/" + base;
  }
}
