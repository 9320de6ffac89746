package bodies;

import dev.lockstep.runtime.ConformanceFailure;
import java.util.List;

/** Compares the opcodes. */
public final class Run {

  private Run() {}

  /** The cases in which handlers or regions do not do what the methods do. */
  public static List<String> failures() {
    return new BodyConformance().references("a").check().stream().map(ConformanceFailure::toString).toList();
  }
}
