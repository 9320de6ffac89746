package dev.lockstep.byhand;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lockstep.runtime.DispatchProfile;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a profile counts and proposes, with the guest written by hand. */
final class DispatchProfileTest {

  /** A loop whose end is a sequence that the guest has; what it adds is loaded by an instruction of its own. */
  private static Program loop() {
    TinyAssembler asm = new TinyAssembler();
    asm.begin(asm.declare("sum", Signature.of("(I)I")), Type.INT, Type.INT);
    Label test = asm.label();
    Label done = asm.label();
    asm.bind(test).getLocal(0).getLocal(2).lt().brIf(done);
    asm.getLocal(1).getLocal(2).getLocal(2).add().add().setLocal(1);
    asm.getLocal(2).constInt(1).add().setLocal(2);
    asm.jump(test);
    asm.bind(done).getLocal(1).ret().end();
    return asm.build();
  }

  private static String report(int longest) {
    DispatchProfile profile = new DispatchProfile(TinyOpcodes.TABLE);
    Program counted = profile.counting(loop());
    TinyMachine machine = new TinyMachine(counted, new long[0]);
    assertThat(machine.invoke(counted.function("sum"), 97)).isEqualTo(97 * 98);
    return profile.report(10, longest);
  }

  private static List<String> section(String report, String start) {
    List<String> lines = report.lines().toList();
    int from = 0;
    while (!lines.get(from).startsWith(start)) {
      from++;
    }
    int to = from + 1;
    while (to < lines.size() && Character.isWhitespace(lines.get(to).charAt(0))) {
      to++;
    }
    return lines.subList(from + 1, to);
  }

  /** One jump at the entry, one test in front, five instructions in each of 98 turns but for the last jump, and the return. */
  @Test
  void aWholeTurnIsProposedFirst() {
    assertThat(section(report(5), "Sequences").get(0))
        .matches(" 79.\\d\\d %  20.\\d\\d %  add; add; add\\(_, #\\); br_if\\(lt\\(_, _\\)\\); jump");
  }

  @Test
  void noSequenceIsLongerThanAsked() {
    for (String line : section(report(2), "Sequences")) {
      assertThat(line.split("; ")).hasLength(2);
    }
  }

  @Test
  void aResultThatTheNextInstructionReadsIsFused() {
    assertThat(section(report(2), "Fused")).hasSize(1);
    assertThat(section(report(2), "Fused").get(0)).endsWith(" add(_, add(_, _))");
  }

  /** Of the five instructions of a turn the handler of the sequence runs three. */
  @Test
  void dispatchesAreThoseWithTheSequencesThatThereAre() {
    List<String> dispatched = section(report(2), "What");
    assertThat(dispatched.get(0)).matches(" 39.\\d\\d %  2\\d.\\d\\d %  add");
    assertThat(dispatched.get(1)).matches(" 19.\\d\\d %   \\d.\\d\\d %  add\\(_, #\\); br_if\\(lt\\(_, _\\)\\); jump");
  }

  /** An addition is followed by the other one or by the sequence, and that all but once by the first addition. */
  @Test
  void whatRunsRightAfterWhatMostOfTheTime() {
    List<String> pairs = section(report(2), "What is dispatched right after");
    assertThat(pairs.get(0)).matches(" 19.\\d\\d %  50.00 %  add -> add");
    assertThat(pairs.get(1)).endsWith(" 50.00 %  add -> add(_, #); br_if(lt(_, _)); jump");
    assertThat(pairs.get(2))
        .matches(" 19.\\d\\d %  9\\d.\\d\\d %  add\\(_, #\\); br_if\\(lt\\(_, _\\)\\); jump -> add");
  }

  @Test
  void aProgramCountedTwiceIsTwoPrograms() {
    DispatchProfile profile = new DispatchProfile(TinyOpcodes.TABLE);
    Program program = loop();
    for (int i = 0; i < 2; i++) {
      Program counted = profile.counting(program);
      new TinyMachine(counted, new long[0]).invoke(counted.function("sum"), 97);
    }
    assertThat(profile.report(10, 2)).isEqualTo(report(2));
  }

  @Test
  void programsCountAlikeHoweverLongTheyRun() {
    DispatchProfile profile = new DispatchProfile(TinyOpcodes.TABLE);
    for (int turns : new int[] {100, 100_000}) {
      Program counted = profile.counting(loop());
      new TinyMachine(counted, new long[0]).invoke(counted.function("sum"), turns);
    }
    TinyAssembler asm = new TinyAssembler();
    Function peek = asm.declare("peek", Signature.of("(I)J"));
    asm.begin(peek).getLocal(0).peek(0).ret().end();
    Program counted = profile.counting(asm.build());
    new TinyMachine(counted, new long[1]).invoke(counted.function("peek"), 0);
    List<String> peeks = section(profile.report(20, 2), "What").stream().filter(line -> line.endsWith("  peek")).toList();
    assertThat(peeks).hasSize(1);
    assertThat(peeks.get(0)).startsWith(" 16.67 %"); // half of a third
  }

  @Test
  void whatHasNotRunIsNotReported() {
    DispatchProfile profile = new DispatchProfile(TinyOpcodes.TABLE);
    profile.counting(loop());
    assertThat(profile.report(10, 5)).isEmpty();
  }

  @Test
  void otherInstructionSetsAreRefused() {
    DispatchProfile profile = new DispatchProfile(TypedOpcodes.TABLE);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> profile.counting(loop()));
    assertThat(refused).hasMessageThat().isEqualTo("a profile of Typed cannot count a program for Tiny");
  }

  /** What a program is extended by is counted, too. */
  @Test
  void countsWhatIsAdded() {
    TinyAssembler asm = new TinyAssembler().reserve(100);
    DispatchProfile profile = new DispatchProfile(TinyOpcodes.TABLE);
    Program counted = profile.counting(asm.build());
    Function added = asm.declare("added", Signature.of("(I)I"));
    asm.begin(added).getLocal(0).getLocal(0).add().ret().end();
    asm.extend(counted);
    assertThat(new TinyMachine(counted, new long[1]).invoke(added, 4)).isEqualTo(8);
    assertThat(profile.report(5, 2)).contains("add; return");
  }
}
