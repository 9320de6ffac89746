package dev.lockstep.bench;

/** The unit of a reported figure; a figure is a number of nanoseconds or of bytes. */
enum Unit {
  /** Not of time: the figure is what a case says it is. */
  BYTES("B", 1),
  NANOSECONDS("ns", 1),
  MICROSECONDS("us", 1e3),
  MILLISECONDS("ms", 1e6),
  MEBIBYTES("MiB", 1 << 20);

  private final String symbol;
  private final double size;

  Unit(String symbol, double size) {
    this.symbol = symbol;
    this.size = size;
  }

  String symbol() {
    return symbol;
  }

  double of(double figure) {
    return figure / size;
  }
}
