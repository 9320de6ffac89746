package dev.lockstep.byhand;

import dev.lockstep.runtime.Convention;
import dev.lockstep.runtime.Core;

/** The interpreter of {@link TinyOps}: the only loop. Each handler and each region returns the pc that runs next. */
final class TinyDriver {

  private TinyDriver() {}

  static int run(TinyMachine m, int start) {
    int[] code = m.code;
    long[] slots = m.slots;
    int fp = m.fp;
    int pc = start;
    try {
      while (true) {
        switch (code[pc]) {
          case Convention.HALT: return pc;
          case Convention.MOVE:
          case Convention.MOVE + 1:
          case Convention.MOVE + 2:
          case Convention.MOVE + 3: pc = Core.move(m, slots, code, fp, pc); break;
          case Convention.MOVE + 4: pc = Core.moveReference(m, slots, code, fp, pc); break;
          case Convention.CONST:
          case Convention.CONST + 2: pc = Core.constant(m, slots, code, fp, pc); break;
          case Convention.CONST + 1:
          case Convention.CONST + 3: pc = Core.wideConstant(m, slots, code, fp, pc); break;
          case Convention.CONST + 4: pc = Core.referenceConstant(m, slots, code, fp, pc); break;
          case Convention.JUMP: pc = Core.jump(m, slots, code, fp, pc); break;
          case TinyHandlers.ADD: pc = TinyHandlers.add(m, slots, code, fp, pc); break;
          case TinyHandlers.ADD_CONST: pc = TinyHandlers.addConst(m, slots, code, fp, pc); break;
          case TinyHandlers.LT: pc = TinyHandlers.lt(m, slots, code, fp, pc); break;
          case TinyHandlers.LT_CONST: pc = TinyHandlers.ltConst(m, slots, code, fp, pc); break;
          case TinyHandlers.PEEK: pc = TinyHandlers.peek(m, slots, code, fp, pc); break;
          case TinyHandlers.BR_IF: pc = TinyHandlers.brIf(m, slots, code, fp, pc); break;
          case TinyHandlers.BR_IF_LT: pc = TinyHandlers.brIfLt(m, slots, code, fp, pc); break;
          case TinyHandlers.BR_IF_LT_CONST: pc = TinyHandlers.brIfLtConst(m, slots, code, fp, pc); break;
          case TinyHandlers.CALL: pc = TinyHandlers.call(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
          case TinyHandlers.RETURN: pc = TinyHandlers.ret(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
          default: pc = rare(m, slots, code, fp, pc); slots = m.slots; fp = m.fp; break;
        }
      }
    } catch (Throwable thrown) {
      throw m.located(thrown, pc);
    }
  }

  /** Regions, and the forms that the loop above leaves out to stay small. */
  private static int rare(TinyMachine m, long[] slots, int[] code, int fp, int pc) {
    int word = code[pc];
    if (word < 0) {
      return m.region(word).run(m, slots, code, fp, pc);
    }
    switch (word) {
      default: throw new IllegalStateException("no form " + word + " at pc " + pc);
    }
  }
}
