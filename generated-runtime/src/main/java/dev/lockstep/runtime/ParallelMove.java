package dev.lockstep.runtime;

/**
 * Several moves that are to happen at once, put into an order in which none overwrites what another still reads. Cycles go
 * through a scratch slot.
 */
final class ParallelMove {

  /** Receives the moves in order. */
  interface Sink {
    void move(Type type, int to, int from);

    void constant(Type type, int to, long bits);
  }

  private final Type[] types;
  private final int[] to;
  private final int[] from;
  private final long[] bits;
  private int count;

  ParallelMove(int capacity) {
    types = new Type[capacity];
    to = new int[capacity];
    from = new int[capacity];
    bits = new long[capacity];
  }

  /** Adds a move to slot {@code to} from slot {@code from}, or of the constant {@code value}. */
  void add(Type type, int to, int from, long value) {
    if (to != from) {
      types[count] = type;
      this.to[count] = to;
      this.from[count] = from;
      bits[count++] = value;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  void emit(Sink sink, int scratch) {
    boolean[] done = new boolean[count];
    int left = count;
    while (left > 0) {
      int before = left;
      for (int i = 0; i < count; i++) {
        if (!done[i] && !isReadByAnother(i, done)) {
          emit(i, sink);
          done[i] = true;
          left--;
        }
      }
      if (left == before) {
        breakCycle(done, sink, scratch);
      }
    }
  }

  private void emit(int i, Sink sink) {
    if (from[i] == OperandStack.CONSTANT) {
      sink.constant(types[i], to[i], bits[i]);
    } else {
      sink.move(types[i], to[i], from[i]);
    }
  }

  private boolean isReadByAnother(int move, boolean[] done) {
    for (int i = 0; i < count; i++) {
      if (i != move && !done[i] && from[i] == to[move]) {
        return true;
      }
    }
    return false;
  }

  /** Saves what the first remaining move would overwrite, and lets its readers read the copy. */
  private void breakCycle(boolean[] done, Sink sink, int scratch) {
    int first = 0;
    while (done[first]) {
      first++;
    }
    int saved = to[first];
    boolean copied = false;
    for (int i = 0; i < count; i++) {
      if (!done[i] && from[i] == saved) {
        if (!copied) {
          sink.move(types[i], scratch, saved);
          copied = true;
        }
        from[i] = scratch;
      }
    }
  }
}
