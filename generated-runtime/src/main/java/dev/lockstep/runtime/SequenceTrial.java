package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.function.ToIntBiFunction;

/**
 * The instructions of a sequence, laid out one after the other, on a few slots that they share, so that one reads what another
 * writes. Slot 0 is the link, 0, so that a return stops.
 */
final class SequenceTrial {

  private static final int SLOTS = 5;
  private static final int TARGETS = 3;

  private final InstructionTable table;
  private final SplittableRandom random;
  private final Draft draft = new Draft();
  private final CodeWords code = draft.code;
  private final Object[] references;
  private final Function callee = draft.declare("callee", Signature.of("()"));
  private final Function main = draft.declare("main", Signature.of("(I)"));
  private final long[] values = new long[SLOTS + 1];

  /** Whether any step computes with floating point. */
  private final boolean isFloating;

  /** By slot, whether a step may write a floating-point value there. */
  private final boolean[] hasFloat = new boolean[SLOTS + 1];
  private final int pc;

  /** The next place for a branch to lead to; each has its own, so that it matters which one is taken. */
  private int target;

  SequenceTrial(InstructionTable table, Sequence sequence, Object[] references, SplittableRandom random) {
    this.table = table;
    this.references = references;
    this.random = random;
    isFloating = Arrays.stream(sequence.steps()).anyMatch(step -> isFloating(table.form(step)));
    draft.constants.addAll(Arrays.asList(references));
    draft.writeHeader(callee, 0, 2 * SLOTS);
    code.add(Convention.HALT);
    callee.end(code.size());
    draft.writeHeader(main, 0, 2 * SLOTS);
    target = main.entry() + 1;
    for (int i = 0; i <= TARGETS * sequence.steps().length; i++) {
      code.add(Convention.HALT);
    }
    pc = code.size();
    for (int step : sequence.steps()) {
      instruction(table.form(step));
    }
    code.add(Convention.HALT);
    main.end(code.size());
  }

  private void instruction(Form form) {
    code.add(form.id());
    for (int i = 0; i < form.operandCount(); i++) {
      Operand operand = form.operand(i);
      switch (operand.role()) {
        case SOURCE -> {
          int slot = 1 + random.nextInt(SLOTS);
          values[slot] = edge(operand.type());
          code.add(slot);
        }
        case DESTINATION -> {
          int slot = 1 + random.nextInt(SLOTS);
          hasFloat[slot] |= isFloating(operand.type());
          code.add(slot);
        }
        case IMMEDIATE -> {
          if (operand.words() == 2) {
            code.addWide(edge(operand.type()));
          } else {
            code.add((int) edge(operand.type()));
          }
        }
        case TARGET -> code.addAll(new int[] {target++, 1});
        case TABLE -> code.addAll(new int[] {1, TARGETS, target++, target++, target++});
        case CALLEE -> code.addAll(new int[] {callee.entry(), SLOTS + 1, 0});
        case COMPUTED_CALLEE -> code.addAll(new int[] {SLOTS + 1, 0});
        case LINK -> code.add(0);
      }
    }
  }

  @Override
  public String toString() {
    return "slots " + Arrays.toString(values);
  }

  private static boolean isFloating(Form form) {
    for (int i = 0; i < form.operandCount(); i++) {
      if (isFloating(form.operand(i).type())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFloating(Type type) {
    return type == Type.FLOAT || type == Type.DOUBLE;
  }

  /** No NaN, nor what is one to a step that reads a slot as another type: of two that meet, the JVM hands on either. */
  private long edge(Type type) {
    while (true) {
      long bits = EdgeValues.bits(type, random.nextInt(EdgeValues.count(type, references.length)));
      if (!isFloating || !isNaN(bits)) {
        return bits;
      }
    }
  }

  private static boolean isNaN(long bits) {
    return EdgeValues.isNaN(Type.FLOAT, bits) || EdgeValues.isNaN(Type.DOUBLE, bits);
  }

  /** What is in the slots; all NaNs that a step may have written are the same. */
  private String slots(long[] slots) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int slot = 0; slot <= SLOTS; slot++) {
      text.add(hasFloat[slot] && isNaN(slots[slot]) ? "NaN" : String.valueOf(slots[slot]));
    }
    return text.toString();
  }

  /** What becomes of the instructions if {@code word} stands in front: the sequence, or the first form. */
  <C> String run(int word, Conformance<C> conformance, C context, ToIntBiFunction<Machine, Integer> loop) {
    code.set(pc, word);
    Program program = new Program(new ProgramImage(table, false, draft, 0), Tiering.interpreter());
    Machine machine = conformance.machine(program, context);
    System.arraycopy(values, 0, machine.slots, 0, values.length);
    for (int i = 0; i < machine.refs.length && i <= SLOTS; i++) {
      machine.refs[i] = references[i % references.length];
    }
    String outcome;
    try {
      int stop = loop.applyAsInt(machine, pc);
      int suspendedAt = machine.activation.suspendedAt();
      outcome = suspendedAt == 0 ? "pc " + stop : "suspended before pc " + suspendedAt;
    } catch (Trap trap) {
      outcome = Trial.outcome(trap) + " at pc " + trap.pc();
    } catch (RuntimeException | Error e) {
      outcome = e.getClass().getName();
    }
    return outcome + ", slots " + slots(machine.slots);
  }
}
