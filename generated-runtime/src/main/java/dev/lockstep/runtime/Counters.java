package dev.lockstep.runtime;

/**
 * The counters of one program: words of its code that run down as functions are called and branches lead back, until something
 * is hot. Thread-safe; machines count without a lock, and counts are lost when they race.
 */
final class Counters {

  /**
   * How often a counter counts before the interpreter asks whether it is to stop. That takes a few nanoseconds, which a
   * loop must not notice, and a loop of a hundred thousand instructions must not come by too late.
   */
  private static final int POLL_INTERVAL = 128;

  /**
   * With each so many regions that have been made, a function has to get hotter by as much again as the first ones: they all
   * wait for HotSpot's compilers, so that what is less hot would keep what is hotter from becoming machine code. A count and
   * no rate, as what is compiled in place must not depend on time.
   */
  private static final int REGIONS = 32;

  /** A function that is discarded again and again has to get twice as hot each time, up to this power of two. */
  private static final int MAX_SHIFT = 16;

  private final Program program;

  /** Bit by bit, which counters have run down for the first time and only have the machine poll from then on. */
  private long[] spent = {};

  // By the index of the function; made once they are needed. Counters start again and again, from no more than they did at
  // first, since only when one has run down the machine asks whether it is to stop.

  /** How many times counters of the function have run down. */
  private int[] heat = {};

  private byte[] timesDiscarded = {};

  private int regionsMade;

  private boolean hasReferences;
  private boolean hasTailCalls;
  private boolean raises;

  Counters(Program program) {
    this.program = program;
  }

  /** Puts the counters of the functions from one index up to another to their start, and notes what they use. */
  void start(int from, int to) {
    for (int index = from; index < to; index++) {
      Function function = program.image().function(index);
      hasReferences |= function.signature().hasReferences();
      start(function);
    }
  }

  private void start(Function function) {
    Tiering tiering = program.tiering();
    int[] code = program.code;
    code[function.entry() + Convention.COUNTER] = start(tiering.calls());
    for (int pc = function.entry(); pc < function.end(); pc = program.after(pc)) {
      Form form = program.formAt(pc);
      hasReferences |= form.hasReferences();
      hasTailCalls |= form.flow().isTailCall();
      raises |= form.raises() || form.id() == Convention.RAISE;
      int counter = form.counterWord();
      if (counter >= 0) {
        code[pc + counter] = start(tiering.backEdges());
      }
    }
  }

  /** Whether any value of any function is a reference. */
  boolean hasReferences() {
    return hasReferences;
  }

  /** Whether any function makes tail calls. */
  boolean hasTailCalls() {
    return hasTailCalls;
  }

  /** Whether any function may raise something. */
  boolean raises() {
    return raises;
  }

  /** What a counter starts from that is to run down after {@code count} times, which may be never. */
  private static int start(int count) {
    return count == Integer.MAX_VALUE ? POLL_INTERVAL : count;
  }

  /**
   * A counter of {@code function} has run down that starts from {@code start}; returns whether the function is hot. If it is
   * not, the counter starts again.
   */
  synchronized boolean isHot(Function function, int counter, int start) {
    int index = function.index();
    heat = heat.length == 0 ? new int[program.maxFunctions()] : heat;
    if (heat[index] < Integer.MAX_VALUE) {
      heat[index]++;
    }
    int regions = program.tiering().mode() == Tiering.Mode.MIXED ? regionsMade : 0; // Else all is to be compiled.
    int shift = timesDiscarded.length == 0 ? 0 : timesDiscarded[index];
    boolean isHot = heat[index] >= Math.max(1L, regions / REGIONS) << shift;
    if (!isHot) {
      program.code[counter] = start;
    }
    return isHot;
  }

  /** A region has been made. */
  synchronized void regionMade() {
    regionsMade++;
  }

  /** The code of {@code function} is discarded to make room: it takes longer to get hot again. */
  synchronized void cool(Function function) {
    int index = function.index();
    if (timesDiscarded.length == 0) {
      timesDiscarded = new byte[program.maxFunctions()];
    }
    timesDiscarded[index] = (byte) Math.min(MAX_SHIFT, timesDiscarded[index] + 1);
    if (heat.length > 0) {
      heat[index] = 0;
    }
  }

  /** The counter in a word of the code has run down; what is to be done about it is being done. */
  synchronized void spend(int counter) {
    if (spent.length == 0) {
      spent = new long[(program.code.length >> 6) + 1];
    }
    spent[counter >> 6] |= 1L << counter;
    program.code[counter] = POLL_INTERVAL;
  }

  /** Whether the counter that has run down has done so before; then it starts again. */
  boolean isSpent(int counter) {
    long[] bits = spent; // Read without a lock: who misses a bit takes one.
    if (bits.length == 0 || (bits[counter >> 6] >>> counter & 1) == 0) {
      return false;
    }
    program.code[counter] = POLL_INTERVAL;
    return true;
  }

  /** The counter starts again as if it had never run down. */
  synchronized void restart(int counter, int count) {
    if (spent.length > 0) {
      spent[counter >> 6] &= ~(1L << counter);
    }
    program.code[counter] = start(count);
  }

  /** Puts the counters of {@code function} to their start, as if they had never run down. */
  synchronized void restart(Function function) {
    if (spent.length > 0) {
      for (int word = function.entry() + Convention.COUNTER; word < function.end(); word++) {
        spent[word >> 6] &= ~(1L << word);
      }
    }
    start(function);
  }
}
