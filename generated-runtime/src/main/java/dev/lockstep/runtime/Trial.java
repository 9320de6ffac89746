package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntBiFunction;

/**
 * One instruction with its inputs, and what becomes of it. Public for generated code, which calls the opcode's methods. Not
 * thread-safe.
 */
public final class Trial {

  private final OneInstruction instruction;
  private final long[] values;
  private final Object[] references;
  private final Object[] results;
  private boolean taken;
  private int picked;
  /** The pc at which the driver stops, negative if the guest is suspended in front of it. */
  private int stop;

  private String thrown = "";

  Trial(OneInstruction instruction, long[] values, Object[] references) {
    this.instruction = instruction;
    this.values = values;
    this.references = references;
    results = new Object[Conformance.types(instruction.form, Operand.Role.DESTINATION).size()];
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

  /** Whether the branch is taken, or the guest is suspended. */
  public void branch(boolean isTaken) {
    taken = isTaken;
  }

  /** Which target or function is picked. */
  public void pick(int index) {
    picked = index;
  }

  <C> void call(InstructionTable table, Conformance<C> conformance, C context) {
    try {
      try {
        conformance.call(instruction.form.id(), context, this);
      } catch (GuestException e) {
        throw instruction.form.raises() ? Raises.uncaught(e.value()) : TrapTrace.undeclared(e);
      }
      stop = stop(conformance, context);
      normalise();
    } catch (Trap trap) {
      thrown(outcome(trap));
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
      case SUSPEND -> taken ? -instruction.stopAfter() : instruction.stopAfter();
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
    Arrays.fill(results, null);
  }

  void run(Machine machine, ToIntBiFunction<Machine, Integer> loop) {
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
      stop = loop.applyAsInt(machine, instruction.pc) - machine.activation.suspendedAt();
      read(machine);
      normalise();
    } catch (Trap trap) {
      thrown(outcome(trap));
      stop = trap.pc();
    } catch (RuntimeException | Error e) {
      thrown(e.getClass().getName());
    }
  }

  /** Of what is raised only the class counts, as its text may name the object itself. */
  static String outcome(Trap trap) {
    if (trap.getCause() instanceof GuestException raised) {
      return "raised " + (raised.value() == null ? null : raised.value().getClass().getName());
    }
    return "trap: " + trap.reason();
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
    List<Type> types = Conformance.types(instruction.form, Operand.Role.DESTINATION);
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
    List<Type> types = Conformance.types(instruction.form, Operand.Role.DESTINATION);
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
    // The JVM leaves open which NaN an operation gives: Math.ceil gives the one it was given until HotSpot has compiled it.
    return EdgeValues.isNaN(type, (Long) a) && EdgeValues.isNaN(type, (Long) b);
  }

  /** Of two NaNs that meet in an addition, the JVM hands on either, depending on how it compiles it: payloads then differ. */
  private boolean mayMeetTwoNaNs() {
    int count = 0;
    for (int i = 0; i < instruction.form.operandCount(); i++) {
      Operand operand = instruction.form.operand(i);
      boolean isInput = operand.role() == Operand.Role.SOURCE || operand.role() == Operand.Role.IMMEDIATE;
      count += isInput && (operand.type() == Type.FLOAT || operand.type() == Type.DOUBLE) ? 1 : 0;
    }
    return count > 1;
  }

  /**
   * Whether an input is a NaN that may meet another on the way to the context. The other need not be an input: a body may make
   * one of any number, as a root does.
   */
  boolean leavesPayloadOpen(long[] immediates) {
    boolean hasNaN = false;
    int source = 0;
    int immediate = 0;
    for (int i = 0; i < instruction.form.operandCount(); i++) {
      Operand operand = instruction.form.operand(i);
      if (operand.role() == Operand.Role.SOURCE) {
        hasNaN |= EdgeValues.isNaN(operand.type(), values[source++]);
      } else if (operand.role() == Operand.Role.IMMEDIATE) {
        hasNaN |= EdgeValues.isNaN(operand.type(), immediates[immediate++]);
      }
    }
    return hasNaN && mayMeetTwoNaNs();
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
    List<Type> types = Conformance.types(instruction.form, Operand.Role.DESTINATION);
    for (int i = 0; i < results.length; i++) {
      boolean isReference = types.get(i) == Type.REFERENCE;
      text.append(isReference ? String.valueOf(results[i]) : EdgeValues.toString(types.get(i), (Long) results[i]));
      text.append(", ");
    }
    return text.append(stop < 0 ? "suspended before pc " : "next pc ").append(Math.abs(stop)).toString();
  }
}
