package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * The JVM locals of a region: the parameters of {@code run}, what is loaded at its entry, and one local a view, of the
 * view's type. All of them are set at the entry, so that they are the same at every branch target. Not thread-safe.
 */
final class RegionLocals {

  static final int MACHINE = 1;
  static final int SLOTS = 2;
  static final int CODE = 3;
  static final int FP = 4;
  static final int PC = 5;
  private static final int FIRST_FREE = 6;

  // Verification types (JVMS 4.7.4).
  private static final int TOP = 0;
  private static final int OBJECT = 7;
  private static final int[] VERIFICATION_TYPE = {1, 4, 2, 3, OBJECT};

  private static final int GETFIELD = 0xb4;
  private static final int INVOKESTATIC = 0xb8;

  private final ControlFlow flow;
  private final JvmCode code;
  private final RegionClass names;

  // By view: its local, whether it is written, and the region for which that is said.
  private final int[] localOf;
  private final boolean[] isWritten;
  private final int[] saidFor;
  private int region;

  private int[] views = new int[32];
  private int viewCount;
  private int[] written = new int[32];
  private int writtenCount;

  private int contextLocal;
  private int refsLocal;
  private int scratchLocal;
  private int indexLocal;
  private int next;
  private int maxStack;
  private boolean mayThrow;

  RegionLocals(ControlFlow flow, JvmCode code, RegionClass names) {
    this.flow = flow;
    this.code = code;
    this.names = names;
    localOf = new int[flow.slots << 3];
    isWritten = new boolean[flow.slots << 3];
    saidFor = new int[flow.slots << 3];
  }

  /** Gives a local to everything that the instructions of {@code blocks} use. */
  void assign(int[] blocks) {
    region++;
    viewCount = 0;
    writtenCount = 0;
    contextLocal = 0;
    refsLocal = 0;
    scratchLocal = 0;
    indexLocal = 0;
    next = FIRST_FREE;
    maxStack = 6;
    mayThrow = false;
    for (int block : blocks) {
      for (int pc = flow.start[block]; pc < flow.end[block]; ) {
        StencilForm form = flow.stencils.form(flow.code[pc]);
        use(form, pc);
        pc += form.length(flow.code, pc);
      }
    }
  }

  private void use(StencilForm form, int pc) {
    mayThrow |= form.mayThrow | form.leaves;
    if (form.leaves) {
      return; // The handler finds its operands in the heap.
    }
    maxStack = Math.max(maxStack, form.maxStack);
    if (form.usesContext && contextLocal == 0) {
      contextLocal = next++;
    }
    if (form.usesScratch && scratchLocal == 0) {
      scratchLocal = next++;
    }
    if (form.tableWord >= 0 && indexLocal == 0) {
      indexLocal = next++;
    }
    for (int source : form.sources) {
      use(Liveness.view(flow.code[pc + (source >> 3)], source & 7));
    }
    for (int destination : form.destinations) {
      int view = Liveness.view(flow.code[pc + (destination >> 3)], destination & 7);
      use(view);
      if (!isWritten[view]) {
        isWritten[view] = true;
        if (writtenCount == written.length) {
          written = Arrays.copyOf(written, 2 * writtenCount);
        }
        written[writtenCount++] = view;
      }
    }
  }

  private void use(int view) {
    if (saidFor[view] == region) {
      return;
    }
    saidFor[view] = region;
    isWritten[view] = false;
    int type = view & 7;
    if (type == JvmCode.REFERENCE && refsLocal == 0) {
      refsLocal = next++;
    }
    localOf[view] = next;
    next += type == Type.LONG.ordinal() || type == Type.DOUBLE.ordinal() ? 2 : 1;
    if (viewCount == views.length) {
      views = Arrays.copyOf(views, 2 * viewCount);
    }
    views[viewCount++] = view;
  }

  int viewCount() {
    return viewCount;
  }

  /** How many views are written; the views by index. */
  int writtenCount() {
    return writtenCount;
  }

  int written(int index) {
    return written[index];
  }

  int maxLocals() {
    return next;
  }

  int maxStack() {
    return maxStack;
  }

  boolean mayThrow() {
    return mayThrow;
  }

  int context() {
    return contextLocal;
  }

  int scratch() {
    return scratchLocal;
  }

  /** The local that keeps the index of a switch for the message, should there be no such target. */
  int index() {
    return indexLocal;
  }

  int of(int view) {
    return localOf[view];
  }

  /** Emits what sets all locals: views live into {@code entry} from the heap, the others to zero. */
  void emitEntry(int entry, Liveness liveness) {
    code.load(JvmCode.REFERENCE, MACHINE);
    code.op(0xc0, names.machine); // checkcast
    code.store(JvmCode.REFERENCE, MACHINE);
    if (contextLocal != 0) {
      loadField(names.context, contextLocal);
    }
    if (refsLocal != 0) {
      loadField(names.refs, refsLocal);
    }
    if (scratchLocal != 0) {
      clear(JvmCode.REFERENCE, scratchLocal);
    }
    if (indexLocal != 0) {
      clear(JvmCode.INT, indexLocal);
    }
    for (int i = 0; i < viewCount; i++) {
      if (liveness.isLiveInto(entry, views[i])) {
        reload(views[i]);
      } else {
        clear(views[i] & 7, localOf[views[i]]);
      }
    }
  }

