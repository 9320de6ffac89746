package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/**
 * Compares, form by form and on edge values, what the methods of the opcodes compute when they are called from Java, what
 * either loop of the interpreter makes of them, and what a compiled region does; and sequences with what their steps do one by
 * one. Results that are NaNs are the same, whatever their payloads. Each instruction set has one generated subclass. Not
 * thread-safe.
 *
 * @param <C> the type of the context
 */
public abstract class Conformance<C> {

  /** How many sets of immediates are tried with each form, and how many sets of values in slots with each of them. */
  private static final int IMMEDIATES = 12;

  /** Enough for all pairs. */
  private static final int VALUES = 800;

  private static final int VALUES_WITH_IMMEDIATES = 60;

  private static final int SEQUENCES = 100;

  private static final List<ToIntBiFunction<Machine, Integer>> LOOPS = List.of(Machine::run, Machine::warmUp);

  private final InstructionTable table;
  private final Set<String> left = new HashSet<>();
  private Supplier<? extends C> contexts = () -> null;
  private BiPredicate<? super C, ? super C> same = (a, b) -> true;
  private Object[] references = {null, "", "text", new int[4]};
  private final List<ConformanceFailure> failures = new ArrayList<>();

  /** For generated code. */
  protected Conformance(InstructionTable table) {
    this.table = table;
  }

  /** For generated code: a machine that runs {@code program} with {@code context}. */
  protected abstract Machine machine(Program program, C context);

  /** For generated code: calls the methods that {@code form} is composed of. */
  protected abstract void call(int form, C context, Trial trial);

  /** Makes the context of each case: as often as it is asked, and always the same. Without it contexts are {@code null}. */
  public final Conformance<C> contexts(Supplier<? extends C> made) {
    contexts = made;
    return this;
  }

  /**
   * Compares contexts too: whether two of them, after the same instruction, are the same, which takes more than {@code
   * Object::equals} if their class has none of its own. Not where two NaNs may have met, of which the JVM leaves open which one
   * is handed on.
   */
  public final Conformance<C> comparing(BiPredicate<? super C, ? super C> equality) {
    same = equality;
    return this;
  }

