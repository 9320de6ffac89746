package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * The places of a region's code that are branched to: its blocks, the exits to blocks of other regions, and what else the
 * emitter asks for. Not thread-safe.
 */
final class Labels {

  private static final int SAME_MAX = 63;
  private static final int SAME_WITH_ONE_ON_STACK = 64;
  private static final int SAME_WITH_ONE_ON_STACK_EXTENDED = 247;
  private static final int SAME_EXTENDED = 251;
  private static final int INTEGER = 1;
  private static final int OBJECT = 7;

  private final JvmCode code;

  // By label: a block's label is its number.
  private int[] position = {};
  private int[] insideOf = {};
  private int[] usedIn = {};
  private int labels;
  private int region;

  private int[] placed = new int[64];
  private int placedCount;
  private int[] exits = new int[64];
  private int exitCount;

  // By reference: where the offset goes, where it counts from, and its label, negative if it takes four bytes.
  private int[] at = new int[256];
  private int[] from = new int[256];
  private int[] to = new int[256];
  private int references;

  private int firstWithInt;
  private int afterWithInt;

  // The labels that exceptions are caught at, and the class of those.
  private int[] catching = new int[4];
  private int catchingCount;
  private int catchType;
  private int lastFrame;
  private int frameCount;

  Labels(JvmCode code) {
    this.code = code;
  }

  /** Starts a region made up of the given ones of so many blocks. */
  void begin(int blocks, int[] inside) {
    region++;
    labels = blocks;
    makeRoom(blocks + 16);
    placedCount = 0;
    exitCount = 0;
    references = 0;
    firstWithInt = 0;
    afterWithInt = 0;
    catchingCount = 0;
    for (int block : inside) {
      insideOf[block] = region;
    }
  }

  /** Whether a block is one of the region's. */
  boolean isInside(int block) {
    return insideOf[block] == region;
  }

  /** A label that is no block's. */
  int make() {
    makeRoom(labels + 1);
    usedIn[labels] = 0;
    insideOf[labels] = region;
    return labels++;
  }

  private void makeRoom(int count) {
    if (count > position.length) {
      int length = Math.max(count, 2 * position.length);
      position = Arrays.copyOf(position, length);
      insideOf = Arrays.copyOf(insideOf, length);
      usedIn = Arrays.copyOf(usedIn, length);
    }
  }

  /** The labels from {@code from} on and before {@code to} are reached with an {@code int} on the operand stack. */
  void carryInt(int from, int to) {
    firstWithInt = from;
    afterWithInt = to;
  }

  /** A label that is reached with an exception on the operand stack, of the class with the given index in the pool. */
  int makeCatching(int type) {
    int label = make();
    catching = catchingCount == catching.length ? Arrays.copyOf(catching, 2 * catchingCount) : catching;
    catching[catchingCount++] = label;
    catchType = type;
    usedIn[label] = region;
    return label;
  }

  private boolean isCatching(int label) {
    for (int i = 0; i < catchingCount; i++) {
      if (catching[i] == label) {
        return true;
      }
    }
    return false;
  }

  /** Where a label has been put. */
  int position(int label) {
    return position[label];
  }

  /** Puts a label here; labels are placed in the order of the code. */
  void place(int label) {
    position[label] = code.size();
    if (placedCount == placed.length) {
      placed = Arrays.copyOf(placed, 2 * placedCount);
    }
    placed[placedCount++] = label;
  }

  /** Whether something may branch to {@code place} or what has been emitted behind it. */
  boolean isEntered(int place) {
    return placedCount > 0 && position[placed[placedCount - 1]] >= place;
  }

  /** Leaves room here for the two-byte offset to {@code label} from the instruction that starts at {@code start}. */
  void refer(int label, int start) {
    reference(label, start, label);
    code.out.u2(0);
  }

  /** The same with four bytes. */
  void referWide(int label, int start) {
    reference(label, start, ~label);
    code.out.u4(0);
  }

  void jump(int label) {
    branch(JvmCode.GOTO, label);
  }

  /** Emits a branch, conditional or not. */
  void branch(int instruction, int label) {
    int start = code.size();
    code.op(instruction);
    refer(label, start);
  }

  private void reference(int label, int start, int target) {
    if (references == at.length) {
      at = Arrays.copyOf(at, 2 * references);
      from = Arrays.copyOf(from, 2 * references);
      to = Arrays.copyOf(to, 2 * references);
    }
    at[references] = code.size();
    from[references] = start;
    to[references++] = target;
    if (usedIn[label] != region) {
      usedIn[label] = region;
      if (insideOf[label] != region) {
        addExit(label);
      }
    }
  }

  private void addExit(int block) {
    if (exitCount == exits.length) {
      exits = Arrays.copyOf(exits, 2 * exitCount);
    }
    exits[exitCount++] = block;
  }

  /** How many blocks of other regions have been referred to. */
  int exitCount() {
    return exitCount;
  }

  int exit(int index) {
    return exits[index];
  }

  void resolve() {
    for (int i = 0; i < references; i++) {
      if (to[i] >= 0) {
        code.out.patchU2(at[i], position[to[i]] - from[i]);
      } else {
        code.out.patchU4(at[i], position[~to[i]] - from[i]);
      }
    }
  }

  /**
   * Writes the stack-map frames of all labels referred to.
   *
   * @param first the locals, as the first frame describes them
   * @param entry how many bytes of code come before what positions count from
   * @return how many frames there are
   */
  int writeFrames(CodeBuffer frames, CodeBuffer first, int entry) {
    lastFrame = -1 - entry;
    frameCount = 0;
    for (int i = 0; i < placedCount; i++) {
      int label = placed[i];
      if (usedIn[label] == region && position[label] != lastFrame) {
        writeFrame(frames, first, label);
      }
    }
    return frameCount;
  }

  private void writeFrame(CodeBuffer frames, CodeBuffer first, int label) {
    int delta = position[label] - lastFrame - 1;
    boolean withInt = label >= firstWithInt && label < afterWithInt;
    boolean withException = isCatching(label);
    if (frameCount == 0) {
      frames.u1u2(255, delta); // full_frame
      frames.append(first);
      frames.u2(withInt || withException ? 1 : 0);
    } else if (withInt || withException) {
      if (delta <= SAME_MAX) {
        frames.u1(SAME_WITH_ONE_ON_STACK + delta);
      } else {
        frames.u1u2(SAME_WITH_ONE_ON_STACK_EXTENDED, delta);
      }
    } else if (delta <= SAME_MAX) {
      frames.u1(delta);
    } else {
      frames.u1u2(SAME_EXTENDED, delta);
    }
    if (withInt) {
      frames.u1(INTEGER);
    } else if (withException) {
      frames.u1u2(OBJECT, catchType);
    }
    lastFrame = position[label];
    frameCount++;
  }

  /** The offset by which a frame at {@code place}, after all others, is stated. */
  int frameDelta(int place) {
    return place - lastFrame - 1;
  }
}
