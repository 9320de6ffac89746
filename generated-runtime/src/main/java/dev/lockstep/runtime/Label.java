package dev.lockstep.runtime;

import java.util.List;

/**
 * A place in a function's code and the shape the operand stack has there: the entries it leaves alone, {@link #kept} of
 * them, and the types above. Made by an {@link Assembler}, for one function. Not thread-safe.
 */
public final class Label {

  final Function function;
  /** How many entries at the bottom are the same wherever the label is reached from; -1 until the first use tells. */
  int kept = -1;
  /** The identity of the topmost entry kept. */
  long keptIdentity;
  /** The types above the entries kept. */
  List<Type> types = List.of();
  /** The label's pc, -1 until it is bound. */
  int pc = -1;
  /** Whether the stack has to be as deep wherever the label is reached from, so that nothing above {@link #kept} is dropped. */
  boolean isExact;
  /** The identities that the types' entries get, so that labels which keep them still fit behind this one; if it is exact. */
  long[] identities = {};

  private int[] uses = {};
  private int useCount;

  Label(Function function) {
    this.function = function;
  }

  boolean isBound() {
    return pc >= 0;
  }

  /** Remembers that the word at {@code position} has to become the label's pc. */
  void addUse(int position) {
    if (useCount == uses.length) {
      uses = java.util.Arrays.copyOf(uses, Math.max(2, 2 * useCount));
    }
    uses[useCount++] = position;
  }

  /** Whether a branch or jump leads here so far; if none does, code behind the label can only be reached from above. */
  public boolean isUsed() {
    return useCount > 0;
  }

  void patchUses(CodeWords code) {
    for (int i = 0; i < useCount; i++) {
      code.set(uses[i], pc);
    }
  }
}
