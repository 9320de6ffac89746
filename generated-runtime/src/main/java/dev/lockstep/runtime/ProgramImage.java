package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What an assembler has written: code, and what it refers to. All programs made of it share it, whatever way they run. It may
 * have room for more, which the assembler fills; no program looks at what it has not been extended by, and what is there never
 * changes, so any number of threads may read it meanwhile.
 */
final class ProgramImage {

  /** How large the frames of what is added may be, unless what was there first has larger ones, in slots. */
  static final int MAX_FRAME_SIZE = 1 << 12;

  /** The least that a function takes: what stands before its entry, and one instruction. */
  private static final int MIN_FUNCTION = 1 - Convention.SIGNATURE;

  /** For how many words there is room for one constant. */
  private static final int WORDS_PER_CONSTANT = 4;

  final InstructionTable table;
  final boolean metered;
  final boolean isGrowing;

  /** The code as assembled; counters in it are 0. */
  final int[] words;

  final Object[] constants;
  final int maxFrameSize;

  /** The largest frame of the functions that there are; {@link #maxFrameSize} bounds that of those which may come. */
  volatile int largestFrame;

  /** Stands for the assembler, all of whose programs have the same words in the same places. */
  private final Object author;

  private final Function[] byIndex;
  private final Function[] byEntry;
  private int functionCount;
  private int constantCount;

  private List<Signature> signatures = List.of();
  private SourcePositions positions;

  /** Not a lambda: the first one of a JVM takes longer than a small program takes to load. */
  private static final class EntryOrder implements Comparator<Function> {
    @Override
    public int compare(Function a, Function b) {
      return Integer.compare(a.entry(), b.entry());
    }
  }

  /** What has been written so far, with room for that many words more. */
  ProgramImage(InstructionTable table, boolean metered, Draft draft, int room) {
    this.table = table;
    this.metered = metered;
    author = draft.author;
    isGrowing = room > 0;
    words = new int[draft.code.size() + room];
    byIndex = new Function[draft.functions.size() + room / MIN_FUNCTION];
    byEntry = new Function[byIndex.length];
    constants = new Object[draft.constants.size() + room / WORDS_PER_CONSTANT];
    add(draft);
    maxFrameSize = Math.max(largestFrame, isGrowing ? MAX_FRAME_SIZE : 1);
  }

  private static int frameSize(Function function, Draft draft) {
    return draft.code.get(function.entry() + Convention.FRAME_SIZE);
  }

  /**
   * Adds what has been written since.
   *
   * @throws NoRoomException if there is no room for that; then nothing is added
   */
  void extend(Draft draft) {
    int end = end(functionCount);
    requireRoom("words of code", draft.code.size() - end, words.length - end);
    requireRoom("constant references", draft.constants.size() - constantCount, constants.length - constantCount);
    for (Function function : draft.functions.subList(functionCount, draft.functions.size())) {
      int frameSize = frameSize(function, draft);
      if (frameSize > maxFrameSize) {
        throw new AssemblyException(
            "function " + function.name() + " has a frame of " + frameSize + " slots; in what is added to a program the limit is "
                + maxFrameSize);
      }
    }
    add(draft);
  }

  private static void requireRoom(String what, int needed, int left) {
    if (needed > left) {
      throw new NoRoomException("the program has room for " + left + " more " + what + ", not for " + needed);
    }
  }

  private void add(Draft draft) {
    draft.code.copy(functionCount == 0 ? 0 : end(functionCount), words);
    for (; constantCount < draft.constants.size(); constantCount++) {
      constants[constantCount] = draft.constants.get(constantCount);
    }
    Function[] added = draft.functions.subList(functionCount, draft.functions.size()).toArray(new Function[0]);
    System.arraycopy(added, 0, byIndex, functionCount, added.length);
    for (Function function : added) {
      largestFrame = Math.max(largestFrame, frameSize(function, draft));
    }
    Arrays.sort(added, new EntryOrder());
    System.arraycopy(added, 0, byEntry, functionCount, added.length);
    functionCount += added.length;
    signatures = signatures.size() == draft.signatureCount() ? signatures : draft.signatures();
    positions = draft.positions.asFarAsKnown();
  }

  /** Where the code of the first so many functions ends. */
  int end(int count) {
    return count == 0 ? 1 : byEntry[count - 1].end();
  }

  /** Whether the same assembler has written the other one. */
  boolean writtenBy(ProgramImage other) {
    return author == other.author;
  }

  int functionCount() {
    return functionCount;
  }

  /** How many functions there can ever be. */
  int maxFunctions() {
    return byIndex.length;
  }

  Function function(int index) {
    return byIndex[index];
  }

  /** The first so many functions, by index. */
  List<Function> functions(int count) {
    return Collections.unmodifiableList(Arrays.asList(byIndex).subList(0, count));
  }

  /** Which of the first so many functions has code at {@code pc}; {@code null} if none has. */
  Function functionAt(int pc, int count) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Function function = byEntry[middle];
      if (pc < function.entry()) {
        high = middle - 1;
      } else if (pc >= function.end()) {
        low = middle + 1;
      } else {
        return function;
      }
    }
    return null;
  }

  Signature signature(int index) {
    return signatures.get(index);
  }

  SourcePositions positions() {
    return positions;
  }
}
