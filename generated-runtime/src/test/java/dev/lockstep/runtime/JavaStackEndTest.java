package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the Java stack ends, wherever in the runtime that is, nothing is left half done that others rely on. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JavaStackEndTest {

  private static final Signature UNARY = Signature.of("(I)I");
  private static final int BYTES = 400 << 10;

  /** Goes on to the end of the Java stack, and on the last so many levels runs something that may come to it as well. */
  private static int down(int levels, Runnable last) {
    int below = 0;
    try {
      below = down(levels, last);
    } catch (StackOverflowError e) {
      // The last level.
    }
    if (below < levels) {
      try {
        last.run();
      } catch (StackOverflowError e) {
        // As is to be expected.
      }
    }
    return below + 1;
  }

  /** The same behind so many frames of another size, as a few bytes more or less make a difference. */
  private static long down(int levels, Runnable last, int frames, long a, long b, long c) {
    return frames == 0 ? down(levels, last) : down(levels, last, frames - 1, b, c, a) + a - b - c;
  }

  /** What is thrown, if anything is. */
  private static Throwable inThread(Runnable run) {
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(null, run, "guest", BYTES);
    thread.setUncaughtExceptionHandler((of, e) -> thrown[0] = e);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return thrown[0];
  }

  /** {@code main(n)} calls itself until there is no room for one more, and adds up 1 for each call and what is raised then. */
  private static Program recursion() {
    TypedAssembler asm = new TypedAssembler(TypedOpcodes.OVERFLOWING);
    Function main = asm.declare("main", UNARY);
    Label handler = asm.begin(main, Type.INT).label();
    Label end = asm.label();
    asm.getLocal(0).constInt(1).op(TypedOpcodes.ADD).setLocal(1);
    asm.beginTry(handler).getLocal(1).call(TypedOpcodes.CALL, main).endTry().jump(end);
    asm.bind(handler).op(TypedOpcodes.UNBOX).op(TypedOpcodes.WRAP);
    asm.bind(end).getLocal(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    asm.begin(asm.declare("same", UNARY)).getLocal(0).op(TypedOpcodes.RETURN).end();
    return asm.build();
  }

  /** An opcode that calls back catches the error, and the guest that runs it goes on with the frame and the stack that it had. */
  @Test
  void whoCatchesTheErrorGoesOn() {
    for (Tiering tiering : List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.stress(1))) {
      Program program = recursion().in(tiering);
      Function same = program.function("same");
      TypedMachine machine = new TypedMachine(program, 100);
      machine.setOverflow(() -> 5L);
      Object expected = machine.invoke(program.function("main"), 0);
      machine.invoke(same, 1);
      AtomicInteger frames = new AtomicInteger();
      machine.setOverflow(
          () -> {
            down(300, () -> machine.invoke(same, 1), frames.incrementAndGet(), 1, 2, 3);
            return 5L;
          });
      List<Object> results = new ArrayList<>();
      Throwable thrown =
          inThread(
              () -> {
                for (int i = 0; i < 60; i++) {
                  results.add(machine.invoke(program.function("main"), 0));
                }
              });
      assertWithMessage("%s", tiering).that(thrown).isNull();
      assertThat(results).hasSize(60);
      assertWithMessage("%s", tiering).that(new HashSet<>(results)).containsExactly(expected);
    }
  }

  /** Who compiles in place lets others compile afterwards. */
  @Test
  void nobodyWaitsForWhatHasFailed() {
    Program program = recursion();
    Program warm = program.in(Tiering.compiled());
    new TypedMachine(warm).invoke(warm.function("same"), 1); // A class whose initialiser fails is lost to the JVM.
    List<Program> programs = new ArrayList<>();
    Throwable thrown =
        inThread(
            () ->
                down(
                    1500,
                    () -> {
                      Program next = program.in(Tiering.compiled());
                      programs.add(next);
                      new TypedMachine(next).invoke(next.function("same"), 1);
                    }));
    assertThat(thrown).isNull();
    for (Program each : programs) {
      assertThat(each.statistics().regions()).isAtMost(1);
      assertThat(new TypedMachine(each).invoke(each.function("same"), 1)).isEqualTo(1);
    }
  }
}
