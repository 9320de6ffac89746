package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions of any size are compiled, in regions that HotSpot compiles, or left alone; none takes too long to look at. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RegionSizeTest {

  private final TypedAssembler asm = new TypedAssembler();

  private static Object run(Program program, Tiering tiering, Object... arguments) {
    Program version = program.in(tiering);
    Object result = new TypedMachine(version).invoke(version.function("f"), arguments);
    assertThat(version.tiers().tooLarge()).isEmpty();
    if (tiering.calls() == 0) {
      assertThat(version.tiers().statistics().regions()).isGreaterThan(0);
    }
    return result;
  }

  private static void assertSameOnAllTiers(Program program, Object... arguments) {
    Object expected = run(program, Tiering.interpreter(), arguments);
    assertThat(run(program, Tiering.compiled(), arguments)).isEqualTo(expected);
    assertThat(run(program, new Tiering(Tiering.Mode.MIXED, 2, 1, 0), arguments)).isEqualTo(expected);
    if (program.pristine().length < 200_000) { // a class for every other instruction of a long one takes too long
      assertThat(run(program, Tiering.stress(1), arguments)).isEqualTo(expected);
    }
  }

  private void begin(String signature, int longs) {
    Type[] locals = new Type[longs];
    Arrays.fill(locals, Type.LONG);
    asm.begin(asm.declare("f", Signature.of(signature)), locals);
  }

  private void addTo(int to, int a, int b) {
    asm.getLocal(a).getLocal(b).op(TypedOpcodes.ADD_LONG).setLocal(to);
  }

  @Test
  void hundredThousandInstructions() {
    Random random = new Random(5);
    int locals = 60;
    begin("(IJ)J", locals);
    Label top = asm.label();
    asm.bind(top);
    for (int i = 0; i < 20_000; i++) {
      Label over = asm.label();
      for (int j = 0; j < 4; j++) {
        addTo(1 + random.nextInt(locals), 1 + random.nextInt(locals), 1 + random.nextInt(locals));
      }
      asm.getLocal(1 + random.nextInt(locals)).op(TypedOpcodes.WRAP).constInt(random.nextInt(3)).op(TypedOpcodes.ADD);
      asm.branch(TypedOpcodes.BR_IF, over);
      addTo(1 + random.nextInt(locals), 1, 1 + random.nextInt(locals));
      asm.bind(over);
    }
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    assertSameOnAllTiers(asm.build(), 3, 77L);
  }

  @Test
  void straightLineWithManyLocals() {
    int locals = 5000;
    begin("(J)J", locals);
    for (int i = 0; i < locals; i++) {
      addTo(i + 1, i, 0);
    }
    for (int i = 0; i < locals; i++) {
      addTo(0, 0, i + 1);
    }
    asm.getLocal(0).op(TypedOpcodes.RETURN).end();
    assertSameOnAllTiers(asm.build(), 3L);
  }

  @Test
  void exitsThatCommitMuchShareTheirCode() {
    int locals = 150;
    begin("(IJ)J", locals);
    Label[] targets = new Label[120];
    Label top = asm.label();
    Label done = asm.label();
    asm.bind(top);
    for (int i = 0; i < targets.length; i++) {
      targets[i] = asm.label();
    }
    for (int i = 0; i < locals; i++) {
      addTo(2 + i, 1 + i, 1);
    }
    asm.getLocal(0).multiway(TypedOpcodes.SWITCH, targets);
    for (int i = 0; i < targets.length; i++) {
      asm.bind(targets[i]);
      for (int j = 0; j < 90; j++) {
        addTo(1 + (i + j) % locals, 1, 2 + (i * j) % locals);
      }
      asm.jump(done);
    }
    asm.bind(done);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    for (int i = 0; i < locals; i++) {
      addTo(1, 1, 2 + i);
    }
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    assertSameOnAllTiers(asm.build(), 30, 1L);
  }

  @Test
  void jumpTableThatFitsNoRegion() {
    begin("(IJ)J", 2);
    Label even = asm.label();
    Label odd = asm.label();
    Label done = asm.label();
    Label top = asm.label();
    asm.bind(top);
    Label[] targets = new Label[50_000];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = i % 2 == 0 ? even : odd;
    }
    asm.getLocal(0).multiway(TypedOpcodes.SWITCH, targets);
    asm.bind(even);
    addTo(1, 1, 1);
    asm.jump(done);
    asm.bind(odd);
    asm.getLocal(1).constLong(3).op(TypedOpcodes.ADD_LONG).setLocal(1);
    asm.jump(done);
    asm.bind(done);
    asm.getLocal(0).constInt(-1).op(TypedOpcodes.ADD).teeLocal(0).branch(TypedOpcodes.BR_IF, top);
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    assertSameOnAllTiers(asm.build(), 36, 1L);
  }

  @Test
  void longChainOfBranchesToOneBlock() {
    begin("(IJ)J", 2);
    Label end = asm.label();
    for (int i = 0; i < 100_000; i++) {
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, end);
    }
    asm.bind(end).getLocal(1).op(TypedOpcodes.RETURN).end();
    assertSameOnAllTiers(asm.build(), 0, 9L);
  }

  @Test
  void deeplyNestedLoops() {
    int depth = 3000;
    begin("(IJ)J", 2);
    Label[] tops = new Label[depth];
    for (int i = 0; i < depth; i++) {
      tops[i] = asm.label();
      asm.bind(tops[i]);
    }
    addTo(1, 1, 1);
    for (int i = depth - 1; i >= 0; i--) {
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, tops[i]);
    }
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    assertSameOnAllTiers(asm.build(), 0, 9L);
  }

  @Test
  void tooManyLiveLocalsInTooManyBlocksStayInterpreted() {
    int locals = 30_000;
    begin("(IJ)J", locals);
    for (int i = 0; i < 40_000; i++) {
      Label next = asm.label();
      asm.getLocal(0).branch(TypedOpcodes.BR_IF, next);
      asm.bind(next);
    }
    for (int i = 0; i < locals; i++) {
      addTo(1, 1, 2 + i);
    }
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    Program program = asm.build().in(Tiering.compiled());
    assertThat(new TypedMachine(program).invoke(program.function("f"), 1, 5L)).isEqualTo(5L);
    assertThat(program.tiers().tooLarge()).containsExactly(program.function("f"));
  }

  @Test
  void everyRegionIsSmallEnoughForHotSpot() {
    Random random = new Random(6);
    begin("(IJ)J", 900);
    for (int i = 0; i < 5000; i++) {
      addTo(1 + random.nextInt(900), 1 + random.nextInt(900), 1 + random.nextInt(900));
      if (i % 7 == 0) {
        Label over = asm.label();
        asm.getLocal(0).branch(TypedOpcodes.BR_IF, over);
        asm.bind(over);
      }
    }
    asm.getLocal(1).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    RegionCompiler compiler = new RegionCompiler(program, RegionLimits.DEFAULT);
    RegionPlan plan = compiler.plan(program.function("f"), program.function("f").entry());
    for (int i = 0; i < plan.size(); i++) {
      RegionFile file = plan.emit(plan.entry(i));
      assertWithMessage("region at %s", plan.entry(i)).that(file).isNotNull();
      assertThat(file.bytes().length).isLessThan(20_000);
    }
    assertThat(plan.size()).isGreaterThan(10);
    assertThat(plan.toString()).startsWith("region " + program.function("f").entry() + ": ");
  }
}
