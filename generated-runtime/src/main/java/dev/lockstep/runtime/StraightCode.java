package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Consecutive instructions that one handler could run: no branch leads to any but the first, and each but the last may go on
 * to the next. Arrays are not to be changed.
 *
 * @param program where they are
 * @param link the slot above the locals of the function
 * @param pcs where each of them is
 * @param counts how often each has run, as a part of all that has run of the program
 */
record StraightCode(Program program, int link, int[] pcs, double[] counts) {

  Form form(int index) {
    return program.formAt(pcs[index]);
  }

  int size() {
    return pcs.length;
  }

  /** How many of the instructions behind that one its handler runs in the program as it is. */
  int stepsBehind(int index) {
    return form(index).stepsBehind(program.pristine()[pcs[index]]);
  }

  /** Adds what has run of a program. */
  static void add(List<StraightCode> pieces, Program program, long[] counts) {
    double total = Math.max(1, Arrays.stream(counts).sum());
    int[] code = program.pristine();
    int[] pcs = new int[code.length];
    for (Function function : program.functions()) {
      BitSet targets = targets(program, function);
      int size = 0;
      for (int pc = function.entry(); pc < function.end(); pc = program.after(pc)) {
        if (targets.get(pc)) {
          size = addPiece(pieces, program, function, pcs, size, counts, total);
        }
        pcs[size++] = pc;
        Flow flow = program.formAt(pc).flow();
        if (flow != Flow.NEXT && flow != Flow.BRANCH) {
          size = addPiece(pieces, program, function, pcs, size, counts, total);
        }
      }
      addPiece(pieces, program, function, pcs, size, counts, total);
    }
  }

  private static int addPiece(
      List<StraightCode> pieces, Program program, Function function, int[] pcs, int size, long[] counts, double total) {
    if (size > 0 && counts[pcs[0]] > 0) {
      int[] own = Arrays.copyOf(pcs, size);
      double[] shares = Arrays.stream(own).mapToDouble(pc -> counts[pc] / total).toArray();
      pieces.add(new StraightCode(program, function.link(), own, shares));
    }
    return 0;
  }

  private static BitSet targets(Program program, Function function) {
    BitSet targets = new BitSet();
    int[] code = program.pristine();
    for (int pc = function.entry(); pc < function.end(); pc = program.after(pc)) {
      Form form = program.formAt(pc);
      for (int i = 0; i < form.operandCount(); i++) {
        int at = pc + form.operand(i).word();
        if (form.operand(i).role() == Operand.Role.TARGET) {
          targets.set(code[at]);
        } else if (form.operand(i).role() == Operand.Role.TABLE) {
          for (int target = 0; target < code[at + 1]; target++) {
            targets.set(code[at + 2 + target]);
          }
        }
      }
    }
    return targets;
  }
}
