package dev.lockstep.examples.scheme;

/** Values that there is one of. */
enum Singleton {
  EMPTY_LIST("()"),

  /** The value of what has none. */
  UNSPECIFIED("#<unspecified>");

  private final String text;

  Singleton(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
