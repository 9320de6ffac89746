package dev.lockstep.runtime;

import java.util.Arrays;

/** The blocks of one function in the order of its code, the first step towards its {@link ControlFlow}. */
final class RawBlocks {

  /** Longer blocks are cut, so that no block alone is too much for a region. */
  private static final int MAX_INSTRUCTIONS = 150;

  private static final int MAX_BYTES = 1500;
  private static final int MAX_OVERHEAD = 4000;

  /** An instruction that takes more bytes, which only a jump table does, is left to the interpreter. */
  private static final int MAX_INSTRUCTION = 3000;

  /** What a call takes in addition that does not go through the driver, with a few arguments and commits. */
  private static final int FAST_CALL_BYTES = 45;

  /** What a tail call takes in a function. */
  private static final int TAIL_CALL_BYTES = 70;

  /** What the inline cache of a computed call takes beyond that. */
  private static final int CACHE_BYTES = 140;

  private static final byte LEADER = 1;
  private static final byte RESUME = 2;
  private static final byte BEHIND_SUSPEND = 4;

  final Program program;
  final Function function;
  final StencilTable stencils;
  final int[] code;
  int slots;
  int count;
  int[] start;
  int[] last;
  int[] bytes;
  int[] inlined;
  int[] instructions;
  byte[] flags;
  int[] successorsAt;
  int[] successors;

  /** Whether calls may go straight to compiled code and then on in the same region. */
  final boolean withFastCalls;

  private final int entry;
  private final byte[] marks;
  private final int[] blockAt;

  /** The blocks, with cuts also at the given pcs, which are relative to the function's entry. */
  RawBlocks(Program program, Function function, StencilTable stencils, boolean withFastCalls, int[] cuts) {
    this.program = program;
    this.function = function;
    this.stencils = stencils;
    this.withFastCalls = withFastCalls;
    code = program.pristine();
    entry = function.entry();
    slots = function.signature().parameters().size();
    marks = new byte[function.end() - entry + 1];
    blockAt = new int[marks.length];
    mark(entry, LEADER);
    for (int cut : cuts) {
      mark(entry + cut, LEADER);
    }
    markLeaders();
    number();
    measure();
    connect();
  }

  private void mark(int pc, int what) {
    marks[pc - entry] = (byte) (marks[pc - entry] | what);
  }

  private boolean isLeader(int pc) {
    return (marks[pc - entry] & LEADER) != 0;
  }

  private void markLeaders() {
    int blockBytes = 0;
    int blockInstructions = 0;
    int overhead = 0;
    int pc = entry;
    while (pc < function.end()) {
      StencilForm form = stencils.form(code[pc]);
      int after = pc + form.length(code, pc);
      if (code[pc] == Convention.CHARGE) {
        mark(pc, LEADER); // A region stops between blocks only.
      }
      if (isLeader(pc)) {
        blockBytes = 0;
        blockInstructions = 0;
        overhead = 0;
      }
      blockBytes += size(form, pc);
      overhead += form.overhead();
      markTargets(form, pc);
      countSlots(form, pc);
      if (isInterpreted(form, pc)) {
        mark(pc, LEADER);
        mark(after, LEADER);
      } else if (endsBlock(form)
          || ++blockInstructions >= MAX_INSTRUCTIONS
          || blockBytes > MAX_BYTES
          || overhead > MAX_OVERHEAD) {
        mark(after, LEADER);
        mark(after, isResumed(form, pc) ? RESUME : 0);
        mark(after, form.flow == Flow.SUSPEND ? BEHIND_SUSPEND : 0);
      }
      pc = after;
    }
  }

  private static boolean endsBlock(StencilForm form) {
    return form.flow != Flow.NEXT || form.leaves;
  }

  /** Whether the next instruction is entered from the driver whenever this one has run. */
  private boolean isResumed(StencilForm form, int pc) {
    return form.leaves && form.flow.fallsThrough() && !isFastCall(form, pc);
  }

  boolean isFastCall(StencilForm form, int pc) {
    return withFastCalls && form.isCall() && Entry.canCall(form.callee(program, code, pc));
  }

  private int size(StencilForm form, int pc) {
    int size = form.size(code, pc);
    if (isFastCall(form, pc)) {
      size += form.flow == Flow.CALL_COMPUTED ? FAST_CALL_BYTES + CACHE_BYTES : FAST_CALL_BYTES;
    } else if (withFastCalls && form.flow.isTailCall()) {
      size += TAIL_CALL_BYTES;
    }
    return size;
  }

  private boolean isInterpreted(StencilForm form, int pc) {
    return form.text == null || form.size(code, pc) > MAX_INSTRUCTION;
  }

  private void markTargets(StencilForm form, int pc) {
    if (form.targetWord >= 0) {
      mark(code[pc + form.targetWord], LEADER);
    }
    if (form.tableWord >= 0) {
      int at = pc + form.tableWord + 2;
      for (int i = code[at - 1] - 1; i >= 0; i--) {
        mark(code[at + i], LEADER);
      }
    }
  }

