package impure;

import dev.lockstep.runtime.ConformanceFailure;
import java.util.Arrays;
import java.util.List;

/** Compares the opcodes. */
public final class Run {

  private Run() {}

  /** The forms that differ. */
  public static List<String> failures() {
    return new ImpureConformance()
        .contexts(() -> new int[1])
        .comparing(Arrays::equals).check().stream()
            .map(ConformanceFailure::form)
            .toList();
  }
}
