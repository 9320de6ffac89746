package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the interpreter dispatches when programs run, for authors of an instruction set: which forms run most, what often runs
 * right after what, and which sequences and fused forms would save most dispatches, in the notation of {@code @InstructionSet}.
 * Not thread-safe.
 *
 * <p>Programs to learn from are run as {@link #counting} returns them. They count each instruction, which takes some thirty
 * times as long; the interpreter of other programs does not know of it.
 */
public final class DispatchProfile {

  private final InstructionTable table;
  private final List<Counter> counters = new ArrayList<>();

  /** Stands as a region at the start of every instruction but the one that runs. */
  private static final class Counter extends Region {
    private final Program program;
    private final long[] counts;

    /** By two pcs, how often the second was run right after the first. */
    private final Map<Long, long[]> pairs = new HashMap<>();

    private final int word;
    private int running = -1;

    Counter(Program original) {
      program = original.in(Tiering.interpreter());
      counts = new long[program.code.length];
      word = program.putEverywhere(this);
    }

    @Override
    public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
      counts[pc]++;
      if (running >= 0) {
        code[running] = word;
        pairs.computeIfAbsent((long) running << 32 | pc, pair -> new long[1])[0]++;
      }
      code[pc] = program.formAt(pc).id();
      running = pc;
      return pc;
    }
  }

  /** A profile of programs of the given instruction set, none of which has run yet. */
  public DispatchProfile(InstructionTable table) {
    this.table = table;
  }

  /**
   * The same program to be run on one machine at a time, in the interpreter, instruction by instruction. An instruction that
   * branches to itself counts once.
   */
  public Program counting(Program program) {
    if (program.table() != table) {
      throw new IllegalArgumentException(
          "a profile of " + table.name() + " cannot count a program for " + program.table().name());
    }
    Counter counter = new Counter(program);
    counters.add(counter);
    return counter.program;
  }

  /**
   * A report of what has run so far: the sequences and the fused forms that save most, each with the part of all dispatches
   * that it saves if those above it are there, the forms that run most, and what runs right after something else in at least
   * half of all cases. Each program counts as much as any other, however long it has run. Empty if nothing has run.
   *
   * @param lines how many of each
   * @param longest how many instructions a sequence may have
   */
  public String report(int lines, int longest) {
    List<StraightCode> pieces = new ArrayList<>();
    List<DispatchReport.Pairs> pairs = new ArrayList<>();
    for (Counter counter : counters) {
      StraightCode.add(pieces, counter.program, counter.counts);
      pairs.add(new DispatchReport.Pairs(counter.program, counter.pairs, Arrays.stream(counter.counts).sum()));
    }
    return pieces.isEmpty() ? "" : new DispatchReport(table, pieces, pairs, longest).text(lines);
  }
}
