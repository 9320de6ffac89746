package dev.lockstep.bench;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.runtime.Tiering;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Programs from packages give on every tier what they give on node, which runs the same file. */
final class WasmProgramsTest {
  private static final List<Tiering> TIERS =
      List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1));

  @TempDir static Path folder;
  private static WasmPrograms programs;
  private static Path script;

  @BeforeAll
  static void writeInput() throws Exception {
    programs = new WasmPrograms(folder, 0.03);
    script = WasmSubject.nodeScript(folder);
  }

  @TestFactory
  Stream<DynamicTest> asOnNode() {
    // Scripts of Lua take long where the tier changes at every boundary, and have a test of their own.
    return programs.common().stream()
        .filter(program -> !program.name().startsWith("lua"))
        .map(program -> DynamicTest.dynamicTest(program.name(), () -> compare(program)));
  }

  @TestFactory
  Stream<DynamicTest> missing() {
    return programs.missing().stream()
        .map(
            missing ->
                DynamicTest.dynamicTest(
                    missing,
                    () -> {
                      System.out.println("skipped " + missing);
                      abort(missing);
                    }));
  }

  private static void compare(WasmProgram program) throws Exception {
    String missing = WasmSubject.NODE.missing();
    assumeTrue(missing.isEmpty(), missing);
    String expected = onNode(program);
    for (Tiering tiering : TIERS) {
      Case.Work work = program.load(new LockstepEngine(tiering));
      for (int run = 1; run <= 2; run++) {
        assertWithMessage("%s, run %s", tiering.mode(), run)
            .that(Long.toString(work.run()))
            .isEqualTo(expected);
      }
    }
  }

  private static String onNode(WasmProgram program) throws Exception {
    List<String> command = new ArrayList<>(WasmSubject.NODE.command(script, List.of()));
    command.addAll(List.of("0", "0", program.kind(), program.module().toString()));
    command.addAll(program.words());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output).startsWith(WasmChild.FIRST + "\t");
    return output.lines().findFirst().orElseThrow().substring(WasmChild.FIRST.length() + 1);
  }
}