  private void countSlots(StencilForm form, int pc) {
    for (int source : form.sources) {
      slots = Math.max(slots, code[pc + (source >> 3)] + 1);
    }
    for (int destination : form.destinations) {
      slots = Math.max(slots, code[pc + (destination >> 3)] + 1);
    }
    if (form.argumentsWord >= 0) {
      Signature callee = form.callee(program, code, pc);
      int window = Math.max(callee.parameters().size(), callee.results().size());
      slots = Math.max(slots, code[pc + form.argumentsWord] + window);
    }
    if (code[pc] == Convention.CATCH) {
      slots = Math.max(slots, code[pc + 1] + 1); // The handler need not read what it is given.
    }
    if (form.flow == Flow.RETURN) {
      slots = Math.max(slots, function.signature().results().size());
    }
  }

  private void number() {
    Arrays.fill(blockAt, -1);
    for (int i = 0; i < marks.length - 1; i++) {
      if ((marks[i] & LEADER) != 0) {
        blockAt[i] = count++;
      }
    }
    start = new int[count + 1];
    for (int i = 0; i < marks.length - 1; i++) {
      if (blockAt[i] >= 0) {
        start[blockAt[i]] = entry + i;
      }
    }
    start[count] = function.end();
  }

  private void measure() {
    last = new int[count];
    bytes = new int[count];
    inlined = new int[count];
    instructions = new int[count];
    flags = new byte[count];
    successorsAt = new int[count + 1];
    for (int block = 0; block < count; block++) {
      int pc = start[block];
      int at = pc;
      while (pc < start[block + 1]) {
        at = pc;
        StencilForm form = stencils.form(code[pc]);
        bytes[block] += size(form, pc);
        inlined[block] += form.inlined;
        instructions[block]++;
        pc += form.length(code, pc);
      }
      last[block] = at;
      StencilForm form = stencils.form(code[at]);
      int mark = marks[start[block] - entry];
      int flag = (mark & RESUME) != 0 ? ControlFlow.ENTRY : 0;
      flag |= (mark & BEHIND_SUSPEND) != 0 ? ControlFlow.GOES_ON : 0;
      flag |= isInterpreted(form, at) ? ControlFlow.INTERPRETED : 0;
      flags[block] = (byte) flag;
      successorsAt[block + 1] = successorsAt[block] + successorCount(form, at);
    }
  }

  private int successorCount(StencilForm form, int pc) {
    int targets = form.tableWord >= 0 ? code[pc + form.tableWord + 1] : form.targetWord >= 0 ? 1 : 0;
    return targets + (form.flow.fallsThrough() ? 1 : 0);
  }

  /** Lists targets before the next block, so that a depth-first search leaves the next block for last. */
  private void connect() {
    successors = new int[successorsAt[count]];
    for (int block = 0; block < count; block++) {
      int pc = last[block];
      StencilForm form = stencils.form(code[pc]);
      int at = successorsAt[block];
      if (form.targetWord >= 0) {
        successors[at++] = blockAt(code[pc + form.targetWord]);
      }
      if (form.tableWord >= 0) {
        for (int i = code[pc + form.tableWord + 1] - 1; i >= 0; i--) {
          successors[at++] = blockAt(code[pc + form.tableWord + 2 + i]);
        }
      }
      if (form.flow.fallsThrough()) {
        successors[at] = block + 1;
      }
    }
  }

  int blockAt(int pc) {
    return blockAt[pc - entry];
  }

  boolean fallsThrough(int block) {
    return stencils.form(code[last[block]]).flow.fallsThrough();
  }

  /** The blocks that can be reached from {@code root}, each before those that only it leads to, and it first. */
  int[] reversePostorder(int root) {
    int[] order = new int[count];
    int from = count;
    int[] stack = new int[count];
    int[] cursor = new int[count];
    boolean[] seen = new boolean[count];
    int depth = 0;
    stack[depth++] = root;
    seen[root] = true;
    while (depth > 0) {
      int block = stack[depth - 1];
      int at = successorsAt[block] + cursor[block];
      if (at == successorsAt[block + 1]) {
        order[--from] = block;
        depth--;
        continue;
      }
      cursor[block]++;
      int successor = successors[at];
      if (!seen[successor]) {
        seen[successor] = true;
        stack[depth++] = successor;
      }
    }
    return Arrays.copyOfRange(order, from, count);
  }

  /** For each pc, relative to the function's entry, the new number of the block that starts there. */
  int[] renumber(int[] number) {
    for (int i = 0; i < blockAt.length; i++) {
      blockAt[i] = blockAt[i] < 0 ? -1 : number[blockAt[i]];
    }
    return blockAt;
  }
}
