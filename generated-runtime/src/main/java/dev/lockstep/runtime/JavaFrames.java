package dev.lockstep.runtime;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
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

  /** By class of compiled code. */
  private static final Map<Class<?>, Calls> CALLS = new WeakHashMap<>();

  /**
   * The calls of a class, all in one of its methods, as other methods have other instructions at the same indices.
   *
   * @param places for each call the index of its JVM instruction, ascending, then for each where it returns to
   */
  private record Calls(String method, int[] places) {

    /** Where a frame of the class goes on; -1 if it is in no call of the guest. */
    int pc(StackFrame frame) {
      int count = places.length / 2;
      int call = frame.getMethodName().equals(method) ? Arrays.binarySearch(places, 0, count, frame.getByteCodeIndex()) : -1;
      return call < 0 ? -1 : places[count + call];
    }
  }

  /** Apart, as only traps need it. */
  private static final class Walker {
    static final StackWalker WALKER =
        StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));
  }

  private JavaFrames() {}

  /** Says what the calls of a class are, in which of its methods: indices of JVM instructions, then as many pcs. */
  static void add(Class<?> compiled, String method, int[] places) {
    synchronized (CALLS) {
      CALLS.put(compiled, new Calls(method, places));
    }
  }

  /** Where a frame of any class goes on; -1 if it is in no call of the guest. */
  private static int pc(StackFrame frame) {
    Calls calls;
    synchronized (CALLS) {
      calls = CALLS.get(frame.getDeclaringClass());
    }
    return calls == null ? -1 : calls.pc(frame);
  }

  /** Where the innermost compiled functions go on that wait for this thread, up to the one that a driver has entered. */
  static List<Integer> pcs() {
    return Walker.WALKER.walk(
        frames ->
            frames
                .takeWhile(frame -> frame.getDeclaringClass() != Core.class)
                .map(JavaFrames::pc)
                .filter(pc -> pc >= 0)
                .limit(Trap.TRACE_LENGTH)
                .collect(Collectors.toList()));
  }
}
