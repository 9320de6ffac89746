package dev.lockstep.runtime;

/** Stands for a function's entry and counts who uses it: the driver, or compiled code. Thread-safe, but for lost counts. */
final class CrossedEntry extends Entry {

  private final Crossings crossings;
  private final Entry entry;

  CrossedEntry(Crossings crossings, Entry entry, Function function) {
    this.crossings = crossings;
    this.entry = entry;
    bytes = entry.bytes;
    linkTo(function);
  }

  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    return crossings.run(entry, m, slots, code, fp, pc);
  }

  private Entry called() {
    crossings.call(entry.entry(), bytes > 0);
    return entry;
  }

  @Override
  public long call(Machine m, int fp) {
    return called().call(m, fp);
  }

  @Override
  public long call(Machine m, int fp, long a) {
    return called().call(m, fp, a);
  }

  @Override
  public long call(Machine m, int fp, long a, long b) {
    return called().call(m, fp, a, b);
  }

  @Override
  public long call(Machine m, int fp, long a, long b, long c) {
    return called().call(m, fp, a, b, c);
  }

  @Override
  public long call(Machine m, int fp, long a, long b, long c, long d) {
    return called().call(m, fp, a, b, c, d);
  }

  @Override
  public long call(Machine m, int fp, long a, long b, long c, long d, long e) {
    return called().call(m, fp, a, b, c, d, e);
  }

  @Override
  public long call(Machine m, int fp, long a, long b, long c, long d, long e, long f) {
    return called().call(m, fp, a, b, c, d, e, f);
  }

  @Override
  public long call(Machine m, int fp, long a, long b, long c, long d, long e, long f, long g) {
    return called().call(m, fp, a, b, c, d, e, f, g);
  }

  @Override
  public long call(Machine m, int fp, long a, long b, long c, long d, long e, long f, long g, long h) {
    return called().call(m, fp, a, b, c, d, e, f, g, h);
  }
}
