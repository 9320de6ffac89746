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

  private final ControlFlow flow;
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

  RegionLocals(ControlFlow flow, RegionClass names) {
    this.flow = flow;
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

  /** How many views there are; {@link #view} gives them by index. */
  int viewCount() {
    return viewCount;
  }

  /** How many views are written; {@link #written(int)} gives them by index. */
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

  /** The local that holds {@link Machine#refs}, or 0. */
  int refs() {
    return refsLocal;
  }

  int view(int index) {
    return views[index];
  }

  int of(int view) {
    return localOf[view];
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
}
