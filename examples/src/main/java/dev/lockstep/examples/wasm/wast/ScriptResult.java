package dev.lockstep.examples.wasm.wast;

import java.util.List;

/**
 * What came of a script. Immutable.
 *
 * @param passed assertions that hold
 * @param failures commands that went wrong, assertions or not, as {@code path:line: what happened}
 * @param skipped assertions about modules as text
 * @param wordings modules that were refused as they should be, for a reason in other words; like failures
 */
public record ScriptResult(int passed, List<String> failures, int skipped, List<String> wordings) {

  public ScriptResult {
    failures = List.copyOf(failures);
    wordings = List.copyOf(wordings);
  }
}
