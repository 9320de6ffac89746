package dev.lockstep.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.byhand.TinyAssembler;
import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedMachine;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of the guest's source of code that has been folded, moved and compiled. */
final class SourcePositionsTest {

  private static final List<Tiering> TIERINGS =
      List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.stress(1), Tiering.stress(2), Tiering.mixedInPlace());

  /** {@code f} calls {@code g} of its argument and 1, which divides by that. */
  private static TypedAssembler division(TypedAssembler asm) {
    Function f = asm.declare("f", Signature.of("(I)I"));
    Function g = asm.declare("g", Signature.of("(I)I"));
    asm.begin(f).sourcePosition(1).getLocal(0).constInt(1).op(TypedOpcodes.ADD);
    asm.sourcePosition(2).call(TypedOpcodes.CALL, g);
    asm.sourcePosition(3).op(TypedOpcodes.RETURN).end();
    asm.begin(g).sourcePosition(20).constInt(100).getLocal(0).op(TypedOpcodes.DIV);
    asm.sourcePosition(21).constInt(1).op(TypedOpcodes.ADD).op(TypedOpcodes.RETURN).end();
    return asm;
  }

  @Test
  void trapsNameTheSource() {
    Program program = division(new TypedAssembler()).build();
    for (Tiering tiering : TIERINGS) {
      Program version = program.in(tiering);
      for (int i = 0; i < 300; i++) {
        TypedMachine machine = new TypedMachine(version);
        Trap trap = assertThrows(Trap.class, () -> machine.invoke(version.function("f"), -1));
        List<Integer> positions = trap.frames().stream().map(Trap.Frame::sourcePosition).toList();
        assertWithMessage("%s", tiering).that(positions).containsExactly(20, 2).inOrder();
        assertThat(trap.sourcePosition()).isEqualTo(20);
        assertThat(trap.getMessage()).endsWith("at function g pc " + trap.pc() + " source 20");
        assertThat(trap.trace().get(1)).endsWith(" source 2");
      }
    }
  }

  @Test
  void suspensionsNameTheSource() {
    Program program = division(new TypedAssembler().metered()).build();
    for (Tiering tiering : TIERINGS) {
      List<Integer> positions = new ArrayList<>();
      TypedMachine machine = new TypedMachine(program.in(tiering));
      Invocation invocation = machine.start(program.function("f"), 1);
      while (!invocation.run()) {
        positions.add(invocation.suspension().sourcePosition());
        assertThat(invocation.suspension()).hasMessageThat().contains(" source ");
        machine.addFuel(1);
      }
      // Before the blocks of f, of g, and behind the call, each of several instructions.
      assertWithMessage("%s", tiering).that(positions).containsExactly(1, 1, 1, 1, 20, 20, 20, 20, 20, 20, 3).inOrder();
    }
  }

  /** The position of each instruction, by the name of its form. */
  private static List<String> positions(Program program, String function) {
    List<String> found = new ArrayList<>();
    Function of = program.function(function);
    for (int pc = of.entry(); pc < of.end(); pc = program.after(pc)) {
      found.add(program.formAt(pc).name() + " " + program.sourcePositionAt(pc));
    }
    return found;
  }

  @Test
  void theLastOfWhatIsFusedGivesItsPosition() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("f", Signature.of("(I)I")));
    Label small = asm.label();
    asm.sourcePosition(5).getLocal(0).constInt(2).lt();
    asm.sourcePosition(6).brIf(small);
    asm.sourcePosition(7).getLocal(0).constInt(1).add().ret();
    asm.sourcePosition(8).bind(small).getLocal(0).ret().end();
    assertThat(positions(asm.build(), "f")).containsExactly("br_if(lt(_, #)) 6", "add(_, #) 7", "return 7", "return 8").inOrder();
  }

  @Test
  void aTestThatIsRepeatedKeepsItsPosition() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("f", Signature.of("(I)I")));
    Label top = asm.label();
    Label exit = asm.label();
    asm.sourcePosition(4).getLocal(0).constInt(1).add().setLocal(0);
    asm.sourcePosition(5).bind(top).getLocal(0).constInt(2).lt().brIf(exit);
    asm.sourcePosition(6).getLocal(0).constInt(-1).add().setLocal(0);
    asm.sourcePosition(7).jump(top);
    asm.sourcePosition(8).bind(exit).getLocal(0).ret().end();
    List<String> positions = positions(asm.build(), "f");
    assertThat(positions)
        .containsExactly(
            "add(_, #) 4", "br_if(lt(_, #)) 5", "add(_, #) 6", "br_if(lt(_, #)) 5", "jump 7", "return 8")
        .inOrder();
  }

  @Test
  void whatHasNoneHasNone() {
    TypedAssembler asm = division(new TypedAssembler());
    asm.begin(asm.declare("h", Signature.of("(I)I"))).getLocal(0).op(TypedOpcodes.RETURN).end();
    asm.begin(asm.declare("i", Signature.of("(I)I"))).getLocal(0).constInt(1).op(TypedOpcodes.ADD);
    asm.sourcePosition(21).constInt(0).op(TypedOpcodes.DIV).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    assertThat(positions(program, "h")).containsExactly("return -1");
    assertThat(program.sourcePositionAt(program.function("i").entry())).isEqualTo(21); // its first
    assertThat(program.sourcePositionAt(0)).isEqualTo(-1);
    assertThat(program.sourcePositionAt(-5)).isEqualTo(-1);
    TypedMachine machine = new TypedMachine(program);
    Trap trap = assertThrows(Trap.class, () -> machine.invoke(program.function("i"), 1));
    assertThat(trap.sourcePosition()).isEqualTo(21);
  }

  @Test
  void anAddressOfAllBitsIsOne() {
    TypedAssembler asm = new TypedAssembler();
    assertThrows(AssemblyException.class, () -> asm.sourcePosition(1));
    asm.begin(asm.declare("f", Signature.of("(I)I")));
    asm.sourcePosition(0x8000_0004).getLocal(0).constInt(0).op(TypedOpcodes.DIV).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    Trap trap = assertThrows(Trap.class, () -> new TypedMachine(program).invoke(program.function("f"), 1));
    assertThat(trap.sourcePosition()).isEqualTo(0x8000_0004);
  }

  @Test
  void aPositionIsTakenBack() {
    TypedAssembler asm = new TypedAssembler();
    asm.begin(asm.declare("f", Signature.of("(I)I")));
    asm.sourcePosition(7).getLocal(0).constInt(1).op(TypedOpcodes.ADD).setLocal(0);
    asm.sourcePosition(-1).getLocal(0).constInt(0).op(TypedOpcodes.DIV).setLocal(0);
    asm.sourcePosition(8).getLocal(0).op(TypedOpcodes.RETURN).end();
    Program program = asm.build();
    Function f = program.function("f");
    assertThat(program.sourcePositionAt(f.entry())).isEqualTo(7);
    Trap trap = assertThrows(Trap.class, () -> new TypedMachine(program).invoke(f, 1));
    assertThat(trap.sourcePosition()).isEqualTo(-1);
    assertThat(trap.getMessage()).doesNotContain("source");
    assertThat(positions(program, "f")).containsExactly("const.int 7", "add 7", "const.int -1", "div -1", "return 8").inOrder();
  }
}
