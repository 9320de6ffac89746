package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sets of edge values, one value a type: all there are, or a sample. */
final class Combinations {

  private Combinations() {}

  /**
   * At most {@code limit} combinations.
   *
   * @param references how many references there are to choose from
   */
  static List<long[]> of(List<Type> types, int references, int limit, SplittableRandom random) {
    long count = 1;
    for (Type type : types) {
      count = Math.min(count * EdgeValues.count(type, references), Integer.MAX_VALUE);
    }
    List<long[]> combinations = new ArrayList<>();
    if (count <= limit) {
      for (long number = 0; number < count; number++) {
        combinations.add(numbered(types, references, number));
      }
    } else {
      for (int i = 0; i < limit; i++) {
        combinations.add(random(types, references, random));
      }
    }
    return combinations;
  }

  private static long[] numbered(List<Type> types, int references, long number) {
    long[] values = new long[types.size()];
    long rest = number;
    for (int i = 0; i < values.length; i++) {
      int choices = EdgeValues.count(types.get(i), references);
      values[i] = EdgeValues.bits(types.get(i), (int) (rest % choices));
      rest /= choices;
    }
    return values;
  }

  private static long[] random(List<Type> types, int references, SplittableRandom random) {
    long[] values = new long[types.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = EdgeValues.bits(types.get(i), random.nextInt(EdgeValues.count(types.get(i), references)));
    }
    return values;
  }
}
