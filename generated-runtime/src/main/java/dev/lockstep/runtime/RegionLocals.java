package dev.lockstep.runtime;

import dev.lockstep.runtime.Stencils.Hole;
import java.util.Arrays;
import java.util.List;

/**
 * The JVM locals of a region: the parameters of its method, what is loaded at its entry, and one local a view, of the view's
 * type. A local is given to what first asks for it while the body is emitted; the entry, emitted last, sets all of them, so
 * that they are the same at every branch target. Not thread-safe.
 *
 * <p>The method of a region is {@link Region#run}, or, of one that is a whole function, a static one with the parameters
 * {@code (Machine m, int fp, ...)} and those of the function.
 */
final class RegionLocals {

  // The parameters of run, after the region itself.
  private static final int RUN_MACHINE = 1;
  private static final int RUN_SLOTS = 2;
  static final int RUN_CODE = 3;
  private static final int RUN_FP = 4;
  private static final int RUN_PC = 5;
  private static final int RUN_END = 6;

  // Those of a function's method.
  private static final int FUNCTION_MACHINE = 0;
  private static final int FUNCTION_FP = 1;
  private static final int FUNCTION_END = 2;

  /** What the code around stencils needs of the operand stack. */
  private static final int MIN_STACK = 6;

  /** Holes for loads and stores have kinds below 16. */
  private static final int ACCESS_SHIFT = 4;

  /** By view: its local, once it is used; 0 before. */
  private int[] used = {};

  /** By slot and the kind of a hole: the load or store to fill it with, see {@link JvmCode#access}; 0 before it is used. */
  private int[] accesses = {};

  private int[] views = new int[32];
  private int viewCount;
  private int[] written = new int[32];
  private int writtenCount;

  /** Of the function that the region is; {@code null} if it is none. */
  private List<Type> parameters;

  private boolean calls;
  private boolean usesFrame;
  private boolean parksFrame;
  private int slotsLocal;
  private int fpLocal;
  private int pcLocal;
  private int refsLocal;
  private int scratchLocal;
  private int indexLocal;
  private int next;
  private int maxStack;

  /** Starts a region, which may be a function on its own. */
  void begin(ControlFlow flow, boolean isFunction) {
    for (int i = 0; i < viewCount; i++) {
      used[views[i]] = 0;
      accesses[load(views[i])] = 0;
      accesses[store(views[i])] = 0;
    }
    viewCount = 0;
    writtenCount = 0;
    if (flow.slots << 3 > used.length) {
      used = new int[flow.slots << 3];
      accesses = new int[flow.slots << ACCESS_SHIFT];
    }
    parameters = isFunction ? flow.function.signature().parameters() : null;
    calls = false;
    usesFrame = false;
    parksFrame = false;
    refsLocal = 0;
    scratchLocal = 0;
    indexLocal = 0;
    maxStack = MIN_STACK;
    if (isFunction()) {
      beginFunction(flow.function.signature());
    } else {
      slotsLocal = RUN_SLOTS;
      fpLocal = RUN_FP;
      pcLocal = RUN_PC;
      next = RUN_END;
    }
  }

  private void beginFunction(Signature signature) {
    next = FUNCTION_END;
    for (int i = 0; i < parameters.size(); i++) {
      add(Liveness.view(i, parameters.get(i).ordinal()));
    }
    if (signature.hasReferences()) {
      useReferences();
    }
    fpLocal = FUNCTION_FP;
    pcLocal = next++;
    slotsLocal = next++;
  }

  // What the body uses

  /** The local of a view. */
  int of(int view) {
    int local = used[view];
    return local != 0 ? local : add(view);
  }

  /** The local of a view that is written. */
  int toWrite(int view) {
    int local = of(view);
    if (accesses[store(view)] == 0) {
      accesses[store(view)] = JvmCode.storeAccess(view & 7, local);
      written = writtenCount == written.length ? Arrays.copyOf(written, 2 * writtenCount) : written;
      written[writtenCount++] = view;
    }
    return local;
  }

