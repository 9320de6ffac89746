package dev.lockstep.runtime;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * How compiled code calls a function: the first arguments are in JVM parameters, and the first result is that of the JVM method;
 * references as they are, all else as raw bits. Other arguments and other results are in the guest's stack, where the callee's
 * frame has or would have them. This class has the methods without references, {@link EntryClass} makes subclasses with others.
 * The class of a function's compiled code overrides the one that fits its signature. An instance of this class itself, or of such
 * a subclass, is that of a function without code, which runs in a driver of its own. Instances may be used by any number of
 * machines at once.
 *
 * <p>Each method takes where the callee's frame would start; frames up to {@link Machine#limit} may call, of others the callee
 * {@linkplain #callee refuses} to run. If {@link Machine#resume} is set on return, it has done that, or its frame has moved to the
 * heap. The caller then moves its own there, writes the callee's link, and returns to its caller, down to the driver, which goes on
 * from the heap. If {@link Machine#tail} is set on return, the callee has made a tail call: its frame in the heap is that of another
 * function, which the caller has run. If {@link Machine#raising} is set, the callee has raised what it does not catch, and its frame
 * is no more.
 */
public class Entry extends Region {

  /** How many arguments the methods here can pass. */
  static final int MAX_ARGUMENTS = 8;

  /** No {@linkplain #shape shape} is as high. */
  static final int SHAPES = 1 << MAX_ARGUMENTS + 2;

  /** The internal name of this class. */
  private static final String NAME = "dev/lockstep/runtime/Entry";

  /** How many parameters fit the 255 words of a JVM method's, after machine and frame. */
  private static final int MAX_PARAMETERS = 126;

  /** The {@link Machine#limit} that a function sets which is to stop. */
  static final int STOPS = Integer.MIN_VALUE;

  /** The same of one that an opcode has stopped. */
  static final int YIELDS = STOPS + 1;

  /** The index of the function's signature. */
  private int signature;

  /** The pc of the function's first instruction. */
  private int entry;

  /** The entry that this one stands for, and what counts that; {@code null} if it does not. */
  private Entry counted;

  private Crossings crossings;

  /** Whether callers may have this as a constant: it is compiled, and stays as it is, since its function has not been cut. */
  boolean isBindable;

  /** The functions whose code has this as a constant, each as often as it has regions that do; guarded by the program. */
  private List<Function> binders = List.of();

  /** One of this function without code, to be called where that refuses to run; made when it first does. */
  private Entry refusing;

  /** For compiled code. */
  protected Entry() {}

  static Entry withoutCode(Function function) {
    int shape = shape(function.signature());
    Entry entry = isPlain(shape) ? new Entry() : EntryClass.instance(shape).another();
    entry.linkTo(function);
    return entry;
  }

  /** A new entry of the same shape, of a function without code. */
  protected Entry another() {
    return new Entry();
  }

  /** One that stands for this entry and counts who uses it: the driver, or compiled code. */
  final Entry counted(Crossings crossings, Function function) {
    Entry counting = withoutCode(function);
    counting.counted = this;
    counting.crossings = crossings;
    counting.bytes = bytes;
    return counting;
  }

  final void linkTo(Function function) {
    signature = function.signatureIndex();
    entry = function.entry();
    // Whoever finds this in Program.entries, where it is put next without a lock on the reader's side, finds both.
    VarHandle.releaseFence();
  }

  final void bindTo(Function caller) {
    binders = binders.isEmpty() ? new ArrayList<>(1) : binders;
    binders.add(caller);
  }

  final void unbindFrom(Function caller) {
    binders.remove(caller);
  }

  /** The functions whose code has this as a constant. */
  final List<Function> binders() {
    return List.copyOf(binders);
  }

  final boolean isBound() {
    return !binders.isEmpty();
  }

  final int entry() {
    return entry;
  }

  /**
   * What a frame at {@code fp} calls in place of {@code entry}: that, or behind the limit, where no frame may call, one that refuses
   * to run, as the callee's frame is there, too.
   */
  public static Entry callee(Entry entry, Machine m, int fp) {
    return fp <= m.limit ? entry : entry.refusing();
  }

  private Entry refusing() {
    Entry made = refusing;
    if (made == null) {
      made = another();
      made.entry = entry;
      VarHandle.releaseFence(); // As in linkTo: other machines find this without a lock.
      refusing = made;
    }
    return made;
  }

  boolean isCounting() {
    return counted != null;
  }

  /** The entry with the given index; {@code null} if there is none, or its function has not the signature with the given index. */
  static Entry known(Entry[] entries, int function, int signature) {
    Entry entry = Integer.compareUnsigned(function, entries.length) < 0 ? entries[function] : null;
    return entry != null && entry.signature == signature ? entry : null;
  }

  /** The entry of the function with the given index, which must have the signature with the given index. */
  static Entry of(int function, int signature, Machine m) {
    Entry entry = m.program().knownEntry(function, signature);
    if (entry == null) {
      m.entry(function, signature); // Throws, unless the function has been added a moment ago.
      m.program().fillEntries(); // Waits for who adds it.
      entry = m.program().knownEntry(function, signature);
    }
    return entry;
  }

  /** Whether functions of a signature can be called in this way. */
  static boolean canCall(Signature signature) {
    return signature.parameters().size() <= MAX_PARAMETERS;
  }

  /** Whether the argument with the given index is passed in a JVM parameter; else it is in the guest's stack. */
  static boolean takes(int index) {
    return index < MAX_ARGUMENTS;
  }

  /**
   * The shape of the calls of functions with the given signature: from the top, below its highest bit, a bit for each argument that
   * is {@linkplain #takes passed} and one for the first result, which is set for a reference.
   */
  static int shape(Signature signature) {
    int shape = 1;
    for (int i = 0; i < signature.parameters().size() && takes(i); i++) {
      shape = shape << 1 | bit(signature.parameters().get(i));
    }
    return shape << 1 | (signature.results().isEmpty() ? 0 : bit(signature.results().get(0)));
  }

  private static int bit(Type type) {
    return type == Type.REFERENCE ? 1 : 0;
  }

  /** How many arguments the method for calls takes. */
  static int arguments(int shape) {
    return 30 - Integer.numberOfLeadingZeros(shape);
  }

  /** Whether a shape has no references; {@link EntryClass} makes the classes of others. */
  static boolean isPlain(int shape) {
    return Integer.bitCount(shape) == 1;
  }

  /** The internal name of the class. */
  static String className(int shape) {
    if (isPlain(shape)) {
      return NAME;
    }
    StringBuilder name = new StringBuilder(NAME).append('$');
    for (int i = arguments(shape); i >= 0; i--) {
      name.append(i == 0 ? "$" : "").append(isReference(shape, i) ? 'L' : 'J');
    }
    return name.toString();
  }

  /** The type of the method for calls. */
  static String callType(int shape) {
    StringBuilder type = new StringBuilder("(Ldev/lockstep/runtime/Machine;I");
    for (int i = arguments(shape); i >= 0; i--) {
      type.append(i == 0 ? ")" : "").append(isReference(shape, i) ? "Ljava/lang/Object;" : "J");
    }
    return type.toString();
  }

  /** As what a value of the type with the given ordinal is passed: a reference or, as raw bits, a {@code long}. */
  static int passed(int type) {
    return type == JvmCode.REFERENCE ? type : Type.LONG.ordinal();
  }

  /** Of arguments from the last one on, counted from 1, and of the result, with 0. */
  static boolean isReference(int shape, int fromLast) {
    return (shape >> fromLast & 1) != 0;
  }

  /** Calls without arguments. */
  public long call(Machine m, int fp) {
    return callWithoutCode(m, fp);
  }

  /** Calls with one argument. */
  public long call(Machine m, int fp, long a) {
    m.slots[fp] = a;
    return callWithoutCode(m, fp);
  }

  /** Calls with two arguments. */
  public long call(Machine m, int fp, long a, long b) {
    long[] slots = m.slots;
    slots[fp] = a;
    slots[fp + 1] = b;
    return callWithoutCode(m, fp);
  }

  /** Calls with three arguments. */
  public long call(Machine m, int fp, long a, long b, long c) {
    long[] slots = m.slots;
    slots[fp] = a;
    slots[fp + 1] = b;
    slots[fp + 2] = c;
    return callWithoutCode(m, fp);
  }

  /** Calls with four arguments. */
  public long call(Machine m, int fp, long a, long b, long c, long d) {
    long[] slots = m.slots;
    slots[fp] = a;
    slots[fp + 1] = b;
    slots[fp + 2] = c;
    slots[fp + 3] = d;
    return callWithoutCode(m, fp);
  }

  /** Calls with five arguments. */
  public long call(Machine m, int fp, long a, long b, long c, long d, long e) {
    long[] slots = m.slots;
    slots[fp] = a;
    slots[fp + 1] = b;
    slots[fp + 2] = c;
    slots[fp + 3] = d;
    slots[fp + 4] = e;
    return callWithoutCode(m, fp);
  }

  /** Calls with six arguments. */
  public long call(Machine m, int fp, long a, long b, long c, long d, long e, long f) {
    long[] slots = m.slots;
    slots[fp] = a;
    slots[fp + 1] = b;
    slots[fp + 2] = c;
    slots[fp + 3] = d;
    slots[fp + 4] = e;
    slots[fp + 5] = f;
    return callWithoutCode(m, fp);
  }

  /** Calls with seven arguments. */
  public long call(Machine m, int fp, long a, long b, long c, long d, long e, long f, long g) {
    long[] slots = m.slots;
    slots[fp] = a;
    slots[fp + 1] = b;
    slots[fp + 2] = c;
    slots[fp + 3] = d;
    slots[fp + 4] = e;
    slots[fp + 5] = f;
    slots[fp + 6] = g;
    return callWithoutCode(m, fp);
  }

  /** Calls with eight arguments. */
  public long call(Machine m, int fp, long a, long b, long c, long d, long e, long f, long g, long h) {
    long[] slots = m.slots;
    slots[fp] = a;
    slots[fp + 1] = b;
    slots[fp + 2] = c;
    slots[fp + 3] = d;
    slots[fp + 4] = e;
    slots[fp + 5] = f;
    slots[fp + 6] = g;
    slots[fp + 7] = h;
    return callWithoutCode(m, fp);
  }

  /**
   * Calls on behalf of a method here that a function with code overrides, with all arguments in the guest's stack.
   *
   * @return the raw bits of the first result, if it is no reference; that is where the callee's frame starts
   */
  protected final long callWithoutCode(Machine m, int fp) {
    if (counted != null) {
      crossings.call(counted.entry, bytes > 0);
      return counted.callFromHeap(m, fp);
    }
    if (fp > m.limit) {
      m.activation.refuse(entry, fp);
      return 0;
    }
    int counter = entry + Convention.COUNTER;
    if (m.code[counter] <= 0 && !m.program().counters().isSpent(counter)) {
      Entry compiled = m.program().tiers().compiled(this);
      if (compiled != this) {
        return compiled.callFromHeap(m, fp);
      }
    }
    return m.activation.nest(entry, fp);
  }

  /** Calls with all arguments in the guest's stack; returns as {@link #callWithoutCode}. */
  protected long callFromHeap(Machine m, int fp) {
    long[] s = m.slots;
    return switch (m.code[entry + Convention.PARAMETERS]) {
      case 0 -> call(m, fp);
      case 1 -> call(m, fp, s[fp]);
      case 2 -> call(m, fp, s[fp], s[fp + 1]);
      case 3 -> call(m, fp, s[fp], s[fp + 1], s[fp + 2]);
      case 4 -> call(m, fp, s[fp], s[fp + 1], s[fp + 2], s[fp + 3]);
      case 5 -> call(m, fp, s[fp], s[fp + 1], s[fp + 2], s[fp + 3], s[fp + 4]);
      case 6 -> call(m, fp, s[fp], s[fp + 1], s[fp + 2], s[fp + 3], s[fp + 4], s[fp + 5]);
      case 7 -> call(m, fp, s[fp], s[fp + 1], s[fp + 2], s[fp + 3], s[fp + 4], s[fp + 5], s[fp + 6]);
      default -> call(m, fp, s[fp], s[fp + 1], s[fp + 2], s[fp + 3], s[fp + 4], s[fp + 5], s[fp + 6], s[fp + 7]);
    };
  }

  /**
   * Runs the function for the driver, with all state in the heap, and those to which it gives way by tail calls. Of these the
   * frame has its link elsewhere, so what is in it is kept here meanwhile.
   */
  @Override
  public int run(Machine m, long[] slots, int[] code, int fp, int pc) {
    if (counted != null) {
      return crossings.run(counted, m, slots, code, fp, pc);
    }
    Activation activation = m.activation;
    long back = slots[fp + code[pc + Convention.LINK]];
    if (activation.handsOver(back)) {
      activation.tailCall(pc, fp);
      return 0;
    }
    activation.enter(fp, 0);
    int outer = activation.lookForTailCall(fp);
    int entry = pc;
    Entry compiled = this;
    try {
      long result = compiled.callFromHeap(m, fp);
      while (m.tail != 0) {
        entry = m.tail;
        m.slots[fp + code[entry + Convention.LINK]] = back;
        int next = activation.takeTailCall();
        compiled = m.compiled(entry);
        if (next == 0 || compiled == null) {
          activation.lookForTailCall(outer);
          return next;
        }
        result = compiled.callFromHeap(m, fp);
      }
      activation.lookForTailCall(outer);
      if (m.resume != 0) {
        return activation.unwound(back);
      }
      if (m.raising) {
        m.slots[fp + code[entry + Convention.LINK]] = back;
        return activation.raises().findHandler(entry);
      }
      m.fp = fp - (int) (back >> 32);
      m.slots[fp] = result;
      return (int) back;
    } catch (Throwable thrown) {
      m.slots[fp + code[entry + Convention.LINK]] = back; // It leads to the callers.
      m.regionThrows(entry);
      throw thrown;
    }
  }
}
