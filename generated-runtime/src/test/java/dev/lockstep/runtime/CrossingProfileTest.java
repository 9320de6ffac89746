package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a profile counts when compiled code is entered and left. */
final class CrossingProfileTest {

  private static final Signature SIGNATURE = Signature.of("(I)I");

  /** {@code f(n) = n == 0 ? 0 : n + g(n - 1)}, {@code g} likewise by way of {@code f}; {@code h} by way of itself. */
  private static Program recursion() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", SIGNATURE);
    Function g = asm.declare("g", SIGNATURE);
    Function h = asm.declare("h", SIGNATURE);
    sum(asm, f, g, 0);
    sum(asm, g, f, 0);
    sum(asm, h, h, 0);
    sum(asm, asm.declare("large", SIGNATURE), f, 1000);
    return asm.build();
  }

  private static void sum(TypedAssembler asm, Function function, Function callee, int ballast) {
    Label more = asm.begin(function, Type.LONG, Type.LONG).label();
    asm.getLocal(0).branch(TypedOpcodes.BR_IF, more).constInt(0).op(TypedOpcodes.RETURN).bind(more);
    for (int i = 0; i < ballast; i++) {
      asm.getLocal(1).getLocal(2).op(TypedOpcodes.ADD_LONG).setLocal(1 + i % 2);
    }
    asm.getLocal(0).getLocal(0).constInt(-1).op(TypedOpcodes.ADD).call(TypedOpcodes.CALL, callee);
    asm.op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
  }

  private static List<Long> counts(CrossingProfile profile) {
    return List.of(profile.regionsEntered(), profile.calls(), profile.interpreterEntered());
  }

  private static int run(Program program, String function, int argument) {
    return (Integer) new TypedMachine(program).invoke(program.function(function), argument);
  }

  @Test
  void callsBetweenFunctionsAreCountedAndThoseOfItselfAreNot() {
    CrossingProfile profile = new CrossingProfile();
    Program program = profile.counting(recursion().in(Tiering.compiled()));
    run(program, "f", 10);
    run(program, "h", 10);
    profile.reset();
    assertThat(counts(profile)).containsExactly(0L, 0L, 0L);
    assertThat(run(program, "f", 10)).isEqualTo(55);
    assertThat(counts(profile)).containsExactly(1L, 10L, 0L).inOrder();
    assertThat(run(program, "h", 10)).isEqualTo(55);
    assertThat(counts(profile)).containsExactly(2L, 10L, 0L).inOrder();
  }

  /** Of ten calls five are of {@code g}, by compiled code, and five are by {@code g}, whose driver enters {@code f}. */
  @Test
  void whatIsNotCompiledIsEnteredByCallsAndReturns() {
    CrossingProfile profile = new CrossingProfile();
    Program program = profile.counting(recursion().in(Tiering.compiled()));
    run(program, "f", 10);
    program.discard(program.function("g"));
    profile.reset();
    assertThat(run(program, "f", 10)).isEqualTo(55);
    assertThat(counts(profile)).containsExactly(6L, 0L, 10L).inOrder();
    List<String> lines = profile.report(1000, 3).lines().toList();
    assertThat(lines).hasSize(8);
    assertThat(lines.get(0)).matches(" +1,000 +guest instructions");
    assertThat(lines.get(1)).matches(" +6 +0.6000 regions entered.*");
    assertThat(lines.get(2)).matches(" +10 +1.0000 times .* the interpreter");
    assertThat(lines.get(3)).matches(" +0 +0.0000 calls .*");
    int entry = program.function("f").entry();
    assertThat(lines.get(5)).matches(" +6 +0.6000 region at pc " + entry + " of f\\(I\\)I");
    assertThat(lines.get(6)).matches(" +5 +0.5000 interpreter at pc \\d+ of g\\(I\\)I");
  }

  /** Its first region is a call for the driver, each of the others is entered by a driver for which it waits. */
  @Test
  void regionsOfOneFunctionAreEnteredByTheDriver() {
    CrossingProfile profile = new CrossingProfile();
    Program program = profile.counting(recursion().in(Tiering.compiled()));
    run(program, "large", 10);
    profile.reset();
    assertThat(run(program, "large", 10)).isEqualTo(55);
    assertThat(profile.regionsEntered()).isAtLeast(2L);
    assertThat(profile.calls()).isEqualTo(10);
    assertThat(profile.interpreterEntered()).isEqualTo(0);
    assertThat(profile.report(1000, 99)).contains(" of large(I)I");
  }

  @Test
  void theCountedProgramIsCompiledLikeAnyOther() {
    for (Tiering tiering : List.of(Tiering.compiled(), new Tiering(Tiering.Mode.MIXED, 3, 5, 0), Tiering.stress(3))) {
      Program plain = recursion().in(tiering);
      Program counted = new CrossingProfile().counting(plain);
      for (String function : List.of("f", "g", "h", "large")) {
        for (int argument = 0; argument < 20; argument++) {
          assertWithMessage("%s(%s), %s", function, argument, tiering)
              .that(run(counted, function, argument))
              .isEqualTo(run(plain, function, argument));
        }
      }
      assertThat(counted.statistics().regions()).isEqualTo(plain.statistics().regions());
      assertThat(counted.statistics().instructions()).isEqualTo(plain.statistics().instructions());
    }
  }

  @Test
  void otherProgramsDoNotKnowOfIt() {
    Program plain = recursion().in(Tiering.compiled());
    new CrossingProfile().counting(plain);
    run(plain, "large", 10);
    for (Function function : plain.functions()) {
      Region region = plain.regionAt(function.entry());
      assertThat(region instanceof Entry entry && entry.isCounting() || region instanceof CrossedRegion).isFalse();
      assertThat(plain.entries[function.index()].isCounting()).isFalse();
    }
  }

  @Test
  void whatCannotBeAnswered() {
    CrossingProfile profile = new CrossingProfile();
    assertThrows(IllegalStateException.class, profile::calls);
    assertThrows(IllegalStateException.class, profile::reset);
    profile.counting(recursion());
    assertThrows(IllegalStateException.class, () -> profile.counting(recursion()));
    assertThrows(IllegalArgumentException.class, () -> profile.report(0, 1));
  }
}
