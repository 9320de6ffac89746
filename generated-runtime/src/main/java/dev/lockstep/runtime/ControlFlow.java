package dev.lockstep.runtime;

/**
 * The control-flow graph of one function, as far as it can be reached from a root, its blocks numbered in reverse
 * postorder: block 0 is the root, and every block comes after its dominators. Immutable; the arrays are not to be changed.
 *
 * <p>A block ends before a branch target, after every branch, call and return, and wherever it
 * would get so long that a region could not be cut between its parts.
 */
final class ControlFlow {

  /** The block is entered from the driver: the root, and those to which callees return that the driver runs. */
  static final int ENTRY = 1;

  /** The driver goes on there whenever the guest has been suspended by the opcode in front of the block. */
  static final int GOES_ON = 2;

  /** The block's one instruction has no stencil or does not fit a region, so that the interpreter runs it. */
  static final int INTERPRETED = 4;

  final Program program;
  final Function function;
  final StencilTable stencils;

  /** The program's code, as it was assembled. */
  final int[] code;

  /** How many blocks there are. */
  final int count;

  /** For each block the pc of its first instruction, of its last one, and after it. */
  final int[] start;

  final int[] last;
  final int[] end;

  /** For each block the estimated bytes of JVM code, those with what HotSpot inlines, and the number of instructions. */
  final int[] bytes;

  final int[] inlinedBytes;
  final int[] instructions;

  /** For each block a set of {@link #ENTRY}, {@link #GOES_ON} and {@link #INTERPRETED}. */
  final byte[] flags;

  /** For each block the one after it in the code if control may fall through to it, else -1. */
  final int[] next;

  /** The successors of block {@code b} are {@code successors[successorsAt[b] .. successorsAt[b + 1]]}; likewise the others. */
  final int[] successorsAt;

  final int[] successors;
  final int[] predecessorsAt;
  final int[] predecessors;

  /** One more than the highest slot that an operand names. */
  final int slots;

  private final int[] blockAt;
  private final boolean withFastCalls;

  /** Takes the reachable blocks of {@code raw} over in their new order. */
  ControlFlow(RawBlocks raw, int root) {
    program = raw.program;
    function = raw.function;
    stencils = raw.stencils;
    code = raw.code;
    slots = raw.slots;
    withFastCalls = raw.withFastCalls;
    int[] order = raw.reversePostorder(raw.blockAt(root));
    count = order.length;
    int[] number = new int[raw.count];
    java.util.Arrays.fill(number, -1);
    for (int i = 0; i < count; i++) {
      number[order[i]] = i;
    }
    start = new int[count];
    last = new int[count];
    end = new int[count];
    bytes = new int[count];
    inlinedBytes = new int[count];
    instructions = new int[count];
    flags = new byte[count];
    next = new int[count];
    successorsAt = new int[count + 1];
    for (int i = 0; i < count; i++) {
      int old = order[i];
      start[i] = raw.start[old];
      last[i] = raw.last[old];
      end[i] = raw.start[old + 1];
      bytes[i] = raw.bytes[old];
      inlinedBytes[i] = raw.bytes[old] + raw.inlined[old];
      instructions[i] = raw.instructions[old];
      flags[i] = raw.flags[old];
      successorsAt[i + 1] = successorsAt[i] + raw.successorsAt[old + 1] - raw.successorsAt[old];
      next[i] = raw.fallsThrough(old) ? number[old + 1] : -1;
    }
    flags[0] |= ENTRY;
    successors = renumbered(raw, order, number);
    predecessorsAt = new int[count + 1];
    predecessors = reversed();
    blockAt = raw.renumber(number);
  }

  private int[] renumbered(RawBlocks raw, int[] order, int[] number) {
    int[] result = new int[successorsAt[count]];
    int at = 0;
    for (int old : order) {
      for (int i = raw.successorsAt[old]; i < raw.successorsAt[old + 1]; i++) {
        result[at++] = number[raw.successors[i]];
      }
    }
    return result;
  }

  private int[] reversed() {
    for (int successor : successors) {
      predecessorsAt[successor + 1]++;
    }
    for (int i = 0; i < count; i++) {
      predecessorsAt[i + 1] += predecessorsAt[i];
    }
    int[] cursor = predecessorsAt.clone();
    int[] result = new int[successors.length];
    for (int block = 0; block < count; block++) {
      for (int i = successorsAt[block]; i < successorsAt[block + 1]; i++) {
        result[cursor[successors[i]]++] = block;
      }
    }
    return result;
  }

  /** The block that starts at {@code pc}; -1 if none does, or only one that cannot be reached. */
  int blockAt(int pc) {
    int offset = pc - function.entry();
    return offset < 0 || offset >= blockAt.length ? -1 : blockAt[offset];
  }

  /** The index in {@link #successors} of the first edge from one block to another one; -1 if there is none. */
  int edge(int from, int to) {
    for (int edge = successorsAt[from]; edge < successorsAt[from + 1]; edge++) {
      if (successors[edge] == to) {
        return edge;
      }
    }
    return -1;
  }

  /** Whether the instruction at {@code pc} calls straight to compiled code, and the region goes on after it. */
  boolean isFastCall(StencilForm form, int pc) {
    return withFastCalls && form.isCall() && Entry.canCall(form.callee(program, code, pc));
  }

  /**
   * Whether the region at the function's start can be a JVM method that compiled code calls: it is not entered from the rest
   * of the function, from which it also cannot exit to its start.
   */
  boolean canBeCalled() {
    return withFastCalls
        && start[0] == function.entry()
        && predecessorsAt[1] == 0
        && !leavesAtOnce()
        && Entry.canCall(function.signature());
  }

  private boolean leavesAtOnce() {
    StencilForm form = stencils.form(code[last[0]]);
    return last[0] == start[0]
        && form.leaves
        && form.flow != Flow.RETURN
        && !isFastCall(form, last[0])
        && !form.flow.isTailCall();
  }

  boolean is(int flag, int block) {
    return (flags[block] & flag) != 0;
  }
}
