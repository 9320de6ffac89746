package dev.lockstep.bench;

import java.util.List;
import java.util.function.Function;

/** Which subjects and programs to measure: those that are named; of a kind of which none is named, all. */
record Selection(List<String> names) {
  static final Selection ALL = new Selection(List.of());

  /** Those of all the items of a kind that are selected. */
  <T> List<T> of(List<T> items, Function<T, String> name) {
    List<T> named = items.stream().filter(item -> names.contains(name.apply(item))).toList();
    return named.isEmpty() ? items : named;
  }
}
