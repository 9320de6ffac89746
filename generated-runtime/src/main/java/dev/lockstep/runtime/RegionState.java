package dev.lockstep.runtime;

/**
 * Emits what moves a region's state between its JVM locals and the heap: the entry, commits, and the ways out that pass
 * through other methods. Not thread-safe.
 */
final class RegionState {

  private static final int GETFIELD = 0xb4;
  private static final int INVOKESTATIC = 0xb8;
  private static final int MACHINE = RegionLocals.MACHINE;
  private static final int SLOTS = RegionLocals.SLOTS;
  private static final int FP = RegionLocals.FP;
  private static final int PC = RegionLocals.PC;

  private final JvmCode code;
  private final RegionClass names;
  private final RegionLocals locals;

  RegionState(JvmCode code, RegionClass names, RegionLocals locals) {
    this.code = code;
    this.names = names;
    this.locals = locals;
  }

  /** Emits what sets all locals: views live into {@code entry} from the heap, the others to zero. */
  void emitEntry(int entry, Liveness liveness) {
    code.load(JvmCode.REFERENCE, MACHINE);
    code.op(0xc0, names.machine); // checkcast
    code.store(JvmCode.REFERENCE, MACHINE);
    if (locals.context() != 0) {
      loadField(names.context, locals.context());
    }
    if (locals.refs() != 0) {
      loadField(names.refs, locals.refs());
    }
    if (locals.scratch() != 0) {
      clear(JvmCode.REFERENCE, locals.scratch());
    }
    if (locals.index() != 0) {
      clear(JvmCode.INT, locals.index());
    }
    for (int i = 0; i < locals.viewCount(); i++) {
      int view = locals.view(i);
      if (liveness.isLiveInto(entry, view)) {
        reload(view);
      } else {
        clear(view & 7, locals.of(view));
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
    code.store(type, locals.of(view));
  }

  /** Emits what stores the local of {@code view} into the heap. */
  void commit(int view) {
    int type = view & 7;
    pushHeapSlot(view);
    code.load(type, locals.of(view));
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
    code.load(JvmCode.REFERENCE, (view & 7) == JvmCode.REFERENCE ? locals.refs() : SLOTS);
    code.load(JvmCode.INT, FP);
    if (view >> 3 != 0) {
      code.pushInt(view >> 3);
      code.op(0x60); // iadd
    }
  }

  /** Emits the handler of everything thrown, which the caller has reached with the frame of {@link RegionLocals#describeHandler}. */
  void emitHandler() {
    code.store(JvmCode.REFERENCE, SLOTS); // The exception; the slots are not needed any more.
    code.load(JvmCode.REFERENCE, MACHINE);
    code.load(JvmCode.REFERENCE, SLOTS);
    code.load(JvmCode.INT, PC);
    code.op(INVOKESTATIC, names.thrown);
    code.op(0xbf); // athrow
  }

  /** Emits a call of the handler with the given index in the pool, for the instruction at {@code pc}, and returns its result. */
  void emitLeave(int handler, int pc) {
    code.pushInt(pc);
    code.store(JvmCode.INT, PC);
    for (int local = MACHINE; local <= RegionLocals.CODE; local++) {
      code.op(0x2a + local); // aload_n
    }
    code.load(JvmCode.INT, FP);
    code.load(JvmCode.INT, PC);
    code.op(INVOKESTATIC, handler);
    code.op(0xac); // ireturn
  }
}
