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
        int end = endOf(sequence, pc);
        if (end != NONE) {
          code.set(pc, sequence.id());
          next = end;
          break;
        }
      }
      pc = next;
    }
  }

  /** The pc behind the sequence, if there is one at {@code pc} that no branch leads into. */
  private int endOf(Sequence sequence, int pc) {
    int at = pc;
    for (int step : sequence.steps()) {
      if (at == code.size() || code.get(at) != step || at > pc && targets.get(at - start)) {
        return NONE;
      }
      at += table.form(step).length(code, at);
    }
    return at;
  }
}
