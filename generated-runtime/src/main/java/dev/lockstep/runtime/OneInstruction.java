package dev.lockstep.runtime;

import java.util.Arrays;

/**
 * A program of one instruction, laid out directly: each place to which it may go on is a landing of its own, where results
 * are read, so that they are not dead, and the driver stops. Slot 0 is the link; then come the operands, the results, and
 * copies of the results.
 */
final class OneInstruction {

  static final int LANDINGS = 4;
  private static final int NEXT = 0;
  private static final int RETURN = 3;

  final Form form;
  final Program program;
  final int pc;
  private final Draft draft = new Draft();
  private final CodeWords code = draft.code;
  private final int[] landings = new int[LANDINGS];
  private final int[] stops = new int[LANDINGS];
  private int nextSlot = 1;
  private final int calleeEntry;

  /**
   * Lays the instruction out.
   *
   * @param immediates the bits of its immediates, in the order in which they lie in it
   */
  OneInstruction(InstructionTable table, Form form, long[] immediates, Object[] constants) {
    this.form = form;
    Signature none = Signature.of("()");
    calleeEntry = halting(draft.declare("callee", none));
    halting(draft.declare("other", none));
    // Its signature differs, so that an opcode that picks a function cannot pick its own.
    Function main = draft.declare("main", Signature.of("(I)"));
    draft.writeHeader(main, 0, 1);
    pc = main.entry();
    instruction(immediates);
    int frame = nextSlot + form.operandCount() + 1;
    for (int i = 0; i < LANDINGS; i++) {
      landing(i);
    }
    main.end(code.size());
    patch(frame);
    draft.constants.addAll(Arrays.asList(constants));
    program = new Program(new ProgramImage(table, false, draft, 0), Tiering.interpreter());
  }

  private int halting(Function function) {
    draft.writeHeader(function, 0, 1);
    code.add(Convention.HALT);
    function.end(code.size());
    return function.entry();
  }

  private void instruction(long[] immediates) {
    code.add(form.id());
    int immediate = 0;
    for (int i = 0; i < form.operandCount(); i++) {
      Operand operand = form.operand(i);
      switch (operand.role()) {
        case SOURCE, DESTINATION -> code.add(nextSlot++);
        case IMMEDIATE -> {
          long bits = immediates[immediate++];
          if (operand.words() == 2) {
            code.addWide(bits);
          } else {
            code.add((int) bits);
          }
        }
        case TARGET -> addAll(0, 0);
        case TABLE -> addAll(0, LANDINGS - 1, 0, 0, 0);
        case CALLEE -> addAll(calleeEntry, 0, 0);
        case COMPUTED_CALLEE -> addAll(0, 0);
        case LINK -> code.add(0);
      }
    }
  }

  private void addAll(int... words) {
    for (int word : words) {
      code.add(word);
    }
  }

  private void landing(int index) {
    landings[index] = code.size();
    for (int i = 0; i < form.operandCount(); i++) {
      Operand operand = form.operand(i);
      if (operand.role() == Operand.Role.DESTINATION) {
        addAll(Convention.MOVE + operand.type().ordinal(), nextSlot + i, code.get(pc + operand.word()));
      }
    }
    stops[index] = code.size();
    code.add(Convention.HALT);
  }

  /** Writes the words that were not known when the instruction was laid out. */
  private void patch(int frame) {
    int arguments = frame - 1; // the slots of a callee start behind all others
    code.set(pc + Convention.FRAME_SIZE, frame);
    for (int i = 0; i < form.operandCount(); i++) {
      Operand operand = form.operand(i);
      int at = pc + operand.word();
      switch (operand.role()) {
        case TARGET -> code.set(at, landings[1]);
        case TABLE -> {
          for (int target = 1; target < LANDINGS; target++) {
            code.set(at + 1 + target, landings[target]);
          }
        }
        case CALLEE -> code.set(at + 1, arguments);
        case COMPUTED_CALLEE -> code.set(at, arguments);
        default -> {}
      }
    }
  }

  /** The link that makes a return come to a landing. */
  long link() {
    return form.flow() == Flow.RETURN ? landings[RETURN] : 0;
  }

  /** Where the driver stops if the instruction goes on to the next. */
  int stopAfter() {
    return stops[NEXT];
  }

  /** Where it stops after a branch. */
  int stopAtTarget() {
    return stops[1];
  }

  /** Where it stops after a switch picked the target with the given index. */
  int stopAtTarget(int index) {
    return stops[1 + Core.target(index, LANDINGS - 1)];
  }

  /** Where it stops after a return. */
  int stopAfterReturn() {
    return stops[RETURN];
  }

  int calleeEntry() {
    return calleeEntry;
  }

  /** The slot of an operand that names one. */
  int slot(Operand operand) {
    return program.pristine()[pc + operand.word()];
  }
}
