package dev.lockstep.runtime;

import java.lang.invoke.MethodHandles;

/**
 * Compiled guest code with one entry, made at run time from stencils. Its signature is that of a handler; see {@link
 * Convention}. Instances may be run by any number of machines at once.
 */
public abstract class Region {

  // Between the thread that defines a region class and the class's initialiser, which runs on it.
  private static final ThreadLocal<Region> DEFINED = new ThreadLocal<>();
  private static final ThreadLocal<Entry[]> ENTRIES = new ThreadLocal<>();
  private static final ThreadLocal<Entry[]> BOUND = new ThreadLocal<>();

  private static final Entry[] NONE = {};

  /** How long the class file is; 0 of what is no compiled code. */
  int bytes;

  /** The callees that its class has as constants. */
  Entry[] bound = NONE;

  /** For compiled code. */
  protected Region() {}

  /** Runs from the region's entry until an exit; returns the pc that runs next. */
  public abstract int run(Machine m, long[] slots, int[] code, int fp, int pc);

  /** For compiled code: hands the only instance of a region class, from its initialiser, to the thread that defines it. */
  public static void register(Region region) {
    DEFINED.set(region);
  }

  /** For compiled code: the entries of all functions of the program for which this thread defines a class. */
  public static Entry[] entries() {
    return ENTRIES.get();
  }

  /** For compiled code: one of the callees that the class for which this thread runs the initialiser has as constants. */
  public static Entry bound(int index) {
    return BOUND.get()[index];
  }

  /** The only instance of a region class, whose file is given, of the program with the given entries. */
  static Region define(MethodHandles.Lookup lookup, RegionFile file, Entry[] entries) throws IllegalAccessException {
    try {
      ENTRIES.set(entries);
      BOUND.set(file.bound());
      Class<?> compiled = lookup.defineHiddenClass(file.bytes(), true).lookupClass();
      if (file.calls().length > 0) {
        JavaFrames.add(compiled, file.method(), file.calls());
      }
    } finally {
      ENTRIES.remove();
      BOUND.remove();
    }
    Region region = defined();
    region.bytes = file.bytes().length;
    region.bound = file.bound();
    return region;
  }

  /** What the initialiser of a class that this thread has defined has handed over. */
  static Region defined() {
    Region region = DEFINED.get();
    DEFINED.remove();
    return region;
  }

  // For compiled code: put values into slots of the frame at fp, which they name by one byte of `at` each, the lowest first.
  // Calls take half the space of as many stores, in the class file, and less in what HotSpot makes of it at first.

  public static void commit(long[] slots, int fp, int at, long a, long b) {
    slots[fp + (at & 0xff)] = a;
    slots[fp + (at >>> 8 & 0xff)] = b;
  }

  public static void commit(long[] slots, int fp, int at, long a, long b, long c) {
    slots[fp + (at & 0xff)] = a;
    slots[fp + (at >>> 8 & 0xff)] = b;
    slots[fp + (at >>> 16 & 0xff)] = c;
  }

  public static void commit(long[] slots, int fp, int at, long a, long b, long c, long d) {
    slots[fp + (at & 0xff)] = a;
    slots[fp + (at >>> 8 & 0xff)] = b;
    slots[fp + (at >>> 16 & 0xff)] = c;
    slots[fp + (at >>> 24)] = d;
  }

  /** For compiled code: what to throw when the instruction at {@code pc} has thrown. */
  public static RuntimeException thrown(Machine m, Throwable thrown, int pc) {
    return TrapTrace.passingCompiled(m, thrown, pc);
  }
}
