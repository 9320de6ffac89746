package dev.lockstep.processor.check;

import java.util.ArrayList;
import java.util.List;

/**
 * A form: an opcode, plain or fused, as it is laid out.
 *
 * @param name the mnemonic or an expression of mnemonics
 * @param constant the name of the constant with its id
 * @param handler the name of its handler
 * @param constants the bit set of the popped operands that are constants
 * @param operand the popped operand that is a form itself, or -1
 * @param child that form, or {@code null}
 * @param layout the operands, two characters each
 * @param destinations the words that name the slots of the results
 * @param flowWord the first word of target, jump table or callee, or 0
 * @param linkWord the word that names the slot of the link, or 0
 * @param length the number of words, without the entries of a jump table
 * @param mayThrow whether an exception may come out of the opcodes, or of a cast of what they are given
 */
public record FormModel(
    int id,
    String name,
    String constant,
    String handler,
    OpcodeModel opcode,
    int constants,
    int operand,
    FormModel child,
    String layout,
    Call call,
    List<Integer> destinations,
    int flowWord,
    int linkWord,
    int length,
    boolean cold,
    boolean mayThrow)
    implements Dispatched {

  public FormModel {
    destinations = List.copyOf(destinations);
  }

  public boolean isFused() {
    return constants != 0 || child != null;
  }

  @Override
  public boolean changesFrame() {
    return raises() || opcode.flow().changesFrame();
  }

  /** Whether any of the opcodes may raise something. */
  public boolean raises() {
    return opcodes().stream().anyMatch(each -> each.source().raises());
  }

  /** The opcodes it is composed of, the outermost first. */
  public List<OpcodeModel> opcodes() {
    List<OpcodeModel> opcodes = new ArrayList<>();
    for (FormModel form = this; form != null; form = form.child) {
      opcodes.add(form.opcode);
    }
    return opcodes;
  }
}
