package dev.lockstep.bench;

import java.util.List;
import java.util.function.Supplier;

/**
 * One way to do a suite's work.
 *
 * @param cases makes the cases; called only in the child JVM that measures this subject
 */
record Subject(String name, Supplier<List<Case>> cases) {
  /** One that its suite measures in a way of its own. */
  Subject(String name) {
    this(name, List::of);
  }
}
