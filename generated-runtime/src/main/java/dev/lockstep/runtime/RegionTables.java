package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * The tables beside the code of a region's method: the exception table, and the stack-map table with two kinds of frames
 * (JVMS 4.7.4), that of all branch targets and that of the handler of exceptions. Not thread-safe.
 *
 * <p>The JVM's verifier checks the handler once more for each instruction in its range, so a handler over the whole body can
 * double the time it takes to define a region.
 */
final class RegionTables {

  /** An entry of the exception table takes 8 bytes of file; across a gap this small one entry is cheaper than two. */
  private static final int GAP = 16;

  /** How long the JVM's instructions are that call methods. */
  private static final int INVOKE_LENGTH = 3;

  private static final int FULL_FRAME = 255;
  private static final int TOP = 0;
  private static final int OBJECT = 7;

  /** By the ordinal of the {@link Type}. */
  private static final int[] VERIFICATION_TYPE = {1, 4, 2, 3, OBJECT};

  private final JvmCode code;
  private final RegionLocals locals;
  private final RegionClass names;
  private final Labels labels;

  /** Where the code that may throw begins and ends, range by range. */
  private int[] bounds = new int[32];

  private int ranges;

  // For each range of code that may raise: where it begins and ends, and the label of what then runs.
  private int[] raising = new int[12];

  private int raisingCount;

  /** For each call of the guest where its instruction is, and where it returns to. */
  private int[] calls = new int[16];

  private int callCount;

  private final CodeBuffer out = new CodeBuffer(1024);
  private final CodeBuffer frames = new CodeBuffer(1024);
  private final CodeBuffer frame = new CodeBuffer(512);

  RegionTables(JvmCode code, RegionLocals locals, RegionClass names, Labels labels) {
    this.code = code;
    this.locals = locals;
    this.names = names;
    this.labels = labels;
  }

  void begin() {
    ranges = 0;
    raisingCount = 0;
    callCount = 0;
  }

  /** Says that the JVM instruction emitted last calls a function that returns to {@code next}. */
  void addCall(int next) {
    if (2 * callCount == calls.length) {
      calls = Arrays.copyOf(calls, 4 * callCount);
    }
    calls[2 * callCount] = code.size() - INVOKE_LENGTH;
    calls[2 * callCount++ + 1] = next;
  }

  /** The calls for {@link JavaFrames}, for a method in which {@code entry} bytes of code come before what places count from. */
  int[] calls(int entry) {
    int[] result = new int[2 * callCount];
    for (int i = 0; i < callCount; i++) {
      result[i] = entry + calls[2 * i];
      result[callCount + i] = calls[2 * i + 1];
    }
    return result;
  }

  /** Says that what has been emitted from a place on may raise, and where it then goes on. */
  void addRaising(int from, int label) {
    if (3 * raisingCount == raising.length) {
      raising = Arrays.copyOf(raising, 2 * raising.length);
    }
    int at = 3 * raisingCount++;
    raising[at] = from;
    raising[at + 1] = code.size();
    raising[at + 2] = label;
  }

  /**
   * Says that what has been emitted from a place on may throw; ranges come in order. None has the note of the pc in it that is the first
   * behind a label: HotSpot takes what a handler reads for live from the start of a basic block that it covers, even if it is
   * written in there. A loop would then carry the pc round in a register.
   */
  void addThrowing(int from) {
    int to = code.size();
    if (from == to) {
      return;
    }
    if (ranges > 0 && from - bounds[2 * ranges - 1] < GAP && !labels.isEntered(bounds[2 * ranges - 1])) {
      bounds[2 * ranges - 1] = to;
      return;
    }
    if (2 * ranges == bounds.length) {
      bounds = Arrays.copyOf(bounds, 4 * ranges);
    }
    bounds[2 * ranges] = from;
    bounds[2 * ranges++ + 1] = to;
  }

  boolean hasHandler() {
    return ranges > 0;
  }

  /** Both, for a method in which {@code entry} bytes of code come before what places count from. */
  CodeBuffer write(int entry, int handler) {
    out.truncate(0);
    writeHandlers(entry, handler);
    writeFrames(entry, handler);
    return out;
  }

  private void writeHandlers(int entry, int handler) {
    out.u2(raisingCount + ranges);
    for (int i = 0; i < 3 * raisingCount; i += 3) { // In front, as the first one that fits counts.
      out.u2(entry + raising[i]);
      out.u2(entry + raising[i + 1]);
      out.u2(entry + labels.position(raising[i + 2]));
      out.u2(names.guestExceptionClass());
    }
    for (int i = 0; i < ranges; i++) {
      out.u2(entry + bounds[2 * i]);
      out.u2(entry + bounds[2 * i + 1]);
      out.u2(entry + handler);
      out.u2(names.throwableClass);
    }
  }

  private void writeFrames(int entry, int handler) {
    frames.truncate(0);
    frame.truncate(0);
    describe();
    int count = labels.writeFrames(frames, frame, entry);
    if (hasHandler()) {
      frames.u1u2(FULL_FRAME, labels.frameDelta(handler));
      describeHandler();
      count++;
    }
    out.u2(count == 0 ? 0 : 1);
    if (count != 0) {
      out.u2(names.stackMapName);
      out.u4(2 + frames.size());
      out.u2(count);
      out.append(frames);
    }
  }

  /** Describes all locals as a full stack-map frame does, without its offset and the operand stack. */
  private void describe() {
    frame.u2(0);
    int count = 0;
    int view = 0;
    for (int local = 0; local < locals.maxLocals(); local++) {
      if (view < locals.viewCount() && local == locals.of(locals.view(view))) {
        int type = locals.view(view++) & 7;
        describe(frame, VERIFICATION_TYPE[type], names.objectClass);
        local += JvmCode.words(type) - 1;
      } else {
        describeNamed(local);
      }
      count++;
    }
    frame.patchU2(0, count);
  }

  private void describeNamed(int local) {
    if (local < locals.machine()) {
      frame.u1(TOP); // The region.
    } else if (local == locals.machine()) {
      describe(frame, OBJECT, names.machine);
    } else if (local == locals.slots()) {
      describe(frame, OBJECT, names.longsClass);
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

  private static void describe(CodeBuffer out, int type, int ofClass) {
    out.u1(type);
    if (type == OBJECT) {
      out.u2(ofClass);
    }
  }

  /** Describes the locals that the handler needs, and the exception on the operand stack. */
  private void describeHandler() {
    frames.u2(locals.pc() + 1);
    for (int local = 0; local < locals.pc(); local++) {
      if (local == locals.machine()) {
        describe(frames, OBJECT, names.machine);
      } else {
        frames.u1(TOP);
      }
    }
    frames.u1(VERIFICATION_TYPE[JvmCode.INT]);
    frames.u2(1);
    describe(frames, OBJECT, names.throwableClass);
  }
}
