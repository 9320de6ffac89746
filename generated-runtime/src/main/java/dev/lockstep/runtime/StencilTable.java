package dev.lockstep.runtime;

import java.lang.ref.WeakReference;

/**
 * The stencils of one instruction set, the built-in ones included, prepared form by form as they are first used: preparing
 * all of them would cost a short run more than its one region does. All programs of the set share them. Thread-safe.
 */
final class StencilTable {

  private static final char GOTO = 0xa7;

  // A branch that is never taken tells analysis and HotSpot that the handler may follow the call.
  private static final char ICONST_0 = 0x03;
  private static final char IFNE = 0x9a;

  private final InstructionTable table;
  private final Stencils stencils;

  /** Whoever finds none makes one; they are all the same, and immutable. */
  private final StencilForm[] forms;

  /**
   * An emitter that nobody uses. To make one takes as long as to emit a small region. Weak, as it would keep the program alive that
   * it was used for last.
   */
  private WeakReference<RegionEmitter> idle = new WeakReference<>(null);

  StencilTable(InstructionTable table) {
    this.table = table;
    stencils = table.stencils();
    if (!stencils.fingerprint().equals(table.fingerprint())) {
      throw new IllegalStateException(
          "the stencils of " + table.name() + " were generated from another version of it (" + stencils.fingerprint()
              + ") than its table (" + table.fingerprint() + "): build both again");
    }
    forms = new StencilForm[table.formCount()];
  }

  Stencils stencils() {
    return stencils;
  }

  /** An emitter for whoever asks, alone, until it is put back; never, if it has failed. */
  synchronized RegionEmitter takeEmitter() {
    RegionEmitter emitter = idle.get();
    idle.clear();
    return emitter != null ? emitter : new RegionEmitter(stencils);
  }

  synchronized void putBack(RegionEmitter emitter) {
    idle = new WeakReference<>(emitter);
  }

  StencilForm form(int id) {
    StencilForm form = forms[id];
    return form != null ? form : prepare(id);
  }

  private StencilForm prepare(int id) {
    Form form = table.form(id);
    if (form.id() != id) {
      return form(form.id()); // a sequence
    }
    forms[id] = new StencilForm(form, id < Convention.BUILT_INS ? builtIn(id) : stencils.stencil(id));
    return forms[id];
  }

  private static String builtIn(int id) {
    if (id >= Convention.MOVE && id < Convention.CONST) {
      return move(Stencils.Hole.LOAD, id - Convention.MOVE);
    }
    if (id >= Convention.CONST && id < Convention.JUMP) {
      return move(Stencils.Hole.PUSH, id - Convention.CONST);
    }
    return switch (id) {
      case Convention.JUMP -> new String(new char[] {GOTO, hole(Stencils.Hole.TARGET, 1)});
      case Convention.CATCH -> new String(new char[] {ICONST_0, IFNE, hole(Stencils.Hole.TARGET, 2)});
      case Convention.RAISE -> new String(new char[] {hole(Stencils.Hole.LEAVE_THROUGH, 0), StencilForm.RAISE});
      case Convention.CHARGE -> new String(new char[] {hole(Stencils.Hole.CHARGE, 1)});
      default -> null;
    };
  }

  /** A stencil that puts what word 2 stands for into the slot in word 1. */
  private static String move(int source, int type) {
    return new String(new char[] {hole(source + type, 2), hole(Stencils.Hole.STORE + type, 1)});
  }

  private static char hole(int kind, int word) {
    return (char) (kind << 8 | word);
  }
}