  /** The instruction that a hole for a slot is filled with, a load or a store. */
  int access(int hole, int slot) {
    int access = accesses[slot << ACCESS_SHIFT | hole];
    return access != 0 ? access : use(hole, slot);
  }

  private int use(int hole, int slot) {
    if (hole < Hole.STORE) {
      of(Liveness.view(slot, hole - Hole.LOAD));
    } else {
      toWrite(Liveness.view(slot, hole - Hole.STORE));
    }
    return accesses[slot << ACCESS_SHIFT | hole];
  }

  private static int load(int view) {
    return view >> 3 << ACCESS_SHIFT | Hole.LOAD + (view & 7);
  }

  private static int store(int view) {
    return view >> 3 << ACCESS_SHIFT | Hole.STORE + (view & 7);
  }

  private int add(int view) {
    int type = view & 7;
    if (type == JvmCode.REFERENCE && viewCount >= parameterCount()) {
      useReferences(); // A function's parameters come first.
    }
    int local = next;
    used[view] = local;
    accesses[load(view)] = JvmCode.loadAccess(type, local);
    next += JvmCode.words(type);
    views = viewCount == views.length ? Arrays.copyOf(views, 2 * viewCount) : views;
    views[viewCount++] = view;
    if (isFunction()) {
      toWrite(view); // No value of a function is in the heap already.
    }
    return local;
  }

  /** The body needs so many words of operand stack. */
  void useStack(int words) {
    maxStack = Math.max(maxStack, words);
  }

  /** The body calls compiled code, of the given signature, on top of {@code words} words of operand stack. */
  void useCall(int words, Signature callee) {
    calls = true;
    useStack(words + MIN_STACK + 2 * callee.parameters().size());
    if (callee.hasReferences()) {
      useReferences();
    }
  }

  /** The body passes references in the heap. */
  void useReferences() {
    refsLocal = refsLocal == 0 ? next++ : refsLocal;
  }

  int useScratch() {
    scratchLocal = scratchLocal == 0 ? next++ : scratchLocal;
    return scratchLocal;
  }

  /** The local that keeps which function a computed call picks. */
  int useIndex() {
    indexLocal = indexLocal == 0 ? next++ : indexLocal;
    return indexLocal;
  }

  // What there is; a local that the body has not used is 0

  /** How many views there are; {@link #view} gives them by index. */
  int viewCount() {
    return viewCount;
  }

  int view(int index) {
    return views[index];
  }

  /** How many of the views, the first ones, are parameters of the function that the region is. */
  int parameterCount() {
    return isFunction() ? parameters.size() : 0;
  }

  /** How many views are written; {@link #written(int)} gives them by index. */
  int writtenCount() {
    return writtenCount;
  }

  int written(int index) {
    return written[index];
  }

  boolean isFunction() {
    return parameters != null;
  }

  /** Whether the region calls compiled code, after which the arrays of the heap may be others. */
  boolean calls() {
    return calls;
  }

  /** How many words of Java stack a frame of the method may take. */
  int frameWords() {
    return JavaStack.words(next, maxStack);
  }

  int machine() {
    return isFunction() ? FUNCTION_MACHINE : RUN_MACHINE;
  }

  /** The local that holds {@link Machine#slots}; a function loads it, and that for references, before it commits anything. */
  int slots() {
    return slotsLocal;
  }

  int fp() {
    usesFrame = true;
    return fpLocal;
  }

  /**
   * If nothing that has been emitted needs to know where the frame is, what follows finds it out from the machine: in locals that
   * would take registers from loops.
   */
  void parkFrame() {
    parksFrame = !usesFrame;
  }

  /** Whether exits find the frame by the machine, where a function has to leave a note of it. */
  boolean parksFrame() {
    return parksFrame;
  }

  int pc() {
    return pcLocal;
  }

  int maxLocals() {
    return next;
  }

  int maxStack() {
    return maxStack;
  }

  int scratch() {
    return scratchLocal;
  }

  int index() {
    return indexLocal;
  }

  /** The local that holds {@link Machine#refs}. */
  int refs() {
    return refsLocal;
  }
}
