package dev.lockstep.runtime;

/**
 * Writes the two stack-map frames of a region (JVMS 4.7.4): that of all branch targets, and that of the handler of
 * exceptions. Immutable.
 */
final class RegionFrames {

  private static final int TOP = 0;
  private static final int OBJECT = 7;

  /** By the ordinal of the {@link Type}. */
  private static final int[] VERIFICATION_TYPE = {1, 4, 2, 3, OBJECT};

  private final RegionLocals locals;
  private final RegionClass names;

  RegionFrames(RegionLocals locals, RegionClass names) {
    this.locals = locals;
    this.names = names;
  }

  /** Describes all locals as a full stack-map frame does, without its offset, with nothing on the operand stack. */
  void describe(CodeBuffer frame) {
    int countAt = frame.size();
    frame.u2(0);
    int count = 0;
    int view = 0;
    for (int local = 0; local < locals.maxLocals(); local++) {
      if (view < locals.viewCount() && local == locals.of(locals.view(view))) {
        int type = locals.view(view++) & 7;
        describe(frame, VERIFICATION_TYPE[type], names.objectClass);
        local += type == Type.LONG.ordinal() || type == Type.DOUBLE.ordinal() ? 1 : 0;
      } else {
        describeNamed(frame, local);
      }
      count++;
    }
    frame.patchU2(countAt, count);
    frame.u2(0);
  }

  private void describeNamed(CodeBuffer frame, int local) {
    if (local < locals.machine()) {
      frame.u1(TOP); // The region.
    } else if (local == locals.machine()) {
      describe(frame, OBJECT, names.machine);
    } else if (local == locals.slots()) {
      describe(frame, OBJECT, names.longsClass);
    } else if (local == locals.context()) {
      describe(frame, OBJECT, names.contextClass);
    } else if (local == locals.refs()) {
      describe(frame, OBJECT, names.objectsClass);
    } else if (local == locals.scratch()) {
      describe(frame, OBJECT, names.objectClass);
    } else if (local == RegionLocals.RUN_CODE && !locals.isFunction()) {
      describe(frame, OBJECT, names.intsClass);
    } else {
      frame.u1(VERIFICATION_TYPE[JvmCode.INT]);
    }
  }

  private static void describe(CodeBuffer frame, int type, int ofClass) {
    frame.u1(type);
    if (type == OBJECT) {
      frame.u2(ofClass);
    }
  }

  /** Describes the locals that the handler needs, and the exception on the operand stack. */
  void describeHandler(CodeBuffer frame) {
    frame.u2(locals.pc() + 1);
    for (int local = 0; local < locals.pc(); local++) {
      if (local == locals.machine()) {
        describe(frame, OBJECT, names.machine);
      } else {
        frame.u1(TOP);
      }
    }
    frame.u1(VERIFICATION_TYPE[JvmCode.INT]);
    frame.u2(1);
    describe(frame, OBJECT, names.throwableClass);
  }
}
