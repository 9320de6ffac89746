// Generated from golden.Ops by Lockstep. Change that class, not this one.
package golden;

import dev.lockstep.runtime.Convention;
import dev.lockstep.runtime.Core;

/** The interpreter of {@link Ops}: its two loops. Each handler and each region returns the pc that runs next. */
final class OpsDriver {

  private OpsDriver() {}

  static int run(OpsMachine m, int pc) {
    return run(m, pc, m.code, m.slots, m.fp);
  }

  /**
   * The loop. Its state comes as parameters: an array loaded from a field HotSpot would keep as a compressed reference,
   * to be expanded at each use.
   */
  private static int run(OpsMachine m, int pc, int[] code, long[] slots, int fp) {
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
          case OpsHandlers.POSITIVE << 3:
              pc = OpsHandlers.positive(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
          case OpsHandlers.ADD << 3: pc = OpsHandlers.add(m, slots, code, fp, pc); break;
          case OpsHandlers.ADD_POSITIVE << 3:
              pc = OpsHandlers.addPositive(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
          case OpsHandlers.CALL_POSITIVE << 3:
              pc = OpsHandlers.callPositive(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
          case OpsHandlers.POSITIVE_THEN_POSITIVE_THEN_ADD << 3:
              pc = OpsHandlers.positiveThenPositiveThenAdd(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
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
  static int warmUp(OpsMachine m, int pc) {
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
  private static int step(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    int word = code[pc];
    if (word < 0) {
      return Core.regions(m, slots, code, fp, pc);
    } else if (word < Convention.BUILT_INS) {
      return Core.builtIn(m, slots, code, fp, pc);
    } else {
      return step0(m, slots, code, fp, pc);
    }
  }

  /** Forms up to {@code positive; positive; add}. */
  private static int step0(OpsMachine m, long[] slots, int[] code, int fp, int pc) {
    switch (code[pc] << 3) {
      case OpsHandlers.POSITIVE << 3: return OpsHandlers.positive(m, slots, code, fp, pc);
      case OpsHandlers.ADD << 3: return OpsHandlers.add(m, slots, code, fp, pc);
      case OpsHandlers.ADD_POSITIVE << 3: return OpsHandlers.addPositive(m, slots, code, fp, pc);
      case OpsHandlers.CALL_POSITIVE << 3: return OpsHandlers.callPositive(m, slots, code, fp, pc);
      case OpsHandlers.POSITIVE_THEN_POSITIVE_THEN_ADD << 3:
          return OpsHandlers.positiveThenPositiveThenAdd(m, slots, code, fp, pc);
      default: return pc; // A region has just been discarded: another word is here than the driver read
    }
  }
}
