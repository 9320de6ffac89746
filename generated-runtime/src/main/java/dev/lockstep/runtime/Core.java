package dev.lockstep.runtime;

/** The handlers that every instruction set shares, and what generated handlers do about control flow. */
public final class Core {

  private Core() {}

  /** Moves a primitive of any type. */
  public static int move(Machine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = slots[fp + code[pc + 2]];
    return pc + 3;
  }

  /** Moves a reference. */
  public static int moveReference(Machine m, long[] slots, int[] code, int fp, int pc) {
    m.refs[fp + code[pc + 1]] = m.refs[fp + code[pc + 2]];
    return pc + 3;
  }

  /** Sets a slot to an {@code int} or the raw bits of a {@code float}. */
  public static int constant(Machine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = code[pc + 2];
    return pc + 3;
  }

  /** Sets a slot to a {@code long} or the raw bits of a {@code double}. */
  public static int wideConstant(Machine m, long[] slots, int[] code, int fp, int pc) {
    slots[fp + code[pc + 1]] = wide(code, pc + 2);
    return pc + 4;
  }

  /** Sets a slot to one of the program's constants. */
  public static int referenceConstant(Machine m, long[] slots, int[] code, int fp, int pc) {
    m.refs[fp + code[pc + 1]] = m.constants[code[pc + 2]];
    return pc + 3;
  }

  /**
   * {@code pc} itself, for the handler of the sequence {@code word}. HotSpot does not know that no pc is negative. Else it
   * would share sums such as {@code pc + 9} among the handlers of sequences, compute them ahead of the driver's switch and
   * run out of registers for all: the bench guest takes 1.3 times as long.
   */
  public static int apart(int pc, int word) {
    return pc - (pc >> 31 & word);
  }

  /** Jumps. */
  public static int jump(Machine m, long[] slots, int[] code, int fp, int pc) {
    return take(m, code, pc, pc + 1);
  }

  /**
   * Runs the region that is entered at {@code pc} and those to which it leads; returns the pc of the first instruction that
   * is left to the interpreter. Apart from the driver's loop, whose tree of branches each region would have to go down.
   */
  public static int regions(Machine m, long[] slots, int[] code, int fp, int pc) {
    int at = pc;
    try {
      int word;
      while ((word = code[at]) < 0) {
        at = m.region(word).run(m, slots, code, fp, at);
        slots = m.slots;
        fp = m.fp;
      }
      return at;
    } catch (Throwable thrown) {
      m.regionThrows(at);
      throw thrown;
    }
  }

  /** Runs a form that every instruction set has; the driver sees to {@link Convention#HALT}. */
  public static int builtIn(Machine m, long[] slots, int[] code, int fp, int pc) {
    switch (code[pc]) {
      case Convention.MOVE:
      case Convention.MOVE + 1:
      case Convention.MOVE + 2:
      case Convention.MOVE + 3: return move(m, slots, code, fp, pc);
      case Convention.MOVE + 4: return moveReference(m, slots, code, fp, pc);
      case Convention.CONST:
      case Convention.CONST + 2: return constant(m, slots, code, fp, pc);
      case Convention.CONST + 1:
      case Convention.CONST + 3: return wideConstant(m, slots, code, fp, pc);
      case Convention.CONST + 4: return referenceConstant(m, slots, code, fp, pc);
      case Convention.JUMP: return jump(m, slots, code, fp, pc);
      case Convention.CHARGE: return charge(m, slots, code, fp, pc);
      case Convention.CATCH: return pc + 4; // Nothing has been raised.
      case Convention.RAISE: return raise(m, slots, code, fp, pc);
      default: return pc; // A region has just been discarded: another word is here than the driver read
    }
  }

  /** Raises a reference, for the nearest caller that catches it. */
  public static int raise(Machine m, long[] slots, int[] code, int fp, int pc) {
    return m.activation.raises().raise(m.refs[fp + code[pc + 1]], pc);
  }

  /** Goes on at {@code next}, or stops there if the opcode has said so. */
  public static int suspend(Machine m, boolean isSuspended, int next) {
    return isSuspended ? m.activation.yieldAt(next) : next;
  }

  /** Pays for the block that begins here, or stops if there is less fuel. */
  public static int charge(Machine m, long[] slots, int[] code, int fp, int pc) {
    return lacks(m, code[pc + 1]) ? m.activation.suspend(pc) : pc + 2;
  }

  /** For compiled code: takes {@code cost} off the fuel; returns whether there is less, and then takes nothing. */
  public static boolean lacks(Machine m, int cost) {
    long left = m.fuel - cost;
    if (left < 0) {
      return true;
    }
    m.fuel = left;
    return false;
  }

