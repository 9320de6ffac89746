package dev.lockstep.runtime;

import dev.lockstep.runtime.Stencils.Hole;

/**
 * Turns the blocks of one region into a class file: copies their stencils, fills the holes, and adds the exits, the handler
 * of exceptions and the entry, which is emitted last since only then all locals are known, and put in front. The technique is
 * that of Xu and Kjolstad, Copy-and-Patch Compilation, OOPSLA 2021, with JVM code in place of machine code. Not thread-safe.
 *
 * <p>Each exit commits those views that the region writes and that are live where it leads. A view live there was written on
 * the way or was live at the entry already and loaded, so its local holds the value on any way.
 */
final class RegionEmitter {

  /** With more the instructions on locals get longer, and setting all of them at the entry gets expensive. */
  private static final int MAX_VIEWS = 240;

  /** No hole takes more bytes, except for a jump table and a charge, which come last. */
  private static final int MAX_HOLE = 16;

  private static final int[] ALIGNMENT = {3, 2, 1, 0};

  private final RegionClass names;
  private final JvmCode code;
  private final Labels labels;
  private final RegionLocals locals;
  private final RegionTables tables;
  private final RegionState state;
  private final RegionExits exits;
  private final FunctionMethods methods;
  private final RegionCalls calls;
  private final LimitTests limitTests;
  private final RegionPolls polls;
  private final RegionTailCalls tailCalls;
  private final RegionRaises raises;

  // What is being emitted: of which function, and which block.
  private ControlFlow flow;
  private int[] guest;
  private int current;
  private boolean hasSwitch;

  RegionEmitter(Stencils stencils) {
    names = new RegionClass(stencils);
    code = new JvmCode(names.pool);
    methods = new FunctionMethods(names, stencils.machine());
    labels = new Labels(code);
    locals = new RegionLocals();
    tables = new RegionTables(code, locals, names, labels);
    state = new RegionState(code, names, locals);
    exits = new RegionExits(names, code, labels, locals, state);
    limitTests = new LimitTests(state, labels, exits);
    calls = new RegionCalls(names, code, labels, locals, state, tables, methods, limitTests);
    polls = new RegionPolls(names, code, labels, state, exits, limitTests);
    raises = new RegionRaises(names, code, labels, locals, state, polls, tables);
    tailCalls = new RegionTailCalls(names, code, labels, locals, state, tables, calls, polls);
  }

  /**
   * The class file of the region with the given blocks of one function, the first of which is its entry.
   *
   * @param maxBytes how long its code may be
   * @param isFunction whether it is a function that compiled code is to call, or the first region of one
   * @return {@code null} if it gets longer, or has too many locals while it could be cut
   */
  RegionFile emit(Liveness liveness, int[] blocks, int maxBytes, boolean isFunction) {
    flow = liveness.flow;
    guest = flow.code;
    names.begin(flow.start[blocks[0]]);
    code.out.truncate(0);
    labels.begin(flow.count, blocks);
    locals.begin(flow, isFunction);
    if (isFunction && blocks.length < flow.count) {
      useLiveIn(liveness);
    }
    calls.begin(liveness);
    tailCalls.begin(liveness);
    exits.begin(liveness);
    limitTests.begin(flow, blocks, isFunction);
    polls.begin(flow.count);
    raises.begin(flow);
    tables.begin();
    hasSwitch = false;
    methods.begin();
    if (isFunction) {
      methods.beginBody(flow.function);
    } else {
      polls.emitAtEntry(blocks[0]);
    }
    for (int i = 0; i < blocks.length; i++) {
      emitBlock(blocks[i], i + 1 < blocks.length ? blocks[i + 1] : -1);
      if (code.size() > maxBytes) {
        return null;
      }
    }
    if (polls.hasLoops()) {
      locals.parkFrame();
    }
    calls.emitWaysOut(raises);
    tailCalls.emitHandOvers();
    raises.emitWays();
    polls.emitWaysBack();
    limitTests.emitWaysIn(blocks);
    exits.emitLeaves(tables);
    raises.emitOut();
    exits.emit();
    if (isFunction) {
      exits.emitGoingOn();
      tailCalls.emitCalls();
    }
    calls.emitUnwinding();
    if ((blocks.length > 1 || isFunction) && locals.viewCount() > MAX_VIEWS) {
      return null;
    }
    labels.resolve();
    int handler = code.size();
    if (tables.hasHandler()) {
      state.emitHandler();
    }
    int body = code.size();
    state.emitEntry(blocks[0], liveness);
    while (hasSwitch && (code.size() - body) % 4 != 0) {
      code.op(JvmCode.NOP); // Moves the body without a change to the padding of its switches.
    }
    return code.size() > maxBytes ? null : finish(body, handler);
  }

  /** The file of the region whose code is the entry, from {@code body} on, and then the body, up to there. */
  private RegionFile finish(int body, int handler) {
    CodeBuffer after = tables.write(code.size() - body, handler);
    CodeBuffer function = null;
    String method = RegionClass.RUN_METHOD;
    int superclass = names.region;
    if (locals.isFunction()) {
      int words = locals.frameWords();
      int more = Math.max(exits.beyond(words), Math.max(calls.beyond(words), tailCalls.beyond(words)));
      function = methods.write(flow.function.signature(), more);
      method = more == 0 ? RegionClass.BODY : RegionClass.LARGE_BODY;
      superclass = methods.shapeClass(Entry.shape(flow.function.signature()));
    }
    byte[] file =
        names.file(function, methods.count(), superclass, code.out, body, locals.maxStack(), locals.maxLocals(), after);
    return new RegionFile(file, names.bound(), method, tables.calls(code.size() - body));
  }

