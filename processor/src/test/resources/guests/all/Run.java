package all;

import dev.lockstep.runtime.ConformanceFailure;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Tiering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs programs of all opcodes in all tiers. */
public final class Run {

  private Run() {}

  /** Sums 1 to the argument, by a fused loop. */
  private static Program sum() {
    AllAssembler assembler = new AllAssembler();
    Function sum = assembler.declare("sum", Signature.of("(J)J"));
    assembler.begin(sum, dev.lockstep.runtime.Type.LONG, dev.lockstep.runtime.Type.INT);
    Label loop = assembler.label();
    assembler.bind(loop);
    assembler.getLocal(1).getLocal(0).ladd().setLocal(1);
    assembler.getLocal(0).constLong(-1).ladd().setLocal(0);
    assembler.three(2, 2, 1, 2);
    assembler.getLocal(2).constInt(1000).lt().brIf(loop);
    assembler.getLocal(1).ret();
    assembler.end();
    return assembler.build();
  }

  /** What each tier makes of it. */
  public static List<String> outcomes() {
    List<String> outcomes = new ArrayList<>();
    Program program = sum();
    for (Tiering tiering :
        List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1), Tiering.stress(2))) {
      Program copy = program.in(tiering);
      outcomes.add(String.valueOf(new AllMachine(copy).invoke(copy.function("sum"), 10L)));
    }
    return outcomes;
  }

  /** The cases in which handlers or regions do not do what the methods do. */
  public static List<String> failures() {
    return new AllConformance()
        .references(null, "a", List.of("x"), new Object[1], Map.of()).check().stream()
            .map(ConformanceFailure::toString)
            .toList();
  }

  public static String disassembly() {
    return AllDisassembler.disassemble(sum());
  }
}
