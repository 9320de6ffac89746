package dev.lockstep.byhand;

import dev.lockstep.runtime.Convention;
import dev.lockstep.runtime.Core;

/** The interpreter of {@link TinyOps}: its two loops. Each handler and each region returns the pc that runs next. */
final class TinyDriver {

  private TinyDriver() {}

  static int run(TinyMachine m, int pc) {
    return run(m, pc, m.code, m.slots, m.fp);
  }

  /**
   * The loop. Its state comes as parameters: an array loaded from a field HotSpot would keep as a compressed reference, to be
   * expanded at each use.
   */
  private static int run(TinyMachine m, int pc, int[] code, long[] slots, int fp) {
    try {
      while (true) {
        // Sparse keys: HotSpot makes them a tree of branches by frequency, which is faster than a jump through a table
        switch (code[pc] << 3) {
          case Convention.HALT << 3: return pc;
          case Convention.MOVE << 3:
          case (Convention.MOVE + 1) << 3:
          case (Convention.MOVE + 2) << 3:
          case (Convention.MOVE + 3) << 3: pc = Core.move(m, slots, code, fp, pc); break;
          case (Convention.MOVE + 4) << 3: pc = Core.moveReference(m, slots, code, fp, pc); break;
          case Convention.CONST << 3:
          case (Convention.CONST + 2) << 3: pc = Core.constant(m, slots, code, fp, pc); break;
          case (Convention.CONST + 1) << 3:
          case (Convention.CONST + 3) << 3: pc = Core.wideConstant(m, slots, code, fp, pc); break;
          case (Convention.CONST + 4) << 3: pc = Core.referenceConstant(m, slots, code, fp, pc); break;
          case Convention.JUMP << 3: pc = Core.jump(m, slots, code, fp, pc); break;
          case Convention.CHARGE << 3: pc = Core.charge(m, slots, code, fp, pc); break;
          case TinyHandlers.ADD << 3: pc = TinyHandlers.add(m, slots, code, fp, pc); break;
          case TinyHandlers.ADD_CONST << 3: pc = TinyHandlers.addConst(m, slots, code, fp, pc); break;
          case TinyHandlers.LT << 3: pc = TinyHandlers.lt(m, slots, code, fp, pc); break;
          case TinyHandlers.LT_CONST << 3: pc = TinyHandlers.ltConst(m, slots, code, fp, pc); break;
          case TinyHandlers.PEEK << 3: pc = TinyHandlers.peek(m, slots, code, fp, pc); break;
          case TinyHandlers.BR_IF << 3: pc = TinyHandlers.brIf(m, slots, code, fp, pc); break;
          case TinyHandlers.BR_IF_LT << 3: pc = TinyHandlers.brIfLt(m, slots, code, fp, pc); break;
          case TinyHandlers.BR_IF_LT_CONST << 3: pc = TinyHandlers.brIfLtConst(m, slots, code, fp, pc); break;
          case TinyHandlers.CALL << 3: pc = TinyHandlers.call(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
          case TinyHandlers.RETURN << 3: pc = TinyHandlers.ret(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
          case TinyHandlers.ADD_CONST_THEN_BR_IF_LT_THEN_JUMP << 3:
              pc = TinyHandlers.addConstThenBrIfLtThenJump(m, slots, code, fp, pc); break;
          case TinyHandlers.ADD_CONST_THEN_PEEK << 3: pc = TinyHandlers.addConstThenPeek(m, slots, code, fp, pc); break;
          default: pc = step(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
        }
      }
    } catch (Throwable thrown) {
      throw m.located(thrown, pc);
    }
  }

  /**
   * The loop that warms up. HotSpot's first compiler tests the cases of a {@code switch} one after the other, and to count
   * which it is compares with all of them; hence methods with few cases, and a few branches to them.
   */
  static int warmUp(TinyMachine m, int pc) {
    int[] code = m.code;
    long[] slots = m.slots;
    int fp = m.fp;
    try {
      for (int left = Convention.WARM_UP; left > 0; left--) {
        int word = code[pc];
        if (word == Convention.HALT) {
          return pc;
        }
        if (word < 0) {
          pc = Core.regions(m, slots, code, fp, pc);
        } else if (word < Convention.BUILT_INS) {
          pc = Core.builtIn(m, slots, code, fp, pc);
        } else {
          pc = step0(m, slots, code, fp, pc);
        }
        slots = m.slots;
        fp = m.fp;
      }
    } catch (Throwable thrown) {
      throw m.located(thrown, pc);
    }
    return run(m, pc, code, slots, fp);
  }

  /** Regions, and the forms that the loop of {@code run} leaves out to stay small. */
  private static int step(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    int word = code[pc];
    if (word < 0) {
      return Core.regions(m, slots, code, fp, pc);
    } else if (word < Convention.BUILT_INS) {
      return Core.builtIn(m, slots, code, fp, pc);
    } else {
      return step0(m, slots, code, fp, pc);
    }
  }

  /** Forms up to {@code add(_, #); peek}. */
  private static int step0(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    switch (code[pc] << 3) {
      case TinyHandlers.ADD << 3: return TinyHandlers.add(m, slots, code, fp, pc);
      case TinyHandlers.ADD_CONST << 3: return TinyHandlers.addConst(m, slots, code, fp, pc);
      case TinyHandlers.LT << 3: return TinyHandlers.lt(m, slots, code, fp, pc);
      case TinyHandlers.LT_CONST << 3: return TinyHandlers.ltConst(m, slots, code, fp, pc);
      case TinyHandlers.PEEK << 3: return TinyHandlers.peek(m, slots, code, fp, pc);
      case TinyHandlers.BR_IF << 3: return TinyHandlers.brIf(m, slots, code, fp, pc);
      case TinyHandlers.BR_IF_LT << 3: return TinyHandlers.brIfLt(m, slots, code, fp, pc);
      case TinyHandlers.BR_IF_LT_CONST << 3: return TinyHandlers.brIfLtConst(m, slots, code, fp, pc);
      case TinyHandlers.CALL << 3: return TinyHandlers.call(m, slots, code, fp, pc);
      case TinyHandlers.RETURN << 3: return TinyHandlers.ret(m, slots, code, fp, pc);
      case TinyHandlers.ADD_CONST_THEN_BR_IF_LT_THEN_JUMP << 3:
          return TinyHandlers.addConstThenBrIfLtThenJump(m, slots, code, fp, pc);
      case TinyHandlers.ADD_CONST_THEN_PEEK << 3: return TinyHandlers.addConstThenPeek(m, slots, code, fp, pc);
      default: return pc; // A region has just been discarded: another word is here than the driver read
    }
  }
}
