package dev.lockstep.examples.scheme;

import java.util.List;

/** Two values; a list is a pair whose second one is a list, or the empty one. */
final class Pair {

  Object car;
  Object cdr;

  /** Where it has been read, from 1 on; 0 if it has not. */
  final int line;

  Pair(Object car, Object cdr) {
    this(car, cdr, 0);
  }

  Pair(Object car, Object cdr, int line) {
    this.car = car;
    this.cdr = cdr;
    this.line = line;
  }

  static Object list(List<?> values) {
    Object list = Singleton.EMPTY_LIST;
    for (int i = values.size() - 1; i >= 0; i--) {
      list = new Pair(values.get(i), list);
    }
    return list;
  }

  static Object list(Object... values) {
    return list(List.of(values));
  }

  @Override
  public String toString() {
    return Printer.write(this);
  }
}
