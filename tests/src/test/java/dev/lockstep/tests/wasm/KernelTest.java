package dev.lockstep.tests.wasm;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.gson.JsonElement;
import dev.lockstep.examples.wasm.ExportedFunction;
import dev.lockstep.examples.wasm.WasmModule;
import dev.lockstep.runtime.Tiering;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs compiled from C give the results that an independent engine gives, on every tier. */
final class KernelTest {

  @TestFactory
  Stream<DynamicTest> kernels() throws IOException {
    Optional<DynamicTest> skipped = SharedFiles.skipped();
    if (skipped.isPresent()) {
      return skipped.stream();
    }
    return SharedFiles.expectedResults().entrySet().stream().flatMap(KernelTest::runs);
  }

  private static Stream<DynamicTest> runs(Map.Entry<String, JsonElement> kernel) {
    String name = kernel.getKey();
    Map<String, JsonElement> results = kernel.getValue().getAsJsonObject().asMap();
    int smallest = results.keySet().stream().mapToInt(Integer::parseInt).min().orElseThrow();
    return Modes.ALL.stream()
        .flatMap(
            tiering ->
                results.entrySet().stream()
                    .filter(result -> isWorthwhile(tiering, name, Integer.parseInt(result.getKey()), smallest))
                    .map(result -> test(name, tiering, result.getKey(), result.getValue().getAsString())));
  }

  /** Interpreting takes long, and changing tier at every boundary longer; but depth must not depend on the tier. */
  private static boolean isWorthwhile(Tiering tiering, String kernel, int argument, int smallest) {
    return switch (tiering.mode()) {
      case STRESS, INTERPRETER -> argument == smallest || kernel.equals("deep");
      case COMPILED, MIXED -> true;
    };
  }

  private static DynamicTest test(String kernel, Tiering tiering, String argument, String expected) {
    return DynamicTest.dynamicTest(
        kernel + " " + argument + " " + tiering.mode() + " " + tiering.seed(),
        () -> {
          WasmModule module = WasmModule.parse(SharedFiles.kernel(kernel)).in(tiering);
          ExportedFunction function = module.exported(kernel.equals("nbody") ? "energy" : "run");
          Object result = module.instantiate().invoke(function, Integer.parseInt(argument));
          assertWithMessage(kernel).that(String.valueOf(result)).isEqualTo(expected);
        });
  }
}
