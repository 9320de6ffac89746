package groups;

import dev.lockstep.runtime.ConformanceFailure;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a program of each guest in all tiers. */
public final class Run {

  private static final List<Tiering> TIERS =
      List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.mixed(), Tiering.stress(1), Tiering.stress(2));

  private Run() {}

  /** Counts to the argument. */
  public static List<String> countOutcomes() {
    CountAssembler assembler = new CountAssembler();
    assembler.begin(assembler.declare("count", Signature.of("(I)I")), Type.INT);
    Label loop = assembler.label();
    assembler.bind(loop).getLocal(1).constInt(1).add().teeLocal(1).getLocal(0).less().brIf(loop);
    assembler.getLocal(1).ret().end();
    Program program = assembler.build();
    List<String> outcomes = new ArrayList<>();
    for (Tiering tiering : TIERS) {
      Program copy = program.in(tiering);
      outcomes.add(String.valueOf(new CountMachine(copy).invoke(copy.function("count"), 42)));
    }
    return outcomes;
  }

  /** Adds 0 to the argument in a cell. */
  public static List<String> sumOutcomes() {
    SumAssembler assembler = new SumAssembler();
    Function sum = assembler.declare("sum", Signature.of("(I)I"));
    assembler.begin(sum, Type.INT, Type.INT);
    Label loop = assembler.label();
    assembler.bind(loop).getLocal(2).constInt(1).add().getLocal(2).constInt(1).add().load().getLocal(1).add().store();
    assembler.getLocal(1).constInt(1).add().teeLocal(1).getLocal(0).less().brIf(loop);
    assembler.getLocal(2).constInt(1).add().load().ret().end();
    Program program = assembler.build();
    List<String> outcomes = new ArrayList<>();
    for (Tiering tiering : TIERS) {
      Program copy = program.in(tiering);
      outcomes.add(String.valueOf(new SumMachine(copy, new int[2]).invoke(copy.function("sum"), 10)));
    }
    return outcomes;
  }

  /** The cases in which handlers or regions of either guest do not do what the methods do. */
  public static List<String> failures() {
    List<ConformanceFailure> failures = new ArrayList<>(new CountConformance().check());
    failures.addAll(new SumConformance().contexts(() -> new int[4]).comparing(Arrays::equals).check());
    return failures.stream().map(ConformanceFailure::toString).toList();
  }
}
