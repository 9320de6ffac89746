package dev.lockstep.byhand;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.runtime.AssemblyException;
import dev.lockstep.runtime.Disassembler;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Type;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What stack code becomes, and what is refused. */
final class AssemblerTest {

  private static Program assemble(String signature, Consumer<TinyAssembler> body, Type... locals) {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("f", Signature.of(signature)), locals);
    body.accept(asm);
    asm.end();
    return asm.build();
  }

  /** The instructions without their pcs. */
  private static List<String> code(Program program) {
    return Disassembler.disassemble(program).lines().skip(1).map(line -> line.replaceFirst("^\\s*\\d+\\s+", "")).toList();
  }

  private static Object run(Program program, Object... arguments) {
    return new TinyMachine(program, new long[0]).invoke(program.function("f"), arguments);
  }

  private static void refused(String message, Consumer<TinyAssembler> body) {
    AssemblyException thrown = assertThrows(AssemblyException.class, () -> assemble("(IJ)I", body));
    assertThat(thrown).hasMessageThat().isEqualTo(message);
  }

  @Test
  void localsConstantsAndResultsFold() {
    Program program = assemble("(I)I", asm -> asm.getLocal(0).constInt(7).add().setLocal(0).getLocal(0).ret());
    assertThat(code(program)).containsExactly("add(_, #) s0 <- s0, #7", "return link s1").inOrder();
  }

  @Test
  void aConstantThatNoFormHoldsIsStored() {
    Program program = assemble("(I)I", asm -> asm.constInt(7).getLocal(0).add().ret());
    assertThat(code(program)).containsExactly("const.int s2 <- #7", "add s0 <- s2, s0", "return link s1").inOrder();
  }

  @Test
  void aValueReadBeforeItsLocalChangesIsKept() {
    Program program =
        assemble("(I)I", asm -> asm.getLocal(0).getLocal(0).constInt(1).add().setLocal(0).getLocal(0).add().ret());
    assertThat(code(program))
        .containsExactly("move.int s2 <- s0", "add(_, #) s0 <- s0, #1", "add s0 <- s2, s0", "return link s1")
        .inOrder();
    assertThat(run(program, 5)).isEqualTo(11);
  }

  @Test
  void aConstantThatIsTextIsListedInQuotes() {
    TypedAssembler asm = new TypedAssembler();
    Signature signature = Signature.of("()LLL");
    asm.begin(asm.declare("f", signature)).constReference("two\nlines").constReference("").constReference(null);
    Program program = asm.op(TypedOpcodes.RETURN).end().build();
    List<String> constants =
        Disassembler.disassemble(program).lines().filter(line -> line.contains("const.ref")).map(line -> line.split("#")[1]).toList();
    assertThat(constants).containsExactly("\"two\\nlines\"", "\"\"", "null").inOrder();
  }

  @Test
  void aProgramWithoutReferencesHasNoStackForThem() {
    TypedAssembler without = new TypedAssembler();
    without.begin(without.declare("f", Signature.of("(J)J"))).getLocal(0).op(TypedOpcodes.RETURN).end();
    assertThat(new TypedMachine(without.build()).refs).isEmpty();
    TypedAssembler with = new TypedAssembler();
    with.begin(with.declare("f", Signature.of("(JL)J"))).getLocal(0).op(TypedOpcodes.RETURN).end();
    TypedMachine machine = new TypedMachine(with.build());
    assertThat(machine.refs).isNotEmpty();
    assertThat(machine.invoke(machine.program().function("f"), 3L, "unused")).isEqualTo(3L);
  }

  @Test
  void comparisonAndBranchFuse() {
    Program program =
        assemble(
            "(II)I",
            asm -> {
              Label yes = asm.label();
              asm.getLocal(0).getLocal(1).lt().brIf(yes).constInt(10).ret();
              asm.bind(yes).constInt(20).ret();
            });
    assertThat(code(program).get(0)).startsWith("br_if(lt(_, _)) s0, s1");
    assertThat(run(program, 1, 2)).isEqualTo(20);
    assertThat(run(program, 2, 1)).isEqualTo(10);
  }

  @Test
  void aConditionWithTwoReadersDoesNotFuse() {
    Program program =
        assemble(
            "(II)I",
            asm -> {
              Label yes = asm.label();
              asm.getLocal(0).getLocal(1).lt().dup().brIf(yes).constInt(5).add().ret();
              asm.bind(yes).constInt(10).add().ret();
            });
    assertThat(run(program, 1, 2)).isEqualTo(11);
    assertThat(run(program, 2, 1)).isEqualTo(5);
  }

  @Test
  void aBranchCarriesItsValuesOverWhatItDrops() {
    Program program =
        assemble(
            "(II)I",
            asm -> {
              Label out = asm.label(0, List.of(Type.INT, Type.INT));
              asm.constInt(1000).getLocal(0).getLocal(1); // the first is dropped if the branch is taken
              asm.getLocal(0).constInt(5).lt().brIf(out);
              asm.add().add().constInt(0).jump(out);
              asm.bind(out).add().ret();
            });
    assertThat(run(program, 1, 2)).isEqualTo(3);
    assertThat(run(program, 6, 7)).isEqualTo(1013);
  }

  @Test
  void resultsThatTradePlacesGoThroughAScratchSlot() {
    Program program = assemble("(II)II", asm -> asm.getLocal(1).getLocal(0).ret());
    assertThat(run(program, 1, 2)).isEqualTo(List.of(2, 1));
  }

  @Test
  void aLoopCarriesValuesOnTheStack() {
    Program program =
        assemble(
            "(I)I",
            asm -> {
              asm.constInt(0);
              Label top = asm.label(0, List.of(Type.INT));
              asm.bind(top).getLocal(0).add();
              asm.getLocal(0).constInt(-1).add().teeLocal(0);
              asm.constInt(0).getLocal(0).lt().setLocal(1).drop().getLocal(1).brIf(top);
              asm.ret();
            },
            Type.INT);
    assertThat(run(program, 10)).isEqualTo(55);
  }

  /** Sums the numbers up to local 0 in a loop that tests in front. */
  private static void sum(TinyAssembler asm) {
    Label loop = asm.label();
    Label end = asm.label();
    asm.bind(loop).getLocal(0).getLocal(1).lt().brIf(end);
    asm.getLocal(2).getLocal(1).add().setLocal(2);
    asm.getLocal(1).constInt(1).add().setLocal(1).jump(loop);
    asm.bind(end).getLocal(2).ret();
  }

  @Test
  void aLoopThatTestsInFrontEndsInASequence() {
    Program program = assemble("(I)I", AssemblerTest::sum, Type.INT, Type.INT);
    List<String> code = code(program);
    assertThat(code.get(1)).matches("br_if\\(lt\\(_, _\\)\\) s0, s1, -> \\d+");
    assertThat(code.get(3)).isEqualTo("add(_, #) s1 <- s1, #1");
    assertThat(code.get(4)).matches("\\+ +\\d+  br_if\\(lt\\(_, _\\)\\) s0, s1, -> \\d+");
    assertThat(code.get(5)).matches("\\+ +\\d+  jump -> " + (program.function("f").entry() + 8));
    assertThat(run(program, 10)).isEqualTo(55);
    assertThat(run(program.in(dev.lockstep.runtime.Tiering.compiled()), 10)).isEqualTo(55);
  }

  @Test
  void nothingIsJoinedWhereABranchLeads() {
    Program program =
        assemble(
            "(I)J",
            asm -> {
              Label middle = asm.label();
              asm.getLocal(0).brIf(middle).getLocal(0).constInt(5).add().setLocal(0);
              asm.bind(middle).getLocal(0).op(TinyOpcodes.PEEK, 0).ret();
            });
    assertThat(code(program).stream().filter(line -> line.startsWith("+"))).isEmpty();
  }

  @Test
  void aTrapInTheMiddleOfASequenceIsWhereItIs() {
    Program program =
        assemble(
            "(I)J", asm -> asm.getLocal(0).constInt(5).add().setLocal(0).getLocal(0).op(TinyOpcodes.PEEK, 0).ret());
    assertThat(code(program).get(1)).startsWith("+");
    dev.lockstep.runtime.Trap trap = assertThrows(dev.lockstep.runtime.Trap.class, () -> run(program, 1));
    assertThat(trap.pc()).isEqualTo(program.function("f").entry() + 4);
  }

  @Test
  void misuseIsRefusedAtTheCall() {
    refused("function f: add needs 2 values, the stack has 1", asm -> asm.getLocal(0).add());
    refused("function f: add needs int, found long", asm -> asm.getLocal(0).getLocal(1).add());
    refused("function f: there is no local 2; the function has 2", asm -> asm.getLocal(2));
    refused("function f: setLocal needs int, found long", asm -> asm.getLocal(1).setLocal(0));
    refused("function f: return needs int, found long", asm -> asm.getLocal(1).ret());
    refused("function f: can run off its end: return, jump or trap last", asm -> asm.getLocal(0));
    refused("function f: branches to a label that is not bound", asm -> asm.jump(asm.label()));
    refused("function f: add can never run: bind a label first", asm -> asm.getLocal(0).ret().add());
    refused("function f: peek takes 1 immediates, not 0", asm -> asm.getLocal(0).op(TinyOpcodes.PEEK));
    refused(
        "function f: peek: the immediate 4294967296 does not fit in 32 bits",
        asm -> asm.getLocal(0).op(TinyOpcodes.PEEK, 1L << 32));
    refused(
        "function f: has not ended where g begins: end() comes before, or rollBack()",
        asm -> asm.begin(asm.declare("g", Signature.of("()"))));
    refused("function f: br_if is not emitted this way: its flow is BRANCH", asm -> asm.op(TinyOpcodes.BR_IF));
  }

  /** A program without the instruction that was wrong would run, and do something else. */
  @Test
  void afterAnErrorNothingGoesOnUntilItIsTakenBack() {
    TinyAssembler asm = new TinyAssembler();
    Function f = asm.declare("f", Signature.of("(I)I"));
    asm.begin(f).getLocal(0);
    AssemblyException first = assertThrows(AssemblyException.class, asm::add);
    String message = "rollBack() comes first, as there has been an error: " + first.getMessage();
    for (Executable next : List.<Executable>of(asm::ret, asm::end, asm::build, asm::label, () -> asm.begin(f), () -> asm.constInt(1))) {
      AssemblyException again = assertThrows(AssemblyException.class, next);
      assertThat(again).hasMessageThat().isEqualTo(message);
      assertThat(again).hasCauseThat().isSameInstanceAs(first);
    }
    asm.rollBack();
    Function g = asm.declare("g", Signature.of("(I)I"));
    asm.begin(g).getLocal(0).constInt(1);
    assertThrows(AssemblyException.class, asm::build); // which takes nothing
    assertThat(new TinyMachine(asm.add().ret().end().build(), new long[0]).invoke(g, 5)).isEqualTo(6);
  }

  @Test
  void labelsOfAnotherShapeAreRefused() {
    refused(
        "function f: bind: the label needs int, found long",
        asm -> {
          Label label = asm.label(0, List.of(Type.INT));
          asm.getLocal(1).bind(label);
        });
    refused(
        "function f: jump: the label needs 1 value above 0, the stack has 0",
        asm -> asm.jump(asm.label(0, List.of(Type.INT))));
    refused(
        "function f: bind: at the label's first use the stack had 1 value, now it has 2",
        asm -> {
          Label label = asm.label();
          asm.getLocal(0).constInt(1).brIf(label).constInt(2).bind(label);
        });
    refused(
        "function f: bind: the values below the label have changed",
        asm -> {
          asm.getLocal(0);
          Label label = asm.label(1, List.of());
          asm.drop().getLocal(0).bind(label);
        });
  }

  @Test
  void anAssemblerGoesOnAfterItHasBuiltAProgram() {
    TinyAssembler asm = new TinyAssembler();
    Function f = asm.declare("f", Signature.of("(I)I"));
    asm.begin(f).getLocal(0).constInt(1).add().ret().end();
    Program first = asm.build();
    Function g = asm.declare("g", Signature.of("(I)I"));
    asm.begin(g).getLocal(0).call(f).call(f).ret().end();
    Program second = asm.build();
    assertThat(first.functions()).containsExactly(f);
    assertThat(second.functions()).containsExactly(f, g).inOrder();
    assertThat(run(first, 5)).isEqualTo(6);
    assertThat(new TinyMachine(second, new long[0]).invoke(g, 5)).isEqualTo(7);
    assertThrows(IllegalArgumentException.class, () -> new TinyMachine(first, new long[0]).invoke(g, 5));
  }

  @Test
  void whatIsPickedStaysWhatItWas() {
    TypedAssembler asm = new TypedAssembler();
    Function f = asm.declare("f", Signature.of("(II)IIIIIII"));
    asm.begin(f).getLocal(0).getLocal(1).op(TypedOpcodes.ADD).constInt(3).getLocal(1);
    asm.pick(2).pick(2).pick(2).pick(0).constInt(50).setLocal(1).op(TypedOpcodes.RETURN).end();
    assertThat(new TypedMachine(asm.build()).invoke(f, 7, 11)).isEqualTo(List.of(18, 3, 11, 18, 3, 11, 11));
  }

  @Test
  void whatIsNotThereCannotBePicked() {
    refused("function f: pick needs 3 values, the stack has 2", asm -> asm.getLocal(0).constInt(1).pick(2));
    refused("function f: pick: nothing is -1 below the top", asm -> asm.getLocal(0).pick(-1));
  }

  /** Where ways meet at a label of either kind, what lies below one of the other kind is what it was. */
  @Test
  void labelsOfBothKindsNest() {
    Program program =
        assemble(
            "(I)I",
            asm -> {
              asm.getLocal(0);
              Label top = asm.label(asm.height(), List.of());
              asm.bind(top);
              Label end = asm.label();
              asm.constInt(0).brIf(end).bind(end);
              asm.getLocal(0).constInt(1).add().teeLocal(0).constInt(3).lt().brIf(top);
              asm.getLocal(0).add().ret();
            });
    assertThat(run(program, 1)).isEqualTo(1 + 3);
  }

  @Test
  void functionsWithoutBodiesAreRefused() {
    TinyAssembler asm = new TinyAssembler();
    Function absent = asm.declare("absent", Signature.of("()"));
    asm.begin(asm.declare("f", Signature.of("()"))).call(absent).ret().end();
    assertThat(assertThrows(AssemblyException.class, asm::build))
        .hasMessageThat()
        .isEqualTo("function absent was declared but has no body");
  }

  @Test
  void functionsOfAnotherAssemblerAreRefused() {
    TinyAssembler other = new TinyAssembler();
    Function foreign = other.declare("g", Signature.of("()I"));
    refused(
        "function f: g was declared by another assembler, or has been rolled back",
        asm -> asm.call(foreign));
    refused("function f: the function is null", asm -> asm.call(null));
    other.begin(foreign).constInt(1).ret().end();
    TinyMachine machine = new TinyMachine(assemble("()I", asm -> asm.constInt(2).ret()), new long[0]);
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> machine.invoke(foreign));
    assertThat(thrown).hasMessageThat().isEqualTo("g()I is not a function of this machine's program");
  }

  @Test
  void errorsSayWhereTheyAreInTheGuestsSource() {
    refused(
        "function f: add needs 2 values, the stack has 1 (source position 12)",
        asm -> asm.sourcePosition(11).constInt(1).sourcePosition(12).add());
  }

  @Test
  void labelsAndTypesOfLocalsThatAreNullAreRefused() {
    refused("function f: the label is null", asm -> asm.jump(null));
    TinyAssembler asm = new TinyAssembler();
    Function function = asm.declare("f", Signature.of("()"));
    assertThrows(NullPointerException.class, () -> asm.begin(function, Type.INT, null));
    asm.begin(function).ret().end();
    assertThat(asm.build().functions()).hasSize(1);
  }

  @Test
  void argumentsOfAnotherTypeAreRefused() {
    Program program = assemble("(I)I", asm -> asm.getLocal(0).ret());
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> run(program, 1L));
    assertThat(thrown).hasMessageThat().isEqualTo("argument 0 of f(I)I is of type int, not 1 (java.lang.Long)");
    thrown = assertThrows(IllegalArgumentException.class, () -> run(program, (Object) null));
    assertThat(thrown).hasMessageThat().isEqualTo("argument 0 of f(I)I is of type int, not null");
    assertThat(run(program, 5)).isEqualTo(5);
  }

  @Test
  void constantsAreTheObjectsThatWereGiven() {
    TinyAssembler asm = new TinyAssembler();
    Object one = new java.util.ArrayList<>();
    long index = asm.constant(one);
    assertThat(asm.constant(new java.util.ArrayList<>())).isNotEqualTo(index); // equal today
    assertThat(asm.constant(one)).isEqualTo(index);
    refused("function f: there is no constant 0; the program has 0", f -> f.pushConstant(Type.REFERENCE, 0));
  }

  @Test
  void theStackLimitHoldsForSmallStacks() {
    TinyAssembler asm = new TinyAssembler();
    Function f = asm.declare("f", Signature.of("()I"));
    asm.begin(f).call(f).ret().end();
    Program program = asm.build();
    dev.lockstep.runtime.Trap trap =
        assertThrows(dev.lockstep.runtime.Trap.class, () -> new TinyMachine(program, new long[0], 20).invoke(f));
    assertThat(trap.trace().size()).isLessThan(20);
    assertThrows(IllegalArgumentException.class, () -> new TinyMachine(program, new long[0], 0));
  }
}
