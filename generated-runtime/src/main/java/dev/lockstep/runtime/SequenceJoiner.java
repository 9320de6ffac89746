package dev.lockstep.runtime;

import java.util.BitSet;

/** Puts sequences into the code of a function once it is written, none where a branch leads inside. Not thread-safe. */
final class SequenceJoiner {

  private static final int NONE = -1;

  private final InstructionTable table;
  private final CodeWords code;

  /** Where branches lead, as offsets from {@code start}. */
  private final BitSet targets = new BitSet();

  private int start;

  SequenceJoiner(InstructionTable table, CodeWords code) {
    this.table = table;
    this.code = code;
  }

  /** Forgets the function before; the next one starts here. */
  void begin() {
    targets.clear();
    start = code.size();
  }

  /** A branch leads to {@code pc}. */
  void addTarget(int pc) {
    targets.set(pc - start);
  }

  /** Lets one handler run instructions that make up a sequence, of several the longest. */
  void join() {
    int pc = start;
    while (pc < code.size()) {
      Form form = table.form(code.get(pc));
      int next = pc + form.length(code, pc);
      for (Sequence sequence : form.sequences()) {
        int end = endOf(sequence, next);
        if (end != NONE) {
          code.set(pc, sequence.id());
          next = end;
          break;
        }
      }
      pc = next;
    }
  }

  /** The pc behind the sequence whose second step would be at {@code second}, if it is there and no branch leads into it. */
  private int endOf(Sequence sequence, int second) {
    int[] steps = sequence.steps();
    int at = second;
    for (int i = 1; i < steps.length; i++) {
      if (at == code.size() || code.get(at) != steps[i] || targets.get(at - start)) {
        return NONE;
      }
      at += table.form(steps[i]).length(code, at);
    }
    return at;
  }
}
