package dev.lockstep.tests;

import static com.google.common.truth.Truth.assertThat;

import dev.lockstep.examples.scheme.Scheme;
import dev.lockstep.examples.tutorial.CalcAssembler;
import dev.lockstep.examples.tutorial.CalcMachine;
import dev.lockstep.examples.tutorial.CalcPrograms;
import dev.lockstep.runtime.CompilationFailure;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Invocation;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of guests when the JVM, one of its own, has no more memory. */
final class WithoutMemoryTest {

  /** A recursion for which the heap is too small; prints a line a tier. */
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

  /** The same of a guest that is told and goes on, and on again; prints what it makes of that. */
  static final class Told {
    public static void main(String[] arguments) {
      for (Tiering tiering : List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed())) {
        Scheme scheme = new Scheme(tiering, text -> {});
        scheme.evaluate("(define (deep n) (+ 1 (deep n)))");
        for (int i = 0; i < 2; i++) {
          System.out.println(scheme.evaluate("(guard (e (#t (list (error-object-message e) (+ 1 1)))) (deep 0))"));
        }
      }
    }
  }

  /** More programs, each compiled, than there is room for classes; prints the results, what failed and what is compiled then. */
  static final class Many {
    public static void main(String[] arguments) {
      // What is needed at the end is loaded while there is room for it.
      new CompilationFailure(null, 0, null);
      collatz(CalcPrograms.assemble().in(Tiering.mixedInPlace().withCounters(1000, 1000)));
      List<Program> programs = new ArrayList<>();
      Program last;
      do {
        last = CalcPrograms.assemble().in(Tiering.compiled());
        programs.add(last);
        System.out.println(collatz(last));
      } while (last.statistics().failures().isEmpty() && programs.size() < 50_000);
      System.out.println(last.statistics().failures().get(0).cause());
      Program next = CalcPrograms.assemble().in(Tiering.compiled());
      System.out.println(collatz(last));
      System.out.println(collatz(next));
      System.out.println(next.statistics().regions());
    }

    private static Object collatz(Program program) {
      return new CalcMachine(program, new int[1]).invoke(program.function("collatz"), 27);
    }
  }

  /** A deep call that is to be suspended, for which there is no memory; prints what becomes of it, and then of others. */
  static final class Stopped {
    public static void main(String[] arguments) {
      CalcAssembler asm = new CalcAssembler().metered();
      Function depth = asm.declare("depth", Signature.of("(I)I"));
      Label more = asm.begin(depth).label();
      asm.getLocal(0).brIf(more).constInt(0).ret();
      asm.bind(more).getLocal(0).constInt(1).sub().call(depth).constInt(1).add().ret().end();
      CalcMachine machine = new CalcMachine(asm.build().in(Tiering.interpreter()), new int[1]);
      machine.addFuel(Long.MAX_VALUE);
      System.out.println(machine.invoke(depth, 600_000));
      machine.pay(machine.fuel() - 1_000_000);
      Invocation call = machine.start(depth, 600_000); // It stops early, and what it takes of the stack is worth a copy.
      List<byte[]> ballast = new ArrayList<>();
      try {
        while (true) {
          ballast.add(new byte[200_000]);
        }
      } catch (OutOfMemoryError e) {
        for (int i = 0; i < 8; i++) {
          ballast.set(i, null); // That is enough for all else.
        }
      }
      try {
        call.run();
      } catch (OutOfMemoryError e) {
        ballast = null;
      }
      System.out.println(ballast == null);
      System.out.println(call.suspension());
      machine.addFuel(Long.MAX_VALUE);
      System.out.println(machine.invoke(depth, 1000));
    }
  }

  private static List<String> lines(Class<?> program, String memory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, memory, "-cp", System.getProperty("java.class.path"), program.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void stacksEndAtTheSamePlace() throws IOException {
    List<String> lines = lines(Deep.class, "-Xmx64m");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("true [depth pc ");
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
    assertThat(lines.get(2)).isEqualTo(lines.get(0));
  }

  @Test
  void whoeverCatchesTheEndOfTheStackGoesOn() throws IOException {
    assertThat(lines(Told.class, "-Xmx64m")).isEqualTo(Collections.nCopies(6, "(\"the recursion is too deep\" 2)"));
  }

  @Test
  void whatCannotBeKeptEndsAndTheMachineGoesOn() throws IOException {
    assertThat(lines(Stopped.class, "-Xmx48m")).containsExactly("600000", "true", "null", "1000").inOrder();
  }

  @Test
  void whatCannotBeCompiledIsInterpreted() throws IOException {
    List<String> lines = lines(Many.class, "-XX:MaxMetaspaceSize=16m");
    int programs = lines.size() - 4;
    assertThat(programs).isGreaterThan(100);
    assertThat(lines.subList(0, programs).stream().distinct().toList()).containsExactly("23");
    assertThat(lines.get(programs)).startsWith("java.lang.OutOfMemoryError");
    assertThat(lines.subList(programs + 1, programs + 4)).containsExactly("23", "23", "0").inOrder();
  }
}