  /**
   * The values of reference operands. Results are the same if they are equal or of one class.
   *
   * @throws IllegalArgumentException if there are none
   */
  public final Conformance<C> references(Object... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("one reference at least is needed");
    }
    references = values.clone();
    return this;
  }

  /**
   * Leaves out opcodes, such as those that wait for something, or that take as long, or as much memory, as an operand says: operands
   * come to {@link Integer#MAX_VALUE}.
   *
   * @throws IllegalArgumentException if no opcode has one of the mnemonics
   */
  public final Conformance<C> without(String... mnemonics) {
    for (String mnemonic : mnemonics) {
      if (table.opcodes().stream().noneMatch(opcode -> opcode.mnemonic().equals(mnemonic))) {
        throw new IllegalArgumentException(table.name() + " has no opcode " + mnemonic);
      }
    }
    left.addAll(List.of(mnemonics));
    return this;
  }

  /** Tries all forms; returns the cases in which something differs, at most one a form. */
  public final List<ConformanceFailure> check() {
    failures.clear();
    for (int id = Convention.BUILT_INS; id < table.formCount(); id++) {
      Form form = table.form(id);
      if (form.id() == id && !isLeft(form)) {
        check(form);
      }
    }
    for (int id = 0; id < table.formCount(); id++) {
      Form form = table.form(id);
      for (Sequence sequence : form.sequences()) {
        if (sequence.id() == id && Arrays.stream(sequence.steps()).mapToObj(table::form).noneMatch(this::isLeft)) {
          check(sequence);
        }
      }
    }
    return List.copyOf(failures);
  }

  private boolean isLeft(Form form) {
    for (Form part = form; part != null && part.opcode() >= 0; part = part.child() < 0 ? null : table.form(part.child())) {
      if (left.contains(table.opcode(part.opcode()).mnemonic())) {
        return true;
      }
    }
    return false;
  }

  private void check(Form form) {
    SplittableRandom random = new SplittableRandom(form.id());
    List<Type> immediates = types(form, Operand.Role.IMMEDIATE);
    List<Type> sources = types(form, Operand.Role.SOURCE);
    int limit = immediates.isEmpty() ? VALUES : VALUES_WITH_IMMEDIATES;
    for (long[] held : Combinations.of(immediates, references.length, IMMEDIATES, random)) {
      OneInstruction instruction = new OneInstruction(table, form, held, references);
      Program compiled = instruction.program.in(Tiering.interpreter());
      boolean hasRegion = install(compiled, instruction.pc);
      for (long[] values : Combinations.of(sources, references.length, limit, random)) {
        Trial direct = new Trial(instruction, values, references);
        C directContext = contexts.get();
        C interpretedContext = contexts.get();
        C warmContext = contexts.get();
        C compiledContext = contexts.get();
        direct.call(table, this, directContext);
        Trial interpreted = run(instruction, instruction.program, values, interpretedContext, Machine::run);
        Trial warm = run(instruction, instruction.program, values, warmContext, Machine::warmUp);
        Trial inRegion = run(instruction, compiled, values, compiledContext, Machine::run);
        boolean leavesOpen = direct.leavesPayloadOpen(held);
        boolean isInterpreted =
            direct.agreesWith(interpreted) && (leavesOpen || same.test(directContext, interpretedContext));
        boolean isWarm = direct.agreesWith(warm) && (leavesOpen || same.test(directContext, warmContext));
        boolean isCompiled =
            hasRegion && direct.agreesWith(inRegion) && (leavesOpen || same.test(directContext, compiledContext));
        if (!isInterpreted || !isWarm || !isCompiled) {
          failures.add(
              new ConformanceFailure(
                  form.name(),
                  direct.inputs(held),
                  direct.toString(),
                  isInterpreted ? outcome(direct, warm, isWarm) : outcome(direct, interpreted, false),
                  hasRegion ? outcome(direct, inRegion, isCompiled) : "no region"));
          return;
        }
      }
    }
  }

  /** The outcome in words; if it only looks the same, the contexts differ. */
  private static String outcome(Trial direct, Trial other, boolean isSame) {
    return isSame || !direct.agreesWith(other) ? other.toString() : other + ", another context";
  }

  /** Compares a sequence with its steps, dispatched one by one. */
  private void check(Sequence sequence) {
    SplittableRandom random = new SplittableRandom(sequence.id());
    for (int i = 0; i < SEQUENCES; i++) {
      SequenceTrial trial = new SequenceTrial(table, sequence, references, random);
      C oneByOneContext = contexts.get();
      String oneByOne = trial.run(sequence.steps()[0], this, oneByOneContext, Machine::run);
      for (ToIntBiFunction<Machine, Integer> loop : LOOPS) {
        C context = contexts.get();
        String together = trial.run(sequence.id(), this, context, loop);
        boolean isSame = same.test(oneByOneContext, context);
        if (!together.equals(oneByOne) || !isSame) {
          String name =
              Arrays.stream(sequence.steps()).mapToObj(table::form).map(Form::name).collect(Collectors.joining("; "));
          failures.add(new ConformanceFailure(name, trial.toString(), oneByOne, isSame ? together : together + ", another context", ""));
          return;
        }
      }
    }
  }

  private boolean install(Program program, int pc) {
    RegionCompiler compiler = new RegionCompiler(program, RegionLimits.DEFAULT);
    RegionPlan plan = compiler.planInstruction(pc);
    Region region = plan == null ? null : compiler.compile(plan, pc);
    if (region == null) {
      return false;
    }
    program.install(pc, region);
    return true;
  }

  private Trial run(
      OneInstruction instruction, Program program, long[] values, C context, ToIntBiFunction<Machine, Integer> loop) {
    Trial trial = new Trial(instruction, values, references);
    trial.run(machine(program, context), loop);
    return trial;
  }

  static List<Type> types(Form form, Operand.Role role) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < form.operandCount(); i++) {
      if (form.operand(i).role() == role) {
        types.add(form.operand(i).type());
      }
    }
    return types;
  }
}
