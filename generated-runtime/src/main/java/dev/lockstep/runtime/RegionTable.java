package dev.lockstep.runtime;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The regions of a program by the words that stand for them in its code, negative ones; and how many there are, and of what size. Not
 * thread-safe but for {@link #region}, which machines call: its program guards it.
 */
final class RegionTable {

  private static final Region[] NO_REGIONS = {};

  /** The pc of a region that stands wherever its word is put. */
  private static final int NOWHERE = -1;

  /**
   * By {@code ~word}, with room for more. An index belongs to one pc for ever, if it is not {@linkplain #share shared}: a machine
   * that has read the word a moment ago still finds a region of that pc, or a {@link DiscardedRegion}.
   */
  private volatile Region[] regions = NO_REGIONS;

  /** To which pc an index belongs. */
  private int[] pcs = {};

  /** How many indices there are, and how many of them no word of the code names. */
  private int count;

  private int vacant;
  private int lastVacated;
  private int held;
  private long bytesHeld;

  /** The region for which a word stands that was found in the code. */
  Region region(int word) {
    Region[] known = regions;
    Region region = ~word < known.length ? known[~word] : null;
    if (region == null) {
      // The word was read before what was published in front of it.
      VarHandle.acquireFence();
      region = regions[~word];
    }
    return region;
  }

  /** Whether a word stands for the region entered at {@code pc}; it may also be an operand. */
  boolean isOf(int word, int pc) {
    return word < 0 && ~word < count && pcs[~word] == pc;
  }

  /** Has {@code region} entered at {@code pc}, where {@code word} stands now; returns the word for it, which is to be put there. */
  int put(int pc, int word, Region region, Function function) {
    int index = isOf(word, pc) ? ~word : indexFor(pc);
    hold(region, function); // For which there may be no memory.
    release(regions[index], function);
    regions[index] = region;
    return ~index;
  }

  /** The index of a pc at which no region is entered now. */
  private int indexFor(int pc) {
    if (vacant > 0) {
      for (int i = pcs[lastVacated] == pc ? lastVacated : 0; i < count; i++) {
        if (pcs[i] == pc) {
          vacant--;
          return i;
        }
      }
    }
    return newIndex(pc);
  }

  private int newIndex(int pc) {
    if (count == regions.length) {
      int length = Math.max(16, 2 * count);
      pcs = Arrays.copyOf(pcs, length);
      regions = Arrays.copyOf(regions, length);
    }
    pcs[count] = pc;
    return count++;
  }

  /** A word that stands for {@code region} wherever it is put into the code. */
  int share(Region region) {
    int index = newIndex(NOWHERE);
    regions[index] = region;
    VarHandle.releaseFence();
    return ~index;
  }

  /** The word of the region entered at {@code pc} no longer stands there. */
  void vacate(int word, Function function) {
    Region discarded = new DiscardedRegion(); // For which there may be no memory.
    vacant++;
    lastVacated = ~word;
    release(regions[~word], function);
    regions[~word] = discarded;
  }

  private void hold(Region region, Function function) {
    if (region.bytes > 0) {
      for (Entry callee : region.bound) {
        callee.bindTo(function);
      }
      held++;
      bytesHeld += region.bytes;
    }
  }

  private void release(Region region, Function function) {
    if (region != null && region.bytes > 0) {
      for (Entry callee : region.bound) {
        callee.unbindFrom(function);
      }
      held--;
      bytesHeld -= region.bytes;
    }
  }

  /** How many regions there are that have been compiled. */
  int held() {
    return held;
  }

  /** How long their class files are. */
  long bytesHeld() {
    return bytesHeld;
  }
}
