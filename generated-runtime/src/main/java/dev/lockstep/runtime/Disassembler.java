package dev.lockstep.runtime;

/**
 * Prints the code of a program as loaded: one instruction a line, with its pc, its form and its operands.
 * {@code R} marks the entry of a region, {@code +} an instruction that the handler of the one before runs.
 */
public final class Disassembler {

  private final Program program;
  private final StringBuilder out = new StringBuilder();

  private Disassembler(Program program) {
    this.program = program;
  }

  /** The code of all functions. */
  public static String disassemble(Program program) {
    Disassembler disassembler = new Disassembler(program);
    for (Function function : program.functions()) {
      disassembler.function(function);
    }
    return disassembler.out.toString();
  }

  /** The code of one function. */
  public static String disassemble(Program program, Function function) {
    Disassembler disassembler = new Disassembler(program);
    disassembler.function(function);
    return disassembler.out.toString();
  }

  /**
   * The code of all functions, region by region: cut as it would be if each function were compiled from its entry, and in the
   * order in which it would be emitted.
   */
  public static String disassembleRegions(Program program) {
    Disassembler disassembler = new Disassembler(program);
    RegionCompiler compiler = new RegionCompiler(program, RegionLimits.DEFAULT);
    for (Function function : program.functions()) {
      disassembler.regions(function, compiler.plan(function, function.entry()));
    }
    return disassembler.out.toString();
  }

  private void function(Function function) {
    header(function);
    instructions(function.entry(), function.end());
  }

  private void regions(Function function, RegionPlan plan) {
    if (plan == null) {
      function(function);
      return;
    }
    header(function);
    for (int i = 0; i < plan.size(); i++) {
      out.append("  region ").append(plan.entry(i)).append(plan.isCompilable(i) ? "\n" : ", interpreted\n");
      for (int block : plan.blocks(i)) {
        instructions(plan.flow().start[block], plan.flow().end[block]);
      }
    }
  }

  private void header(Function function) {
    out.append(function).append(": ").append(function.link()).append(" locals, frame of ")
        .append(program.pristine()[function.entry() + Convention.FRAME_SIZE]).append(" slots\n");
  }

  private void instructions(int from, int to) {
    int[] code = program.pristine();
    int pc = from;
    int end = from; // of the sequence
    while (pc < to) {
      Form form = program.formAt(pc);
      instruction(code, pc, form, pc < end);
      for (Sequence sequence : form.sequences()) {
        if (sequence.id() == code[pc]) {
          end = endOf(sequence, pc);
        }
      }
      pc = program.after(pc);
    }
  }

  private int endOf(Sequence sequence, int pc) {
    int end = pc;
    for (int step = 0; step < sequence.steps().length; step++) {
      end = program.after(end);
    }
    return end;
  }

  private void instruction(int[] code, int pc, Form form, boolean isJoined) {
    out.append(program.isRegionEntry(pc) ? "R" : isJoined ? "+" : " ");
    String number = Integer.toString(pc);
    out.append(" ".repeat(Math.max(1, 7 - number.length()))).append(number).append("  ").append(form.name());
    Operand.Role before = null;
    for (int i = 0; i < form.operandCount(); i++) {
      Operand.Role role = form.operand(i).role();
      out.append(before == null ? " " : before == Operand.Role.DESTINATION && role != before ? " <- " : ", ");
      operand(code, pc, form.operand(i));
      before = role;
    }
    out.append('\n');
  }

  private void operand(int[] code, int pc, Operand operand) {
    int at = pc + operand.word();
    switch (operand.role()) {
      case DESTINATION, SOURCE -> out.append('s').append(code[at]);
      case IMMEDIATE -> immediate(code, at, operand);
      case TARGET -> out.append("-> ").append(code[at]);
      case TABLE -> {
        out.append("->");
        for (int i = 0; i < code[at + 1]; i++) {
          out.append(' ').append(code[at + 2 + i]);
        }
      }
      case CALLEE -> {
        Function callee = program.functionAt(code[at]);
        out.append(callee.name()).append(program.signature(code[at + 2])).append(" at s").append(code[at + 1]);
      }
      case COMPUTED_CALLEE -> out.append(program.signature(code[at + 1])).append(" at s").append(code[at]);
      case LINK -> out.append("link s").append(code[at]);
    }
  }

  private void immediate(int[] code, int at, Operand operand) {
    out.append('#');
    switch (operand.type()) {
      case INT -> out.append(code[at]);
      case LONG -> out.append(operand.isShortLong() ? code[at] : Core.wide(code, at));
      case FLOAT -> out.append(Float.intBitsToFloat(code[at]));
      case DOUBLE -> out.append(Double.longBitsToDouble(Core.wide(code, at)));
      case REFERENCE -> reference(program.constants()[code[at]]);
    }
  }

  /** Whatever it contains, in one line; text in quotes, so that its ends are seen. */
  private void reference(Object constant) {
    String quote = constant instanceof CharSequence ? "\"" : "";
    String text = String.valueOf(constant).replace("\n", "\\n").replace("\r", "\\r");
    out.append(quote).append(text).append(quote);
  }
}
