package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Compares, form by form and on edge values, what the methods of the opcodes compute when they are called from Java, what
 * the interpreter makes of them, and what a compiled region does. Each instruction set has one generated subclass. Not
 * thread-safe.
 *
 * @param <C> the type of the context
 */
public abstract class Conformance<C> {

  /** How many sets of immediates are tried with each form, and how many sets of values in slots with each of them. */
  private static final int IMMEDIATES = 12;

  private static final int VALUES = 400;
  private static final int VALUES_WITH_IMMEDIATES = 60;

  private final InstructionTable table;
  private final Set<String> left = new HashSet<>();
  private Supplier<? extends C> contexts = () -> null;
  private BiPredicate<? super C, ? super C> same = (a, b) -> true;
  private Object[] references = {null, "", "text", new int[4]};
  private final List<Failure> failures = new ArrayList<>();

  /**
   * A case in which the three differ. Outcomes are results, the pc that runs next, or what was thrown.
   *
   * @param form the name of the form
   * @param inputs operands and immediates in the order in which they lie in the instruction
   * @param direct the outcome of a call from Java
   * @param interpreted the outcome of the handler
   * @param compiled the outcome of the region
   */
  public record Failure(String form, String inputs, String direct, String interpreted, String compiled) {}

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

  /** Compares contexts too: whether two of them, after the same instruction, are the same. */
  public final Conformance<C> comparing(BiPredicate<? super C, ? super C> equality) {
    same = equality;
    return this;
  }

  /** The values of reference operands; one at least. Results are the same if they are equal or of one class. */
  public final Conformance<C> references(Object... values) {
    references = values.clone();
    return this;
  }

  /** Leaves out opcodes, such as those that wait for something. */
  public final Conformance<C> without(String... mnemonics) {
    left.addAll(List.of(mnemonics));
    return this;
  }

  /** Tries all forms; returns the cases in which something differs, at most one a form. */
  public final List<Failure> check() {
    failures.clear();
    for (int id = Convention.BUILT_INS; id < table.formCount(); id++) {
      Form form = table.form(id);
      if (!isLeft(form)) {
        check(form);
      }
    }
    return List.copyOf(failures);
  }

