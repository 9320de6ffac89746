package dev.lockstep.runtime;

import java.lang.StackWalker.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/**
 * The frames of compiled functions, which are on the Java stack: where each goes on in the guest's code is told by the place of its
 * JVM call. So calls need no handlers that tell a trap where it passes; those would be blocks and edges for HotSpot's compilers.
 * Thread-safe.
 */
final class JavaFrames {

  /** By class of compiled code: for each call the index of its JVM instruction, ascending, then for each where it returns to. */
  private static final Map<Class<?>, int[]> CALLS = new WeakHashMap<>();

  private static final int[] NONE = {};

  /** Apart, as only traps need it. */
  private static final class Walker {
    static final StackWalker WALKER =
        StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));
  }

  private JavaFrames() {}

  /** Says what the calls of a class are: indices of JVM instructions, then as many pcs. */
  static void add(Class<?> compiled, int[] calls) {
    if (calls.length > 0) {
      synchronized (CALLS) {
        CALLS.put(compiled, calls);
      }
    }
  }

  private static int[] calls(Class<?> compiled) {
    synchronized (CALLS) {
      return CALLS.getOrDefault(compiled, NONE);
    }
  }

  /** Where the innermost compiled functions go on that wait for this thread, up to the one that a driver has entered. */
  static List<Integer> pcs() {
    return Walker.WALKER.walk(
        frames ->
            frames
                .takeWhile(frame -> frame.getDeclaringClass() != Core.class)
                .map(frame -> pc(calls(frame.getDeclaringClass()), frame.getByteCodeIndex()))
                .filter(pc -> pc >= 0)
                .limit(Trap.TRACE_LENGTH)
                .collect(Collectors.toList()));
  }

  /** Where a frame goes on that is in the JVM instruction with the given index; -1 if that is no call of the guest. */
  private static int pc(int[] calls, int index) {
    int count = calls.length / 2;
    int call = Arrays.binarySearch(calls, 0, count, index);
    return call < 0 ? -1 : calls[count + call];
  }
}
