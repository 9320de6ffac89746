package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The opcodes of an instruction set and the forms they are laid out in. Each set has one generated subclass with one
 * instance. Immutable once built.
 */
public abstract class InstructionTable {

  private final String name;
  private final String fingerprint;
  private final List<OpcodeRow> opcodes = new ArrayList<>(256);

  /** By id; {@link #formCount} of them. */
  private Form[] forms = Arrays.copyOf(Convention.builtIns(), 512);

  private int formCount = Convention.BUILT_INS;

  private boolean hasTailCalls;
  private boolean isStackOverflowRaised;

  /** How long guests have waited for what was compiled in place, see {@link Tiers}. */
  volatile long nanosInPlace;

  /** What is known of the stencils; {@code null} as long as nothing is compiled. */
  private StencilTable stencilTable;

  /** By the id of a form: the forms that it is the fused operand of, or {@code null}. */
  private Form[][] parents = new Form[512][];

  /**
   * For generated code: a table to be filled by the constructor of the subclass.
   *
   * @param convention the {@link Convention#VERSION} the code was generated for
   * @param fingerprint a digest of the instruction set, the same in all its generated classes
   */
  protected InstructionTable(String name, int convention, String fingerprint) {
    Convention.check(name, convention);
    this.name = name;
    this.fingerprint = fingerprint;
  }

  /**
   * For generated code: adds the next opcode.
   *
   * @param parameters two characters a parameter: {@code s} operand, {@code i} immediate or {@code x} local with the code
   *     of its type, or {@code t.} for the target
   * @param results the codes of the types pushed, or {@code x} and the code of the type stored in a local
   */
  protected final void opcode(int number, String mnemonic, Flow flow, String parameters, String results) {
    opcodes.add(new OpcodeRow(opcodes.size(), number, mnemonic, flow, parameters, results));
    hasTailCalls |= flow.isTailCall();
  }

  /** For generated code: says that {@link Machine#stackOverflow} returns what the guest raises. */
  protected final void raisesStackOverflow() {
    isStackOverflowRaised = true;
  }

  final boolean isStackOverflowRaised() {
    return isStackOverflowRaised;
  }

  /** For generated code: says that an opcode's method may throw a {@link GuestException}; comes before its forms. */
  protected final void raises(int opcode) {
    opcodes.get(opcode).setRaises();
  }

  /** For generated code: adds the next form, the plain one of an opcode. */
  protected final void form(String name, int opcode, String layout) {
    fused(name, opcode, layout, 0, -1, -1);
  }

  /**
   * For generated code: adds the next form, a fused one.
   *
   * @param constants the bit set of the popped operands that are constants, the deepest operand lowest
   * @param operand the index of the popped operand that is an opcode itself, or -1
   * @param child the form of that operand, or -1
   */
  protected final void fused(String name, int opcode, String layout, int constants, int operand, int child) {
    OpcodeRow row = opcodes.get(opcode);
    Form form = new Form(formCount, name, opcode, row.flow(), layout, constants, operand, child);
    add(form);
    row.add(form);
    if (child >= 0) {
      addParent(child, form);
    }
    if (row.raises() || child >= 0 && child < formCount && forms[child].raises()) {
      setRaises(form);
    }
  }

  /** For generated code: says of fused forms that an exception may come out of the opcode that is fused; comes after them. */
  protected final void operandThrows(int... fused) {
    for (int form : fused) {
      forms[form].setOperandThrows();
    }
  }

  /** The operand of a form may be added after it. */
  private void setRaises(Form form) {
    form.setRaises();
    if (isFused(form)) {
      for (Form parent : parents[form.id()]) {
        setRaises(parent);
      }
    }
  }

  /**
   * For generated code: adds the next sequence, forms that a handler of its own runs one after the other. All but the last
   * fall through. The instructions stay as they are; the sequence takes the place of the first one's form in its first word,
   * so that only the driver knows of it: {@link #form} gives the first form for it.
   */
  protected final void sequence(int... steps) {
    Form first = forms[steps[0]];
    first.add(new Sequence(formCount, steps));
    add(first);
  }

  private void addParent(int child, Form form) {
    if (child >= parents.length) {
      parents = Arrays.copyOf(parents, 2 * child);
    }
    int count = parents[child] == null ? 0 : parents[child].length;
    parents[child] = count == 0 ? new Form[1] : Arrays.copyOf(parents[child], count + 1);
    parents[child][count] = form;
  }

  private void add(Form form) {
    if (formCount == forms.length) {
      forms = Arrays.copyOf(forms, 2 * formCount);
    }
    forms[formCount++] = form;
  }

  /** The templates from which regions of this set are compiled. Loaded only when something is compiled. */
  protected abstract Stencils stencils();

  /** The same, prepared; refuses them if they were generated from another version of the instruction set. */
  final synchronized StencilTable stencilTable() {
    stencilTable = stencilTable == null ? new StencilTable(this) : stencilTable;
    return stencilTable;
  }

  /** The reason of the guest trap that a Java exception thrown by an opcode stands for; {@code null} if it is none. */
  protected abstract String trapReason(RuntimeException thrown);

  public final String name() {
    return name;
  }

  final String fingerprint() {
    return fingerprint;
  }

  /** The opcodes, by index. */
  public final List<OpcodeRow> opcodes() {
    return Collections.unmodifiableList(opcodes);
  }

  /** The opcode with the given index. */
  public final OpcodeRow opcode(int index) {
    return opcodes.get(index);
  }

  /** Whether any opcode makes tail calls. */
  final boolean hasTailCalls() {
    return hasTailCalls;
  }

  /** The form with the given id; of a sequence, that of its first instruction. */
  public final Form form(int id) {
    return forms[id];
  }

  /** Whether the form is the fused operand of any. */
  final boolean isFused(Form child) {
    return child.id() < parents.length && parents[child.id()] != null;
  }

  /** The form of an opcode with exactly these constants and this fused operand, or {@code null}. */
  final Form fused(OpcodeRow opcode, int constants, int operand, Form child) {
    for (Form form : parents[child.id()]) {
      if (form.opcode() == opcode.index() && form.fusedOperand() == operand && form.constants() == constants) {
        return form;
      }
    }
    return null;
  }

  /** How many values the first word of an instruction may have. */
  public final int formCount() {
    return formCount;
  }
}