  private boolean isLeft(Form form) {
    for (Form part = form; part != null; part = part.child() < 0 ? null : table.form(part.child())) {
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
        C compiledContext = contexts.get();
        direct.call(table, this, directContext);
        Trial interpreted = run(instruction, instruction.program, values, interpretedContext);
        Trial inRegion = run(instruction, compiled, values, compiledContext);
        boolean agree =
            hasRegion
                && direct.agreesWith(interpreted)
                && direct.agreesWith(inRegion)
                && same.test(directContext, interpretedContext)
                && same.test(directContext, compiledContext);
        if (!agree) {
          String outcome = hasRegion ? inRegion.toString() : "no region";
          failures.add(
              new Failure(form.name(), direct.inputs(held), direct.toString(), interpreted.toString(), outcome));
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

  private Trial run(OneInstruction instruction, Program program, long[] values, C context) {
    Trial trial = new Trial(instruction, values, references);
    trial.run(machine(program, context));
    return trial;
  }

  private static List<Type> types(Form form, Operand.Role role) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < form.operandCount(); i++) {
      if (form.operand(i).role() == role) {
        types.add(form.operand(i).type());
      }
    }
    return types;
  }

  /** One instruction with its inputs, and what becomes of it. For generated code, which calls the opcode's methods. */
  public static final class Trial {

    private final OneInstruction instruction;
    private final long[] values;
    private final Object[] references;
    private final Object[] results;
    private boolean taken;
    private int picked;
    private int stop;
    private String thrown = "";

    Trial(OneInstruction instruction, long[] values, Object[] references) {
      this.instruction = instruction;
      this.values = values;
      this.references = references;
      results = new Object[types(instruction.form, Operand.Role.DESTINATION).size()];
    }

    /** The bits of the operand or immediate at a word of the instruction. */
    public long bits(int word) {
      int source = 0;
      int[] code = instruction.program.pristine();
      for (int i = 0; i < instruction.form.operandCount(); i++) {
        Operand operand = instruction.form.operand(i);
        boolean isSource = operand.role() == Operand.Role.SOURCE;
        if (operand.word() == word) {
          int at = instruction.pc + word;
          return isSource ? values[source] : operand.words() == 2 ? Core.wide(code, at) : code[at];
        }
        source += isSource ? 1 : 0;
      }
      throw new IllegalArgumentException("no operand at word " + word);
    }

    /** The reference at a word of the instruction. */
    public Object reference(int word) {
      return references[(int) bits(word)];
    }

    /** The word itself: the pc of a target, or the number of targets of a switch. */
    public int word(int word) {
      return instruction.program.pristine()[instruction.pc + word];
    }

    /** The bits of a result. */
    public void result(int index, long bits) {
      results[index] = bits;
    }

    /** A result that is a reference. */
    public void resultReference(int index, Object reference) {
      results[index] = reference;
    }

    /** Whether the branch is taken. */
    public void branch(boolean isTaken) {
      taken = isTaken;
    }

    /** Which target or function is picked. */
    public void pick(int index) {
      picked = index;
    }

    <C> void call(InstructionTable table, Conformance<C> conformance, C context) {
      try {
        conformance.call(instruction.form.id(), context, this);
        stop = stop(conformance, context);
        normalise();
      } catch (Trap trap) {
        thrown("trap: " + trap.reason());
      } catch (RuntimeException e) {
        String reason = table.trapReason(e);
        thrown(reason == null ? e.getClass().getName() : "trap: " + reason);
      } catch (Error e) {
        thrown(e.getClass().getName());
      }
    }

    private <C> int stop(Conformance<C> conformance, C context) {
      return switch (instruction.form.flow()) {
        case NEXT -> instruction.stopAfter();
        case JUMP -> instruction.stopAtTarget();
        case BRANCH -> taken ? instruction.stopAtTarget() : instruction.stopAfter();
        case SWITCH -> instruction.stopAtTarget(picked);
        case CALL, TAIL_CALL -> instruction.calleeEntry();
        case CALL_COMPUTED, TAIL_CALL_COMPUTED -> conformance.machine(instruction.program, context).entry(picked, 0);
        case RETURN -> instruction.stopAfterReturn();
        case TRAP, HALT -> throw new IllegalStateException(instruction.form + " throws nothing");
      };
    }

    private void thrown(String what) {
      thrown = what;
      stop = instruction.pc;
      java.util.Arrays.fill(results, null);
    }

    void run(Machine machine) {
      machine.slots[0] = instruction.link();
      int source = 0;
      for (int i = 0; i < instruction.form.operandCount(); i++) {
        Operand operand = instruction.form.operand(i);
        if (operand.role() == Operand.Role.SOURCE) {
          long bits = values[source++];
          if (operand.type() == Type.REFERENCE) {
            machine.refs[instruction.slot(operand)] = references[(int) bits];
          } else {
            machine.slots[instruction.slot(operand)] = bits;
          }
        }
      }
      try {
        stop = machine.run(instruction.pc);
        read(machine);
        normalise();
      } catch (Trap trap) {
        thrown("trap: " + trap.reason());
        stop = trap.pc();
      } catch (RuntimeException | Error e) {
        thrown(e.getClass().getName());
      }
    }

    private void read(Machine machine) {
      int result = 0;
      for (int i = 0; i < instruction.form.operandCount(); i++) {
        Operand operand = instruction.form.operand(i);
        if (operand.role() == Operand.Role.DESTINATION) {
          int slot = instruction.slot(operand);
          results[result++] = operand.type() == Type.REFERENCE ? machine.refs[slot] : (Object) machine.slots[slot];
        }
      }
    }

    /** Of an int or a float only the low half of the slot counts. */
    private void normalise() {
      List<Type> types = types(instruction.form, Operand.Role.DESTINATION);
      for (int i = 0; i < results.length; i++) {
        if (types.get(i) == Type.INT || types.get(i) == Type.FLOAT) {
          results[i] = (long) (int) (long) (Long) results[i];
        }
      }
    }

    boolean agreesWith(Trial other) {
      if (stop != other.stop || !thrown.equals(other.thrown)) {
        return false;
      }
      List<Type> types = types(instruction.form, Operand.Role.DESTINATION);
      for (int i = 0; i < results.length; i++) {
        if (!isSame(types.get(i), results[i], other.results[i])) {
          return false;
        }
      }
      return true;
    }

    private boolean isSame(Type type, Object a, Object b) {
      if (Objects.equals(a, b)) {
        return true;
      }
      if (a == null || b == null) {
        return false;
      }
      if (type == Type.REFERENCE) {
        return a.getClass() == b.getClass();
      }
      // Of two NaNs, the JVM may hand on either.
      return EdgeValues.isNaN(type, (Long) a) && EdgeValues.isNaN(type, (Long) b) && hasSeveralNaNs();
    }

    private boolean hasSeveralNaNs() {
      int count = 0;
      for (int i = 0; i < instruction.form.operandCount(); i++) {
        Operand operand = instruction.form.operand(i);
        if (operand.type() == Type.FLOAT || operand.type() == Type.DOUBLE) {
          boolean isInput = operand.role() == Operand.Role.SOURCE || operand.role() == Operand.Role.IMMEDIATE;
          count += isInput && EdgeValues.isNaN(operand.type(), bits(operand.word())) ? 1 : 0;
        }
      }
      return count > 1;
    }

    String inputs(long[] immediates) {
      StringBuilder text = new StringBuilder();
      int source = 0;
      int immediate = 0;
      for (int i = 0; i < instruction.form.operandCount(); i++) {
        Operand operand = instruction.form.operand(i);
        if (operand.role() == Operand.Role.SOURCE || operand.role() == Operand.Role.IMMEDIATE) {
          boolean isSource = operand.role() == Operand.Role.SOURCE;
          text.append(text.isEmpty() ? "" : ", ").append(isSource ? "" : "#");
          text.append(EdgeValues.toString(operand.type(), isSource ? values[source++] : immediates[immediate++]));
        }
      }
      return text.toString();
    }

    @Override
    public String toString() {
      if (!thrown.isEmpty()) {
        return thrown + " at pc " + stop;
      }
      StringBuilder text = new StringBuilder();
      List<Type> types = types(instruction.form, Operand.Role.DESTINATION);
      for (int i = 0; i < results.length; i++) {
        boolean isReference = types.get(i) == Type.REFERENCE;
        text.append(isReference ? String.valueOf(results[i]) : EdgeValues.toString(types.get(i), (Long) results[i]));
        text.append(", ");
      }
      return text.append("next pc ").append(stop).toString();
    }
  }
}