  /** The 64 bits whose high word is {@code code[at]}. */
  public static long wide(int[] code, int at) {
    return (long) code[at] << 32 | code[at + 1] & 0xffff_ffffL;
  }

  /** A guest {@code int} as a {@code boolean}. */
  public static boolean truth(int value) {
    return value != 0;
  }

  /**
   * The target of the taken branch at {@code pc} whose operand is at {@code at}; counts it if it goes backwards. HotSpot
   * inlines a method of up to 35 bytes wherever it was ever called; hence two.
   */
  public static int take(Machine m, int[] code, int pc, int at) {
    int target = code[at];
    return target > pc ? target : backEdge(m, code, at + 1, target);
  }

  private static int backEdge(Machine m, int[] code, int counter, int target) {
    return --code[counter] >= 0 ? target : m.hotLoop(target, counter);
  }

  /** The target with the given index in the jump table at {@code at} of the switch at {@code pc}. */
  public static int select(Machine m, int[] code, int pc, int at, int index) {
    int target = code[at + 2 + target(index, code[at + 1])];
    return target > pc ? target : backEdge(m, code, at, target);
  }

  /** Which of a switch's targets is that of {@code index}: the last one is for all, unsigned, that have none of their own. */
  static int target(int index, int targets) {
    return Integer.compareUnsigned(index, targets) < 0 ? index : targets - 1;
  }

  /** Calls the function with the given entry, whose arguments start at slot {@code arguments}; returns to {@code next}. */
  public static int call(Machine m, long[] slots, int[] code, int fp, int entry, int arguments, int next) {
    int base = fp + arguments;
    if (base + code[entry + Convention.FRAME_SIZE] > slots.length) {
      slots = m.room(base + code[entry + Convention.FRAME_SIZE]);
      if (slots == null) {
        return m.activation.raises().overflow(next);
      }
    }
    int start = --code[entry + Convention.COUNTER] >= 0 ? entry : m.hotEntry(entry);
    int link = base + code[entry + Convention.LINK];
    clear(m, slots, base + code[entry + Convention.PARAMETERS], link);
    slots[link] = (long) arguments << 32 | next;
    m.fp = base; // last, so that HotSpot sees what the driver, which loads it next, gets
    return start;
  }

  /** Calls the function with the given index, which must have the signature with the given index. */
  public static int callComputed(
      Machine m, long[] slots, int[] code, int fp, int function, int arguments, int signature, int next) {
    return call(m, slots, code, fp, m.entry(function, signature), arguments, next);
  }

  /** Calls in place of the current frame, in which {@code pc} is and whose link is in slot {@code link}. */
  public static int tailCall(
      Machine m, long[] slots, int[] code, int fp, int pc, int entry, int arguments, int link) {
    long back = slots[fp + link];
    int parameters = code[entry + Convention.PARAMETERS];
    if (fp + code[entry + Convention.FRAME_SIZE] > slots.length) {
      slots = m.room(fp + code[entry + Convention.FRAME_SIZE]);
      if (slots == null) {
        return m.activation.raises().raise(m.overflowed(), pc);
      }
    }
    for (int i = 0; i < parameters; i++) {
      slots[fp + i] = slots[fp + arguments + i];
    }
    if (m.refs.length != 0) {
      System.arraycopy(m.refs, fp + arguments, m.refs, fp, parameters);
    }
    int newLink = fp + code[entry + Convention.LINK];
    clear(m, slots, fp + parameters, newLink);
    slots[newLink] = back;
    return --code[entry + Convention.COUNTER] >= 0 ? entry : m.hotEntry(entry);
  }

  /** As {@link #tailCall}, to the function with the given index, which must have the signature with the given index. */
  public static int tailCallComputed(
      Machine m, long[] slots, int[] code, int fp, int pc, int function, int arguments, int signature, int link) {
    return tailCall(m, slots, code, fp, pc, m.entry(function, signature), arguments, link);
  }

  /** Returns to the caller; the results are in the first slots of the frame, which are the caller's topmost. */
  public static int leave(Machine m, long[] slots, int fp, int link) {
    long back = slots[fp + link];
    m.fp = fp - (int) (back >> 32);
    return (int) back;
  }

  private static void clear(Machine m, long[] slots, int from, int to) {
    for (int i = from; i < to; i++) {
      slots[i] = 0;
    }
    if (m.refs.length != 0) {
      for (int i = from; i < to; i++) {
        m.refs[i] = null;
      }
    }
  }
}
