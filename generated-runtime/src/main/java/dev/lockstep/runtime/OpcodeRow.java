package dev.lockstep.runtime;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One row of an opcode table: what an assembler and a reader have to know of an opcode. Immutable once its table is built. */
public final class OpcodeRow {

  private final int index;
  private final int number;
  private final String mnemonic;
  private final Flow flow;
  private final Parameter[] parameters;
  private final Type[] results;
  private final boolean toLocal;
  private final int operandCount;

  /** The forms that no other opcode is fused into. */
  private Form[] forms = {};

  private int foldable;

  private boolean raises;

  /** A parameter of an opcode, other than the context. */
  public record Parameter(Kind kind, Type type) {
    /** Where its value comes from. */
    public enum Kind {
      /** Popped from the stack. */
      OPERAND,
      /** Held in the instruction. */
      IMMEDIATE,
      /** A local variable named by the instruction. */
      LOCAL,
      /** A label, or the labels of a switch. */
      TARGET
    }

    static Parameter parse(char kind, char type) {
      return switch (kind) {
        case 's' -> new Parameter(Kind.OPERAND, Type.of(type));
        case 'i' -> new Parameter(Kind.IMMEDIATE, Type.of(type));
        case 'x' -> new Parameter(Kind.LOCAL, Type.of(type));
        case 't' -> new Parameter(Kind.TARGET, null);
        default -> throw new IllegalArgumentException("no parameter kind has the code " + kind);
      };
    }
  }

  OpcodeRow(int index, int number, String mnemonic, Flow flow, String parameters, String results) {
    this.index = index;
    this.number = number;
    this.mnemonic = mnemonic;
    this.flow = flow;
    this.parameters = new Parameter[parameters.length() / 2];
    int operands = 0;
    for (int i = 0; i < this.parameters.length; i++) {
      this.parameters[i] = Parameter.parse(parameters.charAt(2 * i), parameters.charAt(2 * i + 1));
      operands += this.parameters[i].kind() == Parameter.Kind.OPERAND ? 1 : 0;
    }
    operandCount = operands;
    toLocal = results.startsWith("x");
    int first = toLocal ? 1 : 0;
    this.results = new Type[results.length() - first];
    for (int i = 0; i < this.results.length; i++) {
      this.results[i] = Type.of(results.charAt(first + i));
    }
  }

  /** The position in the table. */
  public int index() {
    return index;
  }

  /** The number in the guest's own encoding. */
  public int number() {
    return number;
  }

  public String mnemonic() {
    return mnemonic;
  }

  public Flow flow() {
    return flow;
  }

  /** The parameters in the order in which they are declared. */
  public List<Parameter> parameters() {
    return Collections.unmodifiableList(Arrays.asList(parameters));
  }

  int parameterCount() {
    return parameters.length;
  }

  Parameter parameter(int position) {
    return parameters[position];
  }

  /** How many values are popped, the arguments of a call and the results of a function not counted. */
  public int operandCount() {
    return operandCount;
  }

  /** The types of the results, the topmost last. */
  public List<Type> results() {
    return Collections.unmodifiableList(Arrays.asList(results));
  }

  int resultCount() {
    return results.length;
  }

  Type result(int position) {
    return results[position];
  }

  /** Whether the result goes to a local variable instead of to the stack. */
  public boolean toLocal() {
    return toLocal;
  }

  /** Whether the method may throw a {@link GuestException}. */
  public boolean raises() {
    return raises;
  }

  void setRaises() {
    raises = true;
  }

  void add(Form form) {
    if (form.fusedOperand() < 0) {
      forms = Arrays.copyOf(forms, forms.length + 1);
      forms[forms.length - 1] = form;
    }
    foldable |= form.constants();
  }

  /** The bit set of the operands that are constants in any form. */
  int foldable() {
    return foldable;
  }

  /** The form with exactly these constants and no fused operand, or {@code null}. */
  Form form(int constants) {
    for (Form form : forms) {
      if (form.constants() == constants) {
        return form;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return mnemonic;
  }
}
