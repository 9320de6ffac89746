package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * Which views are live where in a {@link ControlFlow}. A view is a slot read as one type. Writing a slot as any type ends
 * all its views; a call ends those of all slots from its first argument up.
 *
 * <p>Only views that are live into some block get a bit, as in the semi-pruned form of Briggs, Cooper, Harvey and Simpson,
 * Practical Improvements to the Construction and Destruction of SSA Form, 1998; most stack slots get none. The bits then
 * flow backwards, 64 views at a time, each at most once through each block.
 */
final class Liveness {

  /** How many words the two sets of all blocks may take together; a function that needs more stays interpreted. */
  private static final long MAX_WORDS = 1 << 23;

  private static final int WORD_SHIFT = 6;

  final ControlFlow flow;
  private final int[] code;

  /** One more than the index of a view's bit; 0 if it is live into no block. */
  private final int[] bitOf;

  /** The index of the first bit that belongs to a slot or one after it. */
  private int[] firstBit;

  private int bits;
  private int words;
  private long[] in;
  private long[] kill;

  // While one block is scanned: which block a slot was last written in and a view last read in before that, plus one.
  private final int[] written;
  private final int[] read;

  /** By block, up to {@link #eventsAt} of the next: its first reads of views, and complements of the slots it ends. */
  private int[] events;

  private final int[] eventsAt;
  private int eventCount;

  private Liveness(ControlFlow flow) {
    this.flow = flow;
    code = flow.code;
    bitOf = new int[flow.slots << 3];
    written = new int[flow.slots];
    read = new int[flow.slots << 3];
    events = new int[8 + 4 * flow.count];
    eventsAt = new int[flow.count + 1];
  }

  /** Solves for all blocks; {@code null} if that would take too much memory. */
  static Liveness of(ControlFlow flow) {
    Liveness liveness = new Liveness(flow);
    liveness.scan();
    liveness.number();
    if ((long) liveness.words * flow.count * 2 > MAX_WORDS) {
      return null;
    }
    liveness.in = new long[liveness.words * flow.count];
    liveness.kill = new long[liveness.words * flow.count];
    liveness.setBits();
    liveness.solve();
    return liveness;
  }

  /** The number of a view. */
  static int view(int slot, int type) {
    return slot << 3 | type;
  }

  /** Whether the value of {@code view} at the start of {@code block} may still be read. */
  boolean isLiveInto(int block, int view) {
    int bit = bitOf[view] - 1;
    return bit >= 0 && (in[block * words + (bit >> WORD_SHIFT)] >>> bit & 1) != 0;
  }

  /** Whether the last instruction of {@code block}, which leaves the region, or what runs after it may read {@code view}. */
  boolean isLiveAtLeave(int block, int view) {
    int pc = flow.last[block];
    StencilForm form = flow.stencils.form(code[pc]);
    int slot = view >> 3;
    int type = view & 7;
    for (int source : form.sources) {
      if (code[pc + (source >> 3)] == slot && (source & 7) == type) {
        return true;
      }
    }
    if (form.flow == Flow.RETURN) {
      return has(flow.function.signature().results(), slot, type);
    }
    if (form.argumentsWord >= 0) {
      int base = code[pc + form.argumentsWord];
      if (slot >= base) {
        return has(form.callee(flow.program, code, pc).parameters(), slot - base, type);
      }
    }
    return flow.next[block] >= 0 && isLiveInto(flow.next[block], view);
  }

  private static boolean has(List<Type> types, int index, int type) {
    return index < types.size() && types.get(index).ordinal() == type;
  }