  private void loadField(int field, int local) {
    code.load(JvmCode.REFERENCE, MACHINE);
    code.op(GETFIELD, field);
    code.store(JvmCode.REFERENCE, local);
  }

  private void clear(int type, int local) {
    code.pushZero(type);
    code.store(type, local);
  }

  private void reload(int view) {
    int type = view & 7;
    pushHeapSlot(view);
    switch (type) {
      case 0 -> {
        code.op(0x2f); // laload
        code.op(0x88); // l2i
      }
      case 1 -> code.op(0x2f);
      case 2 -> {
        code.op(0x2f);
        code.op(0x88);
        code.op(INVOKESTATIC, names.intBitsToFloat);
      }
      case 3 -> {
        code.op(0x2f);
        code.op(INVOKESTATIC, names.longBitsToDouble);
      }
      default -> code.op(0x32); // aaload
    }
    code.store(type, localOf[view]);
  }

  /** Emits what stores the local of {@code view} into the heap. */
  void commit(int view) {
    int type = view & 7;
    pushHeapSlot(view);
    code.load(type, localOf[view]);
    switch (type) {
      case 0 -> code.op(0x85); // i2l
      case 1 -> {
        // A long is stored as it is.
      }
      case 2 -> {
        code.op(INVOKESTATIC, names.floatToIntBits);
        code.op(0x85);
      }
      case 3 -> code.op(INVOKESTATIC, names.doubleToLongBits);
      default -> {
        code.op(0x53); // aastore
        return;
      }
    }
    code.op(0x50); // lastore
  }

  private void pushHeapSlot(int view) {
    code.load(JvmCode.REFERENCE, (view & 7) == JvmCode.REFERENCE ? refsLocal : SLOTS);
    code.load(JvmCode.INT, FP);
    if (view >> 3 != 0) {
      code.pushInt(view >> 3);
      code.op(0x60); // iadd
    }
  }

  /** Describes all locals as a full stack-map frame does, without its offset, with nothing on the operand stack. */
  void describe(CodeBuffer frame) {
    int named = (contextLocal != 0 ? 1 : 0) + (refsLocal != 0 ? 1 : 0) + (scratchLocal != 0 ? 1 : 0);
    frame.u2(FIRST_FREE + named + (indexLocal != 0 ? 1 : 0) + viewCount);
    frame.u1(TOP);
    frame.u1u2(OBJECT, names.machine);
    frame.u1u2(OBJECT, names.longsClass);
    frame.u1u2(OBJECT, names.intsClass);
    frame.u1(VERIFICATION_TYPE[JvmCode.INT]);
    frame.u1(VERIFICATION_TYPE[JvmCode.INT]);
    int at = 0;
    for (int local = FIRST_FREE; local < next; ) {
      if (local == contextLocal) {
        frame.u1u2(OBJECT, names.contextClass);
      } else if (local == refsLocal) {
        frame.u1u2(OBJECT, names.objectsClass);
      } else if (local == scratchLocal) {
        frame.u1u2(OBJECT, names.objectClass);
      } else if (local == indexLocal) {
        frame.u1(VERIFICATION_TYPE[JvmCode.INT]);
      } else {
        int type = views[at++] & 7;
        frame.u1(VERIFICATION_TYPE[type]);
        if (type == JvmCode.REFERENCE) {
          frame.u2(names.objectClass);
        }
        local += type == Type.LONG.ordinal() || type == Type.DOUBLE.ordinal() ? 1 : 0;
      }
      local++;
    }
    frame.u2(0);
  }

  /** Emits the handler of everything thrown, which the caller has reached with its frame written by {@link #describeHandler}. */
  void emitHandler() {
    code.store(JvmCode.REFERENCE, SLOTS); // The exception; the slots are not needed any more.
    code.load(JvmCode.REFERENCE, MACHINE);
    code.load(JvmCode.REFERENCE, SLOTS);
    code.load(JvmCode.INT, PC);
    code.op(INVOKESTATIC, names.thrown);
    code.op(0xbf); // athrow
  }

  /** Describes the locals that the handler needs, and the exception on the operand stack. */
  void describeHandler(CodeBuffer frame) {
    frame.u2(FIRST_FREE);
    frame.u1(TOP);
    frame.u1u2(OBJECT, names.machine);
    frame.u1(TOP);
    frame.u1(TOP);
    frame.u1(TOP);
    frame.u1(VERIFICATION_TYPE[JvmCode.INT]);
    frame.u2(1);
    frame.u1u2(OBJECT, names.throwableClass);
  }

  /** Emits a call of the handler with the given index in the pool, for the instruction at {@code pc}, and returns its result. */
  void emitLeave(int handler, int pc) {
    code.pushInt(pc);
    code.store(JvmCode.INT, PC);
    for (int local = MACHINE; local <= CODE; local++) {
      code.op(0x2a + local); // aload_n
    }
    code.load(JvmCode.INT, FP);
    code.load(JvmCode.INT, PC);
    code.op(INVOKESTATIC, handler);
    code.op(0xac); // ireturn
  }
}