  private void emitBlock(int block, int after) {
    labels.place(block);
    current = block;
    int last = flow.last[block];
    copy(flow.start[block], last);
    StencilForm form = flow.stencils.form(guest[last]);
    boolean isFastCall = flow.isFastCall(form, last);
    if (isFastCall) {
      copy(last, flow.end[block]);
      calls.emitCall(block);
    } else if (form.flow.isTailCall() && locals.isFunction()) {
      copy(last, flow.end[block]);
      tailCalls.emit(block);
    } else if (locals.isFunction() && form.handler == StencilForm.RAISE) {
      raises.emitRaise(last);
    } else if (form.leaves && !(locals.isFunction() && form.flow == Flow.RETURN)) {
      labels.jump(exits.leave(block));
    } else if (guest[last] != Convention.JUMP || target(guest[last + form.targetWord]) != after) {
      copy(last, flow.end[block]);
      if (form.leaves) {
        calls.emitReturn();
      }
    }
    boolean goesOn = flow.next[block] >= 0 && (!form.leaves || isFastCall);
    if (goesOn) {
      int label = polls.label(block, flow.next[block]);
      if (label != after) {
        labels.jump(label);
      }
    }
  }

  /** What other regions of a function find in the heap this one has to put there, even what it has no other use for. */
  private void useLiveIn(Liveness liveness) {
    for (int view = 0; view < flow.slots << 3; view++) {
      if (liveness.isLiveInto(0, view)) {
        locals.of(view);
      }
    }
  }

  /** Copies the stencils of the instructions at {@code begin} and after it, up to {@code end}. */
  private void copy(int begin, int end) {
    StencilTable stencils = flow.stencils;
    int stack = 0;
    int pc = begin;
    while (pc < end) {
      StencilForm form = stencils.form(guest[pc]);
      int from = code.size();
      stack = Math.max(stack, form.maxStack);
      code.out.reserve(MAX_HOLE * form.bodyLength);
      for (int i = 0; i < form.bodyLength; i++) {
        int c = form.text[i];
        int hole = c >> 8;
        int at = pc + (c & 0xff);
        if (c == JvmCode.INVOKESTATIC) {
          i += 2; // over the hole
          code.op(c, names.pool.method(form.text[i]));
        } else if (hole == 0) {
          code.op(c);
        } else if (hole < Hole.PUSH) {
          code.access(locals.access(hole, guest[at]));
        } else if (hole < Hole.METHOD) {
          push(hole, at);
        } else if (hole == Hole.METHOD) {
          code.out.u2(names.pool.method(form.text[++i]));
        } else if (hole == Hole.CLASS) {
          code.out.u2(names.pool.classAtIndex(form.text[++i]));
        } else {
          fill(hole, pc, at);
          from = hole == Hole.PC ? code.size() : from;
        }
      }
      if (form.mayThrow) {
        tables.addThrowing(from);
      }
      if (form.raises) {
        raises.add(from, form, pc, current);
      }
      pc += form.length(guest, pc);
    }
    locals.useStack(stack);
  }

  /** Pushes the constant in the word {@code at}. */
  private void push(int hole, int at) {
    switch (hole) {
      case Hole.PUSH -> code.pushInt(guest[at]);
      case Hole.PUSH + 1 -> code.pushLong(Core.wide(guest, at));
      case Hole.PUSH + 2 -> code.pushFloat(guest[at]);
      case Hole.PUSH + 3 -> code.pushDouble(Core.wide(guest, at));
      case Hole.PUSH_SHORT_LONG -> code.pushLong(guest[at]);
      default -> pushConstant(guest[at]);
    }
  }

  /** Fills a hole that concerns the word {@code at} of the instruction at {@code pc}. */
  private void fill(int hole, int pc, int at) {
    switch (hole) {
      case Hole.CONTEXT -> state.pushContext();
      case Hole.TARGET -> labels.refer(target(guest[at]), code.size() - 1);
      case Hole.SUSPEND -> labels.refer(exits.yieldAt(flow.next[current]), code.size() - 1);
      case Hole.TABLE -> emitSwitch(at);
      case Hole.PUSH_TARGET -> code.pushInt(guest[at]);
      case Hole.PUSH_TARGET_COUNT -> code.pushInt(guest[at + 1]);
      case Hole.PC -> state.notePc(pc);
      case Hole.CHARGE -> polls.emitCharge(guest[at], current);
      case Hole.SCRATCH_STORE -> code.store(JvmCode.REFERENCE, locals.useScratch());
      case Hole.SCRATCH_LOAD -> code.load(JvmCode.REFERENCE, locals.useScratch());
      default -> throw new IllegalStateException("no hole is of kind " + hole);
    }
  }

  /** The label for a branch to {@code pc}. */
  private int target(int pc) {
    return polls.label(current, flow.blockAt(pc));
  }

  private void pushConstant(int index) {
    state.pushMachine();
    code.op(JvmCode.GETFIELD, names.of(RegionMember.CONSTANTS));
    code.pushInt(index);
    code.op(JvmCode.AALOAD);
  }

  private void emitSwitch(int table) {
    hasSwitch = true;
    int targets = guest[table + 1];
    int start = code.size();
    code.op(JvmCode.TABLESWITCH);
    for (int i = ALIGNMENT[start & 3]; i > 0; i--) {
      code.op(0);
    }
    int last = target(guest[table + 1 + targets]);
    labels.referWide(last, start);
    code.out.u4(0);
    code.out.u4(Math.max(targets - 1, 1) - 1);
    for (int i = 0; i < targets - 1; i++) {
      labels.referWide(target(guest[table + 2 + i]), start);
    }
    if (targets == 1) {
      labels.referWide(last, start);
    }
  }
}
