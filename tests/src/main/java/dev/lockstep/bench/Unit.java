package dev.lockstep.bench;

/** The unit of a reported figure. */
enum Unit {
  /** Not of time: the figure is what a case says it is. */
  BYTES("B", 1),
  NANOSECONDS("ns", 1),
  MICROSECONDS("us", 1e3),
  MILLISECONDS("ms", 1e6);

  private final String symbol;
  private final double nanoseconds;

  Unit(String symbol, double nanoseconds) {
    this.symbol = symbol;
    this.nanoseconds = nanoseconds;
  }

  String symbol() {
    return symbol;
  }

  double of(double figureInNanoseconds) {
    return figureInNanoseconds / nanoseconds;
  }
}