  /** Walks over all instructions to see which views each block reads from its predecessors, and which slots it ends. */
  private void scan() {
    for (int block = 0; block < flow.count; block++) {
      int pc = flow.start[block];
      while (pc < flow.end[block]) {
        StencilForm form = flow.stencils.form(code[pc]);
        for (int source : form.sources) {
          read(block, code[pc + (source >> 3)], source & 7);
        }
        if (form.argumentsWord >= 0) {
          readAll(block, code[pc + form.argumentsWord], form.callee(flow.program, code, pc).parameters());
        } else if (form.flow == Flow.RETURN) {
          readAll(block, 0, flow.function.signature().results());
        }
        // The handler may read a local that has not been written then. What lies behind what is raised is gone: were it not ended, views
        // of other types would be live there, too, and what leaves the region would put several into one slot.
        int kept = form.isCaught(code, pc) ? code[pc + form.length(code, pc) + 1] : 0;
        for (int destination : form.destinations) {
          int slot = code[pc + (destination >> 3)];
          if (slot >= kept) {
            write(block, slot);
          }
        }
        pc += form.length(code, pc);
      }
      eventsAt[block + 1] = eventCount;
    }
  }

  private void read(int block, int slot, int type) {
    int view = view(slot, type);
    if (written[slot] != block + 1 && read[view] != block + 1) {
      read[view] = block + 1;
      bitOf[view] = 1;
      add(view);
    }
  }

  private void readAll(int block, int base, List<Type> types) {
    for (int i = 0; i < types.size(); i++) {
      read(block, base + i, types.get(i).ordinal());
    }
  }

  private void write(int block, int slot) {
    if (written[slot] != block + 1) {
      written[slot] = block + 1;
      add(~slot);
    }
  }

  private void add(int event) {
    events = eventCount == events.length ? Arrays.copyOf(events, 2 * eventCount) : events;
    events[eventCount++] = event;
  }

  private void setBits() {
    for (int block = 0; block < flow.count; block++) {
      for (int i = eventsAt[block]; i < eventsAt[block + 1]; i++) {
        int event = events[i];
        if (event < 0) {
          end(block, firstBit[~event], firstBit[~event + 1]);
        } else {
          int bit = bitOf[event] - 1;
          in[block * words + (bit >> WORD_SHIFT)] |= 1L << bit;
        }
      }
      int last = flow.last[block];
      StencilForm form = flow.stencils.form(code[last]);
      if (form.argumentsWord >= 0) {
        end(block, firstBit[Math.min(code[last + form.argumentsWord], flow.slots)], bits);
      }
    }
  }

  private void end(int block, int from, int to) {
    for (int bit = from; bit < to; bit++) {
      kill[block * words + (bit >> WORD_SHIFT)] |= 1L << bit;
    }
  }

  private void number() {
    firstBit = new int[flow.slots + 1];
    for (int view = 0; view < bitOf.length; view++) {
      if ((view & 7) == 0) {
        firstBit[view >> 3] = bits;
      }
      if (bitOf[view] != 0) {
        bitOf[view] = ++bits;
      }
    }
    firstBit[flow.slots] = bits;
    words = (bits + 63) >> WORD_SHIFT;
  }

  private void solve() {
    long[] pending = new long[flow.count];
    int[] queue = new int[flow.count + 1];
    for (int word = 0; word < words; word++) {
      int head = 0;
      int tail = 0;
      for (int block = flow.count - 1; block >= 0; block--) {
        pending[block] = in[block * words + word];
        if (pending[block] != 0) {
          queue[tail++] = block;
        }
      }
      while (head != tail) {
        int block = queue[head];
        head = head == flow.count ? 0 : head + 1;
        long fresh = pending[block];
        pending[block] = 0;
        for (int i = flow.predecessorsAt[block]; i < flow.predecessorsAt[block + 1]; i++) {
          int predecessor = flow.predecessors[i];
          int at = predecessor * words + word;
          long added = fresh & ~kill[at] & ~in[at];
          if (added != 0) {
            in[at] |= added;
            if (pending[predecessor] == 0) {
              queue[tail] = predecessor;
              tail = tail == flow.count ? 0 : tail + 1;
            }
            pending[predecessor] |= added;
          }
        }
      }
    }
  }
}
