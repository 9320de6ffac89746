package dev.lockstep.examples.scheme;

import dev.lockstep.runtime.GuestException;

/** What an error raises: a message, and a list of values that it is about. */
record Condition(String message, Object irritants) {

  static GuestException error(String message, Object... irritants) {
    return new GuestException(new Condition(message, Pair.list(irritants)));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(message);
    for (Object rest = irritants; rest instanceof Pair pair; rest = pair.cdr) {
      text.append(' ').append(Printer.write(pair.car));
    }
    return text.toString();
  }
}
