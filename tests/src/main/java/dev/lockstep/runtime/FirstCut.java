package dev.lockstep.runtime;

/**
 * Programs whose functions stay cut by their shape. Otherwise blocks that often lead to each other end up in one region, and
 * no benchmark could tell what it takes to go from one region to another.
 */
public final class FirstCut {

  private FirstCut() {}

  /** Has {@code program}, of which nothing is compiled yet, keep the regions that it gets at first; returns it. */
  public static Program keep(Program program) {
    program.tiers().keepFirstCut();
    return program;
  }
}
