package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * The operand stack as the assembler sees it: where each value is, not what it is. A value is in its <em>home</em>, the slot
 * that belongs to its position; or still in the slot it was read from, a local variable or the home of an entry below; or
 * it is a constant that no instruction has stored yet.
 */
final class OperandStack {

  /** The slot of an entry that is a constant. */
  static final int CONSTANT = -1;

  private int base;
  private int depth;
  private int maxDepth;
  /** All entries below this one are at home. */
  private int settled;
  private long nextIdentity;
  private Type[] types = new Type[16];
  private int[] slots = new int[16];
  private long[] bits = new long[16];
  private long[] identities = new long[16];
  /** By local variable: how many entries are read from it. */
  private int[] readers = {};

  /** Empties the stack; its homes start at slot {@code base}, just above the locals and the link. */
  void reset(int base) {
    this.base = base;
    depth = 0;
    maxDepth = 0;
    settled = 0;
    readers = new int[base];
  }

  int depth() {
    return depth;
  }

  int maxDepth() {
    return maxDepth;
  }

  int home(int position) {
    return base + position;
  }

  Type type(int position) {
    return types[position];
  }

  int slot(int position) {
    return slots[position];
  }

  /** The value of a constant: raw bits, or the index in the program's constants. */
  long bits(int position) {
    return bits[position];
  }

  boolean isConstant(int position) {
    return slots[position] == CONSTANT;
  }

  boolean isHome(int position) {
    return slots[position] == base + position;
  }

  /** Differs for any two entries, unless one is what another has become where ways meet. */
  long identity(int position) {
    return identities[position];
  }

  void pushHome(Type type) {
    push(type, base + depth, 0);
  }

  /** Pushes what an entry of the given identity has become. */
  void pushHome(Type type, long identity) {
    pushHome(type);
    identities[depth - 1] = identity;
  }

  void pushHomes(List<Type> pushed) {
    for (int i = 0; i < pushed.size(); i++) {
      pushHome(pushed.get(i));
    }
  }

  void pushSlot(Type type, int slot) {
    push(type, slot, 0);
    if (slot < base) {
      readers[slot]++;
    }
  }

  void pushConstant(Type type, long value) {
    push(type, CONSTANT, value);
  }

  private void push(Type type, int slot, long value) {
    if (depth == types.length) {
      grow();
    }
    types[depth] = type;
    slots[depth] = slot;
    bits[depth] = value;
    identities[depth] = nextIdentity++;
    depth++;
    maxDepth = Math.max(maxDepth, depth);
  }

  private void grow() {
    int length = 2 * depth;
    types = Arrays.copyOf(types, length);
    slots = Arrays.copyOf(slots, length);
    bits = Arrays.copyOf(bits, length);
    identities = Arrays.copyOf(identities, length);
  }

  void pop(int count) {
    for (int i = 0; i < count; i++) {
      depth--;
      forget(depth);
    }
    settled = Math.min(settled, depth);
  }

  private void forget(int position) {
    int slot = slots[position];
    if (slot >= 0 && slot < base) {
      readers[slot]--;
    }
  }

  /** The value at {@code position} has been moved to its home. */
  void setHome(int position) {
    forget(position);
    slots[position] = base + position;
  }

  /** Whether some entry is still read from the given local variable. */
  boolean isRead(int local) {
    return readers[local] > 0;
  }

  /** The first position at or above which entries may be away from home. */
  int settled() {
    return settled;
  }

  /** All entries below {@code position} are at home now. */
  void setSettled(int position) {
    settled = Math.max(settled, Math.min(position, depth));
  }
}
