package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * The memory of a machine's stack, {@link Machine#slots} and {@link Machine#refs}: how it grows, and what is kept of it. Not
 * thread-safe.
 */
final class GuestStack {

  private static final int INITIAL_SLOTS = 1 << 10;

  /** A stack that has grown to more is not kept for the next invocation inside another one, nor are more stacks than that. */
  private static final int MAX_SPARE_SLOTS = 1 << 14;

  private static final int MAX_SPARES = 16;

  /** If more slots are used of a stack that is no larger than a spare one, to copy them takes too long. */
  private static final int MAX_COPIED = 1 << 11;

  private static final Object[] NO_REFERENCES = {};

  private static final String EXHAUSTED = "call stack exhausted";

  private final Machine m;

  /** How many slots there may be, and how many there are at first. */
  private final int limit;

  private int initialSlots;

  /** Stacks of invocations inside of others, or that were suspended with a copy, for the next ones. */
  private final long[][] spareSlots = new long[MAX_SPARES][];

  private final Object[][] spareRefs = new Object[MAX_SPARES][];
  private int spares;

  /** For how many slots there has been no memory; 0 if the stack was as large as it may be when there was no room last. */
  private int refused;

  /** Gives a new machine its stack. */
  GuestStack(Machine machine, int limit, boolean hasReferences) {
    m = machine;
    this.limit = limit;
    initialSlots = Math.min(INITIAL_SLOTS, limit);
    m.slots = new long[initialSlots];
    m.refs = hasReferences ? new Object[initialSlots] : NO_REFERENCES;
  }

  void setInitialSlots(int slots) {
    initialSlots = Math.min(slots, limit);
  }

  /** The machine's slots, at least {@code length} of them; {@code null} if there cannot be as many. */
  long[] grow(int length) {
    refused = 0;
    if (spares > 0 && spareSlots[spares - 1].length >= length) {
      return moveToSpare();
    }
    int size = (int) Math.min(limit, Math.max(length, 2L * m.slots.length));
    if (length > limit) {
      return null;
    }
    try {
      long[] grown = Arrays.copyOf(m.slots, size);
      if (m.refs.length != 0) {
        m.refs = Arrays.copyOf(m.refs, size);
      }
      m.slots = grown;
      return grown;
    } catch (OutOfMemoryError e) {
      refused = size;
      return null;
    }
  }

  /** A suspended call has a stack of its own that is just large enough; in compiled code it needs the large one of the call before. */
  private long[] moveToSpare() {
    long[] slots = m.slots;
    Object[] refs = m.refs;
    renew();
    System.arraycopy(slots, 0, m.slots, 0, slots.length);
    System.arraycopy(refs, 0, m.refs, 0, refs.length);
    return m.slots;
  }

  /** Whether there was no memory when it was to grow last; to find that out takes the JVM long. */
  boolean lacksMemory() {
    return refused > 0;
  }

  /** Why there was no room when it was to grow last. */
  Trap exhausted() {
    return new Trap(refused == 0 ? EXHAUSTED : EXHAUSTED + ": no memory for " + refused + " slots");
  }

  /** Makes a spare stack, or a new one, that of the invocation which runs next. */
  void renew() {
    if (spares == 0) {
      Object[] refs = m.refs.length == 0 ? NO_REFERENCES : new Object[initialSlots];
      m.slots = new long[initialSlots];
      m.refs = refs; // Last, as there may be no memory for either.
    } else {
      spares--;
      m.slots = spareSlots[spares];
      m.refs = spareRefs[spares];
      spareSlots[spares] = null;
      spareRefs[spares] = null;
    }
  }

  /** Opcodes call back often, so the stack of one call is that of the next. */
  void spare(long[] slots, Object[] refs) {
    if (spares < MAX_SPARES && slots.length >= initialSlots && slots.length <= MAX_SPARE_SLOTS) {
      spareSlots[spares] = slots;
      spareRefs[spares++] = refs;
    }
  }

  /** Whether a call of which so many slots are used keeps this stack; one that had to grow as the call went on is twice as large. */
  boolean isWorthKeeping(int used) {
    return used > m.slots.length / 4 || used > MAX_COPIED && m.slots.length <= MAX_SPARE_SLOTS;
  }

  /** Keeps nothing for the next invocation. */
  void drop() {
    Arrays.fill(spareSlots, null);
    Arrays.fill(spareRefs, null);
    spares = 0;
  }
}
