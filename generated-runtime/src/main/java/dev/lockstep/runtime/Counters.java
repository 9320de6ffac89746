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

  private final Program program;

  /** Bit by bit, which counters have run down for the first time and only have the machine poll from then on. */
  private long[] spent = {};

  Counters(Program program) {
    this.program = program;
  }

  /** Puts all counters to their start; since that takes a look at each instruction, returns whether any value is a reference. */
  boolean start() {
    Tiering tiering = program.tiering();
    boolean hasReferences = false;
    for (Function function : program.functions()) {
      hasReferences |= function.signature().hasReferences();
      hasReferences |= start(function, tiering.calls(), tiering.backEdges());
    }
    return hasReferences;
  }

  private boolean start(Function function, int calls, int backEdges) {
    int[] code = program.code;
    boolean hasReferences = false;
    code[function.entry() + Convention.COUNTER] = start(calls);
    for (int pc = function.entry(); pc < function.end(); ) {
      Form form = program.formAt(pc);
      hasReferences |= form.hasReferences();
      int counter = form.counterWord();
      if (counter >= 0) {
        code[pc + counter] = start(backEdges);
      }
      pc += form.length(program.pristine(), pc);
    }
    return hasReferences;
  }

  /** What a counter starts from that is to run down after {@code count} times, which may be never. */
  private static int start(int count) {
    return count == Integer.MAX_VALUE ? POLL_INTERVAL : count;
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

  /** Puts the counters of {@code function} to their start, times a power of two, as if they had never run down. */
  synchronized void restart(Function function, int shift) {
    if (spent.length > 0) {
      for (int word = function.entry() + Convention.COUNTER; word < function.end(); word++) {
        spent[word >> 6] &= ~(1L << word);
      }
    }
    Tiering tiering = program.tiering();
    start(function, shifted(tiering.calls(), shift), shifted(tiering.backEdges(), shift));
  }

  private static int shifted(int start, int shift) {
    return (int) Math.min(Integer.MAX_VALUE, (long) start << shift);
  }
}
