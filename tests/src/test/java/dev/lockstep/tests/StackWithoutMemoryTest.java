package dev.lockstep.tests;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.examples.tutorial.CalcMachine;
import dev.lockstep.examples.tutorial.CalcPrograms;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A recursion for which the JVM has no memory traps at the same place on all tiers. */
final class StackWithoutMemoryTest {

  /** The program of a JVM with a small heap; prints a line a tier. */
  static final class Deep {
    public static void main(String[] arguments) {
      Program program = CalcPrograms.assemble();
      for (Tiering tiering : List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed())) {
        try {
          new CalcMachine(program.in(tiering), new int[1]).invoke(program.function("depth"), 100_000_000);
        } catch (Trap trap) {
          System.out.println(trap.reason().startsWith("call stack exhausted: no memory for ") + " " + trap.trace());
        }
      }
    }
  }

  @Test
  void trapsAtTheSamePlace() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(java, "-Xmx64m", "-cp", classPath, Deep.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("true [depth pc ");
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
    assertThat(lines.get(2)).isEqualTo(lines.get(0));
  }
}
