package names;

import dev.lockstep.runtime.ConformanceFailure;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.List;

/** Runs opcodes with odd names, and such as trap where that is not easily seen. */
public final class Run {

  private static final int NULL_RECORD = 1;
  private static final int NULL_BOX = 2;

  private Run() {}

  private static Program program() {
    NameAssembler asm = new NameAssembler();
    asm.begin(asm.declare("names", Signature.of("()JL")));
    asm.seven().yield().negate().io().widen().constant("text").ret().end();
    asm.begin(asm.declare("record", Signature.of("(I)J")), Type.LONG);
    asm.getLocal(0).negate().negate().one().setLocal(1).getLocal(1).ret().end();
    asm.begin(asm.declare("box", Signature.of("(I)L")));
    asm.getLocal(0).negate().negate().box().ret().end();
    return asm.build();
  }

  private static String outcome(Program program, String name, Object... arguments) {
    Function function = program.function(name);
    try {
      Object result = new NameMachine(program).invoke(function, arguments);
      return result instanceof List<?> results ? results.toString() : String.valueOf(result);
    } catch (Trap trap) {
      return trap.reason() + " at " + (trap.pc() - function.entry());
    }
  }

  /** What each tier makes of all functions. */
  public static List<String> outcomes() {
    List<String> outcomes = new ArrayList<>();
    Program program = program();
    for (Tiering tiering : List.of(Tiering.interpreter(), Tiering.compiled(), Tiering.stress(1))) {
      Program copy = program.in(tiering);
      outcomes.add(
          outcome(copy, "names") + ", " + outcome(copy, "record", NULL_RECORD) + ", " + outcome(copy, "box", NULL_BOX));
    }
    return outcomes;
  }

  /** The forms that differ. */
  public static List<String> failures() {
    return new NameConformance().check().stream().map(ConformanceFailure::form).toList();
  }
}
