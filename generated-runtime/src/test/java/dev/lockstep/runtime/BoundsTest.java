package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No more is compiled at once than asked for, and what is discarded is given back. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BoundsTest {

  private static final int FUNCTIONS = 60;
  private static final int REGIONS = 7;

  /** Function {@code i} multiplies its second argument by 2, as often as the first says, and may call the next one. */
  private static Program program(boolean calls) {
    TypedAssembler asm = new TypedAssembler();
    Function[] functions = new Function[FUNCTIONS];
    for (int i = 0; i < FUNCTIONS; i++) {
      functions[i] = asm.declare("f" + i, Signature.of("(IJ)J"));
    }
    for (int i = 0; i < FUNCTIONS; i++) {
      asm.begin(functions[i]);
      Label loop = asm.label();
      asm.bind(loop);
      asm.getLocal(1).getLocal(1).op(TypedOpcodes.ADD_LONG).constLong(i).op(TypedOpcodes.ADD_LONG).setLocal(1);
      asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, loop);
      if (calls && i + 1 < FUNCTIONS) {
        asm.constInt(i % 5 + 1).getLocal(1).call(TypedOpcodes.CALL, functions[i + 1]).setLocal(1);
      }
      asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    }
    return asm.build();
  }

  private static long run(Program program) {
    return (Long) new TypedMachine(program).invoke(program.function("f0"), 9, 1L);
  }

  @Test
  void aSmallBoundHoldsInEveryMode() {
    Program program = program(true);
    long expected = run(program.in(Tiering.interpreter()));
    List<Tiering> tierings =
        List.of(
            Tiering.compiled(),
            Tiering.stress(5),
            new Tiering(Tiering.Mode.MIXED, 2, 2, 0),
            new Tiering(Tiering.Mode.MIXED, 2, 2, 0, false, REGIONS, 1 << 20));
    for (Tiering tiering : tierings) {
      Program version = program.in(tiering.withBounds(REGIONS, 1 << 20));
      int most = 0;
      for (int i = 0; i < 200; i++) {
        assertWithMessage("%s, run %s", tiering, i).that(run(version)).isEqualTo(expected);
        most = Math.max(most, version.statistics().regionsHeld());
        assertThat(most).isAtMost(REGIONS);
      }
      assertThat(version.statistics().failures()).isEmpty();
      ConstantCalleesTest.assertCurrent(version);
      if (tiering.inPlace()) {
        assertWithMessage("%s", tiering).that(most).isAtLeast(2);
        assertThat(version.statistics().regions()).isGreaterThan(FUNCTIONS);
      }
    }
  }

  @Test
  void bytesAreBoundedToo() {
    Program version = program(true).in(Tiering.stress(1).withBounds(1_000_000, Tiering.MIN_BYTES));
    long expected = run(version.in(Tiering.interpreter()));
    for (int i = 0; i < 20; i++) {
      assertThat(run(version)).isEqualTo(expected);
      assertThat(version.statistics().bytesHeld()).isAtMost(Tiering.MIN_BYTES);
    }
    assertThat(version.statistics().bytes()).isGreaterThan(Tiering.MIN_BYTES);
  }

  @Test
  void aFunctionOfMoreRegionsThanTheBoundStillWorks() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", Signature.of("(I)I"));
    asm.begin(f).getLocal(0);
    for (int i = 0; i < 20_000; i++) {
      asm.constInt(i).op(TypedOpcodes.ADD);
    }
    asm.op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    for (Tiering tiering : List.of(Tiering.compiled(), new Tiering(Tiering.Mode.MIXED, 2, 2, 0))) {
      Program version = program.in(tiering.withBounds(3, 1 << 20));
      int runs = tiering.mode() == Tiering.Mode.MIXED ? 200 : 20; // Until it has been profiled.
      for (int i = 0; i < runs; i++) {
        assertThat(new TypedMachine(version).invoke(version.function("f"), i)).isEqualTo(199_990_000 + i);
        assertThat(version.statistics().regionsHeld()).isAtMost(3);
      }
      assertThat(version.statistics().regions()).isGreaterThan(3);
    }
  }

  @Test
  void classesOfDiscardedRegionsAreUnloaded() throws Exception {
    Program program = program(true).in(Tiering.compiled());
    run(program);
    List<WeakReference<Class<?>>> classes = new ArrayList<>();
    for (Function function : program.functions()) {
      classes.add(new WeakReference<>(program.regionAt(function.entry()).getClass()));
    }
    for (Function function : program.functions()) {
      assertThat(program.isRegionEntry(function.entry())).isTrue();
      program.discard(function);
    }
    assertThat(program.statistics().regionsHeld()).isEqualTo(0);
    for (int i = 0; i < 1000 && count(classes) > 0; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(count(classes)).isEqualTo(0);
  }

  private static long count(List<WeakReference<Class<?>>> classes) {
    return classes.stream().filter(reference -> reference.get() != null).count();
  }

  @Test
  void whatIsDiscardedUnderPressureGetsHotAgain() {
    Program version = program(false).in(new Tiering(Tiering.Mode.MIXED, 2, 2, 0).withBounds(1, 1 << 20));
    Machine machine = new TypedMachine(version);
    Function last = version.function("f" + (FUNCTIONS - 1));
    Function other = version.function("f" + (FUNCTIONS - 2));
    int discarded = 0;
    for (int i = 0; i < 100; i++) {
      machine.invoke(last, 1, 1L);
      boolean isCompiled = version.isRegionEntry(last.entry());
      machine.invoke(other, 1, 1L);
      discarded += isCompiled && !version.isRegionEntry(last.entry()) ? 1 : 0;
    }
    assertThat(discarded).isAtLeast(2);
    assertThat(discarded).isLessThan(10); // Each time it has to be called twice as often.
  }

  @Test
  void whatDoesNotFitIsNotCompiledAtEachCall() {
    for (Tiering tiering : List.of(Tiering.compiled(), Tiering.stress(3))) {
      Program version = program(true).in(tiering.withBounds(REGIONS, 1 << 20));
      for (int i = 0; i < 200; i++) {
        run(version);
      }
      assertWithMessage("%s", tiering).that(version.statistics().regions()).isLessThan(40 * FUNCTIONS);
    }
  }

  @Test
  void onlyRegionsAreDiscarded() {
    Program version = program(true).in(Tiering.compiled());
    run(version);
    int held = version.statistics().regionsHeld();
    int[] before = version.code.clone();
    Function f = version.function("f0");
    for (int pc = f.entry() + 1; pc < f.end(); pc++) {
      if (version.functionAt(pc) == f && version.regionAt(f.entry()) != null) {
        version.discard(pc); // The constants in it are negative words.
      }
    }
    assertThat(version.statistics().regionsHeld()).isAtLeast(held - 1);
    assertThat(version.isRegionEntry(f.entry())).isTrue();
    assertThat(version.code[f.entry()]).isEqualTo(before[f.entry()]);
    assertThrows(IllegalArgumentException.class, () -> version.discard(0));
    assertThrows(IllegalArgumentException.class, () -> version.discard(-1));
    assertThrows(IllegalArgumentException.class, () -> version.discard(version.code.length));
    version.discard(f.entry());
    version.discard(f.entry());
    assertThat(version.isRegionEntry(f.entry())).isFalse();
    assertThat(version.statistics().regionsHeld()).isLessThan(held);
  }

  /** {@code f} takes several regions and has a loop that gets hot while it is profiled; all others are small. */
  private static Program oneLargeFunction() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", Signature.of("(IIJ)J"));
    List<Function> small = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      small.add(asm.declare("small" + i, Signature.of("(J)J")));
    }
    asm.begin(f);
    Label top = asm.label();
    Label inner = asm.label();
    asm.bind(top);
    for (int i = 0; i < 1500; i++) {
      asm.getLocal(2).constLong(i * 31L).op(TypedOpcodes.ADD_LONG).setLocal(2);
    }
    asm.bind(inner).getLocal(2).constLong(7).op(TypedOpcodes.ADD_LONG).setLocal(2);
    asm.getLocal(1).constInt(-1).op(TypedOpcodes.ADD).teeLocal(1).branch(TypedOpcodes.BR_IF, inner);
    asm.constInt(1).setLocal(1);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(2).op(TypedOpcodes.RETURN).end();
    for (Function function : small) {
      asm.begin(function).getLocal(0).constLong(7).op(TypedOpcodes.ADD_LONG).op(TypedOpcodes.RETURN).end();
    }
    return asm.build();
  }

  @Test
  void whatIsDiscardedWhileItIsProfiledIsCompiledLater() {
    Program program = oneLargeFunction().in(new Tiering(Tiering.Mode.MIXED, 3, 5, 0).withBounds(20, 1 << 20));
    Function f = program.function("f");
    Machine machine = new TypedMachine(program);
    for (int i = 0; i < 6; i++) {
      machine.invoke(f, 1, 1, 1L);
    }
    machine.invoke(f, 1, 20, 1L);
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 5; j++) {
        machine.invoke(program.function("small" + i), 1L);
      }
    }
    assertThat(compiledRegions(program, f)).isEqualTo(0); // others have taken its place
    for (int i = 0; i < 20; i++) {
      machine.invoke(f, 5000, 1, 1L);
    }
    assertThat(compiledRegions(program, f)).isGreaterThan(0);
  }

  private static int compiledRegions(Program program, Function function) {
    int count = 0;
    for (int pc = function.entry(); pc < function.end(); pc = program.after(pc)) {
      Region region = program.regionAt(pc);
      count += region != null && region.bytes > 0 ? 1 : 0;
    }
    return count;
  }
}
