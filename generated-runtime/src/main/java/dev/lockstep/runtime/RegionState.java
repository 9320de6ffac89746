package dev.lockstep.runtime;

/**
 * Emits what moves a region's state between its JVM locals and the heap: the entry, commits, and the ways out that pass
 * through other methods. Not thread-safe.
 */
final class RegionState {

  private static final int MAX_BYTE = 255;

  private static final RegionMember[] COMMITS = {RegionMember.COMMIT_2, RegionMember.COMMIT_3, RegionMember.COMMIT_4};

  /** Array, frame, slots and four values, on top of what an exit returns. */
  private static final int COMMIT_STACK = 12;

  private final JvmCode code;
  private final RegionClass names;
  private final RegionLocals locals;

  // Views that are to be committed together
  private final int[] pending = new int[4];
  private int pendingCount;

  RegionState(JvmCode code, RegionClass names, RegionLocals locals) {
    this.code = code;
    this.names = names;
    this.locals = locals;
  }

  /**
   * Emits what sets all locals: views live into {@code entry} from the heap, the others to zero. In a function all but the
   * parameters are zero.
   */
  void emitEntry(int entry, Liveness liveness) {
    if (locals.isFunction()) {
      if (locals.parksFrame()) {
        pushMachine();
        code.load(JvmCode.INT, locals.fp());
        code.op(JvmCode.PUTFIELD, names.of(RegionMember.PARKED));
      }
      clear(JvmCode.INT, locals.pc());
      clear(JvmCode.REFERENCE, locals.slots());
      if (locals.refs() != 0) {
        clear(JvmCode.REFERENCE, locals.refs());
      }
    } else {
      pushMachine();
      code.op(JvmCode.CHECKCAST, names.machine);
      code.store(JvmCode.REFERENCE, locals.machine());
      refreshReferences();
    }
    if (locals.calls() && !locals.isFunction()) {
      pushMachine();
      code.load(JvmCode.INT, locals.fp());
      code.pushInt(JavaStack.beyondDriver(locals.frameWords()));
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.ENTER));
    }
    if (locals.scratch() != 0) {
      clear(JvmCode.REFERENCE, locals.scratch());
    }
    if (locals.index() != 0) {
      clear(JvmCode.INT, locals.index());
    }
    for (int i = locals.parameterCount(); i < locals.viewCount(); i++) {
      int view = locals.view(i);
      if (!locals.isFunction() && liveness.isLiveInto(entry, view)) {
        reload(view);
      } else {
        clear(view & 7, locals.of(view));
      }
    }
  }

  void pushMachine() {
    code.load(JvmCode.REFERENCE, locals.machine());
  }

  /**
   * Pushes the guest's context. In a local it would be one value more to be kept across calls. HotSpot does not load it again
   * in loops, unless they call.
   */
  void pushContext() {
    pushMachine();
    code.op(JvmCode.GETFIELD, names.context);
  }

  void pushField(RegionMember member) {
    pushMachine();
    code.op(JvmCode.GETFIELD, names.of(member));
  }

  /** Goes to a label if the frame starts behind the limit, so that it may not call. */
  void goToBehindLimit(Labels labels, int label) {
    code.load(JvmCode.INT, locals.fp());
    pushField(RegionMember.LIMIT);
    labels.branch(JvmCode.IF_ICMPGT, label);
  }

  void setLimit(int limit) {
    pushMachine();
    code.pushInt(limit);
    code.op(JvmCode.PUTFIELD, names.of(RegionMember.LIMIT));
  }

  /**
   * Emits what finds the arrays of the heap and the frame in there: callees may have made the arrays grow, a function has none
   * before, and what loops have not kept is found by the machine. The frame has room, see {@link Activation#enter}.
   */
  void refresh() {
    if (locals.parksFrame()) {
      pushField(locals.isFunction() ? RegionMember.PARKED : RegionMember.FRAME);
      code.store(JvmCode.INT, locals.fp());
    }
    if (locals.isFunction() || locals.calls() || locals.parksFrame()) {
      loadField(names.of(RegionMember.SLOTS), locals.slots());
      refreshReferences();
    }
  }

  private void refreshReferences() {
    if (locals.refs() != 0) {
      loadField(names.of(RegionMember.REFS), locals.refs());
    }
  }

  /** Pushes the {@code int} in a local and a constant together. */
  void pushSum(int local, int constant) {
    code.load(JvmCode.INT, local);
    if (constant != 0) {
      code.pushInt(constant);
      code.op(JvmCode.IADD);
    }
  }

  private void loadField(int field, int local) {
    pushMachine();
    code.op(JvmCode.GETFIELD, field);
    code.store(JvmCode.REFERENCE, local);
  }

  private void clear(int type, int local) {
    code.pushZero(type);
    code.store(type, local);
  }

  /** Sets the local of {@code view} to what is in the heap. */
  void reload(int view) {
    int type = view & 7;
    pushHeapSlot(type, view >> 3);
    if (type == JvmCode.REFERENCE) {
      code.op(JvmCode.AALOAD);
    } else {
      code.op(JvmCode.LALOAD);
      fromBits(type);
    }
    code.store(type, locals.of(view));
  }

  /** Has the local of {@code view} stored into the heap, now or by {@link #commitPending}, which follows the last one. */
  void commit(int view) {
    if ((view & 7) == JvmCode.REFERENCE || view >> 3 > MAX_BYTE) {
      store(view, view >> 3);
    } else {
      pending[pendingCount++] = view;
      if (pendingCount == pending.length) {
        commitPending();
      }
    }
  }

  /** Emits the commits that have been asked for and are not emitted yet. */
  void commitPending() {
    if (pendingCount == 1) {
      store(pending[0], pending[0] >> 3);
    } else if (pendingCount > 1) {
      locals.useStack(COMMIT_STACK);
      code.load(JvmCode.REFERENCE, locals.slots());
      code.load(JvmCode.INT, locals.fp());
      int at = 0;
      for (int i = 0; i < pendingCount; i++) {
        at |= pending[i] >> 3 << 8 * i;
      }
      code.pushInt(at);
      for (int i = 0; i < pendingCount; i++) {
        code.load(pending[i] & 7, locals.of(pending[i]));
        toBits(pending[i] & 7);
      }
      code.op(JvmCode.INVOKESTATIC, names.of(COMMITS[pendingCount - 2]));
    }
    pendingCount = 0;
  }

  /** Stores the local of {@code view} into a slot of the heap. */
  void store(int view, int slot) {
    int type = view & 7;
    pushHeapSlot(type, slot);
    code.load(type, locals.of(view));
    if (type == JvmCode.REFERENCE) {
      code.op(JvmCode.AASTORE);
    } else {
      toBits(type);
      code.op(JvmCode.LASTORE);
    }
  }

  private void pushHeapSlot(int type, int slot) {
    code.load(JvmCode.REFERENCE, type == JvmCode.REFERENCE ? locals.refs() : locals.slots());
    pushSum(locals.fp(), slot);
  }

  /** Returns from a function with what a driver has returned on its behalf. */
  void returnFromDriver(Signature signature) {
    if (FunctionMethods.result(signature) == JvmCode.REFERENCE) {
      code.op(JvmCode.POP2);
      pushField(RegionMember.REFS);
      code.load(JvmCode.INT, locals.fp());
      code.op(JvmCode.AALOAD);
    }
    returnFromBits(signature);
  }

  /** Returns from a function with what a method of {@link Entry} has returned on its behalf. */
  void returnFromBits(Signature signature) {
    int result = FunctionMethods.result(signature);
    if (result < 0) {
      code.op(JvmCode.POP2);
    } else {
      fromBits(result);
    }
    code.op(FunctionMethods.returning(result));
  }

  /** Makes raw bits a value of the type with the given ordinal; a reference is one. */
  void fromBits(int type) {
    if (type == Type.INT.ordinal() || type == Type.FLOAT.ordinal()) {
      code.op(JvmCode.L2I);
    }
    if (type == Type.FLOAT.ordinal()) {
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.INT_BITS_TO_FLOAT));
    } else if (type == Type.DOUBLE.ordinal()) {
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.LONG_BITS_TO_DOUBLE));
    }
  }

  /** Makes a value of the type with the given ordinal raw bits; a reference stays one. */
  void toBits(int type) {
    if (type == Type.FLOAT.ordinal()) {
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.FLOAT_TO_INT_BITS));
    } else if (type == Type.DOUBLE.ordinal()) {
      code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.DOUBLE_TO_LONG_BITS));
    }
    if (type == Type.INT.ordinal() || type == Type.FLOAT.ordinal()) {
      code.op(JvmCode.I2L);
    }
  }

  void notePc(int pc) {
    code.pushInt(pc);
    code.store(JvmCode.INT, locals.pc());
  }

  /** Emits the handler of everything thrown, whose frame has no more locals than it needs. */
  void emitHandler() {
    pushMachine();
    code.op(JvmCode.SWAP);
    code.load(JvmCode.INT, locals.pc());
    code.op(JvmCode.INVOKESTATIC, names.of(RegionMember.THROWN));
    code.op(JvmCode.ATHROW);
  }

  /** Emits a region's call of the handler with the given index in the pool, for the instruction noted; pushes the next pc. */
  void callHandler(int handler) {
    pushMachine();
    code.load(JvmCode.REFERENCE, locals.slots());
    pushField(RegionMember.CODE);
    code.load(JvmCode.INT, locals.fp());
    code.load(JvmCode.INT, locals.pc());
    code.op(JvmCode.INVOKESTATIC, handler);
  }
}
