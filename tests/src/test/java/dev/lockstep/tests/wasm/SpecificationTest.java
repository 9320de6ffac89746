package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.examples.wasm.wast.Script;
import dev.lockstep.examples.wasm.wast.ScriptResult;
import dev.lockstep.examples.wasm.wast.ScriptRun;
import dev.lockstep.runtime.Tiering;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The specification's own test suite. What does not pass is listed in {@code known-failures.txt}, with the reason; a
 * line of it that passes after all has to be taken out.
 */
final class SpecificationTest {

  private static final int ASSERTIONS = 26_060;
  private static final int TEXT_MODULES = 567;

  static List<Tiering> tierings() {
    return List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1));
  }

  @ParameterizedTest
  @MethodSource("tierings")
  void suite(Tiering tiering) throws IOException {
    List<String> failures = new ArrayList<>();
    int passed = 0;
    int skipped = 0;
    for (Script script : Script.read(SharedFiles.specification())) {
      ScriptResult result = ScriptRun.run(script, tiering);
      failures.addAll(result.failures());
      failures.addAll(result.wordings());
      passed += result.passed();
      skipped += result.skipped();
    }
    List<String> known = knownFailures();
    List<String> unexpected = new ArrayList<>(failures);
    unexpected.removeIf(failure -> known.stream().anyMatch(failure::startsWith));
    assertWithMessage("failures").that(unexpected).isEmpty();
    known.removeIf(line -> failures.stream().anyMatch(failure -> failure.startsWith(line)));
    assertWithMessage("known failures that have passed").that(known).isEmpty();
    assertWithMessage("passed").that(passed).isEqualTo(ASSERTIONS);
    assertWithMessage("skipped").that(skipped).isEqualTo(TEXT_MODULES);
  }

  /** Where each is, as failures begin. */
  private static List<String> knownFailures() throws IOException {
    try (InputStream in = SpecificationTest.class.getResourceAsStream("known-failures.txt")) {
      List<String> lines = new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
      return lines;
    }
  }
}
