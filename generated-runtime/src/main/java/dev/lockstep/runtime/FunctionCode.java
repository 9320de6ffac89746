package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the instructions of one function and folds what can be folded: constants and the instruction before into a fused
 * form, a move of a result into the instruction that produces it.
 *
 * <p>Moves that have to be emitted while the last instruction is a candidate for {@linkplain Folding folding} go in front of it
 * where that makes no difference.
 */
final class FunctionCode implements ParallelMove.Sink {

  private static final int NONE = -1;

  private final CodeWords code;
  private final OperandStack stack;
  private final SourcePositions positions;
  private final List<Label> used = new ArrayList<>();
  private final List<Stub> stubs = new ArrayList<>();
  private final SequenceJoiner sequences;
  /** The pc of the function's first instruction. */
  private int entry;

  /** By the pc of a label: the branch that the code there starts with. */
  private final Map<Integer, Test> tests = new HashMap<>();
  /** The pc of the last label bound. */
  private int bound;
  private final Folding folding;

  private boolean metered;

  /** The pc of the instruction that pays for the block being written, and how many guest instructions the block has. */
  private int charge;

  private int instructions;

  /** Moves on the way from a branch to its target, out of line. */
  private record Stub(Label label, ParallelMove moves, Label target) {}

  /** A branch at a label: the code behind it, its own target, and the form. */
  private record Test(Label behind, Label target, Form form) {}

  FunctionCode(InstructionTable table, CodeWords code, OperandStack stack, SourcePositions positions) {
    this.code = code;
    this.stack = stack;
    this.positions = positions;
    folding = new Folding(table, code, stack);
    sequences = new SequenceJoiner(table, code);
  }

  void begin() {
    used.clear();
    stubs.clear();
    sequences.begin();
    entry = code.size();
    positions.begin(entry);
    tests.clear();
    bound = NONE;
    folding.forget();
    charge = NONE;
    beginBlock();
  }

  void meter() {
    metered = true;
  }

  /** The next instruction of the guest's own. */
  void count() {
    instructions++;
  }

  /** Starts a block that is paid for on its own. */
  void beginBlock() {
    endBlock();
    if (metered) {
      charge = code.size();
      charge(0);
    }
  }

  /** Writes what pays for what comes next. */
  void charge(int units) {
    folding.forget();
    code.add(Convention.CHARGE);
    code.add(units);
  }

  void endBlock() {
    if (charge != NONE) {
      code.set(charge + 1, instructions);
    }
    charge = NONE;
    instructions = 0;
  }

  /** Writes what lies out of line and checks that every label that is used has a place; returns one that has not. */
  Label end() {
    for (Stub stub : stubs) {
      place(stub.label());
      stub.moves().emit(this, stack.home(stack.maxDepth()));
      jump(stub.target());
    }
    for (Label label : used) {
      if (!label.isBound()) {
        return label;
      }
    }
    sequences.join();
    return null;
  }

  // Instructions

  /** Writes the instruction of an opcode whose operands are on the stack; the caller pops them. A switch lacks its table. */
  void emit(OpcodeRow opcode, long[] immediates, Label target) {
    int operands = opcode.operandCount();
    int base = stack.depth() - operands;
    if (opcode.toLocal()) {
      settleReaders((int) immediates[immediates.length - 1], base);
    }
    Form form = folding.form(opcode, base);
    int constants = form.constants();
    for (int i = 0; i < operands; i++) {
      if (stack.isConstant(base + i) && (constants & 1 << i) == 0) {
        settle(base + i);
      }
    }
    int[] child = form.fusedOperand() < 0 ? null : code.cut(folding.candidate());
    int pc = code.size();
    if (!form.operandThrows()) { // Else it has that of its operand, which comes first.
      positions.cut(pc);
      positions.add(pc);
    }
    code.add(form.id());
    if (opcode.toLocal()) {
      code.add((int) immediates[immediates.length - 1]);
    } else if (opcode.flow() == Flow.NEXT) {
      for (int i = 0; i < opcode.resultCount(); i++) {
        code.add(stack.home(base + i));
      }
    }
    writeParameters(opcode, form, base, immediates, child, target);
    if (opcode.flow() == Flow.BRANCH && pc == bound) {
      Label behind = new Label(target.function);
      behind.pc = code.size();
      tests.put(pc, new Test(behind, target, form));
    }
    if (opcode.flow() == Flow.NEXT && opcode.resultCount() == 1 && !opcode.toLocal()) {
      folding.offer(pc, form, stack.home(base));
    } else {
      folding.forget();
    }
  }

  private void writeParameters(OpcodeRow opcode, Form form, int base, long[] immediates, int[] child, Label target) {
    int operand = 0;
    int immediate = 0;
    for (int position = 0; position < opcode.parameterCount(); position++) {
      OpcodeRow.Parameter parameter = opcode.parameter(position);
      switch (parameter.kind()) {
        case OPERAND -> {
          if (operand == form.fusedOperand()) {
            for (int i = 2; i < child.length; i++) {
              code.add(child[i]); // all but the form and the result
            }
          } else if ((form.constants() & 1 << operand) != 0) {
            writeConstant(parameter.type(), stack.bits(base + operand));
          } else {
            code.add(stack.slot(base + operand));
          }
          operand++;
        }
        case IMMEDIATE -> writeImmediate(parameter.type(), immediates[immediate++]);
        case LOCAL -> code.add((int) immediates[immediate++]);
        case TARGET -> {
          if (target != null) {
            writeTarget(target);
            code.add(0); // the counter
          }
        }
      }
    }
  }

  private void writeImmediate(Type type, long bits) {
    if (type == Type.LONG || type == Type.DOUBLE) {
      code.addWide(bits);
    } else {
      code.add((int) bits);
    }
  }

  /** A constant operand; unlike an immediate, a {@code long} is here only if it fits one word. */
  private void writeConstant(Type type, long bits) {
    if (type == Type.DOUBLE) {
      code.addWide(bits);
    } else {
      code.add((int) bits);
    }
  }

  void writeTarget(Label target) {
    if (target.isBound()) {
      sequences.addTarget(target.pc);
    } else {
      if (!target.isUsed()) {
        used.add(target);
      }
      target.addUse(code.size());
    }
    code.add(target.pc);
  }

  /**
   * Where a jump to {@code target} goes: if the code there starts with a branch, as a loop does that tests in front, the
   * branch is repeated here, and the jump goes behind it. Then the loop runs without a dispatch of the jump's own, if the
   * two are a sequence.
   */
  Label behindTest(Label target) {
    Test test = target.isBound() ? tests.get(target.pc) : null;
    if (test == null) {
      return target;
    }
    int counter = test.form().counterWord();
    positions.addCopy(code.size(), target.pc);
    for (int word = 0; word < test.behind().pc - target.pc; word++) {
      if (word == counter - 1) {
        writeTarget(test.target());
      } else {
        code.add(word == counter ? 0 : code.get(target.pc + word));
      }
    }
    folding.forget();
    return test.behind();
  }

  void jump(Label target) {
    positions.add(code.size());
    code.add(Convention.JUMP);
    writeTarget(target);
    code.add(0); // the counter
    folding.forget();
  }

  /** Says behind an instruction where its function goes on with what that raises. */
  void catchAt(Label handler) {
    folding.forget();
    positions.add(code.size());
    code.add(Convention.CATCH);
    code.add(stack.home(handler.kept));
    writeTarget(handler);
    code.add(0); // the counter
  }

  /** Raises the top of the stack. */
  void raise() {
    int top = stack.depth() - 1;
    if (stack.isConstant(top)) {
      settle(top);
    }
    positions.add(code.size());
    code.add(Convention.RAISE);
    code.add(stack.slot(top));
    folding.forget();
  }

  /** Puts the label here, where a block begins. */
  void bind(Label label) {
    if (code.size() == entry) {
      jump(label); // Compiled code takes the entry for a call, whose locals are fresh: no branch may lead back to it.
    }
    boolean isEmpty = charge > entry && charge == code.size() - 2 && instructions == 0;
    if (isEmpty) {
      code.cut(charge);
      charge = NONE;
    }
    place(label);
    beginBlock();
  }

  private void place(Label label) {
    label.pc = code.size();
    label.patchUses(code);
    if (label.isUsed()) {
      sequences.addTarget(label.pc);
    }
    bound = label.pc;
    folding.forget();
  }

  // Moves

  /** Moves the entries from position {@code from} up to {@code to} to their homes. */
  void settle(int from, int to) {
    for (int position = Math.max(from, stack.settled()); position < to; position++) {
      if (!stack.isHome(position)) {
        settle(position);
      }
    }
    if (from <= stack.settled()) {
      stack.setSettled(to);
    }
  }

  /** Moves the entries below {@code top} that are read from a local variable to their homes, since it is to change. */
  private void settleReaders(int local, int top) {
    for (int position = top - 1; position >= 0 && stack.isRead(local); position--) {
      if (stack.slot(position) == local) {
        settle(position);
      }
    }
  }

  private void settle(int position) {
    int home = stack.home(position);
    int slot = stack.slot(position);
    int[] tail = folding.canFollow(home, slot) ? code.cut(folding.candidate()) : null;
    if (tail == null) {
      positions.add(code.size()); // Else it would be that of the last instruction.
    }
    if (slot == OperandStack.CONSTANT) {
      writeConst(stack.type(position), home, stack.bits(position));
    } else {
      writeMove(stack.type(position), home, slot);
    }
    if (tail == null) {
      folding.forget();
    } else {
      folding.moveTo(code.size());
      code.addAll(tail);
    }
    stack.setHome(position);
  }

  /** Pops the top of the stack into a local variable. */
  void popInto(int local) {
    int top = stack.depth() - 1;
    if (stack.slot(top) != local) {
      settleReaders(local, top);
      moveEntry(top, local);
      folding.forget();
    }
    stack.pop(1);
  }

  /** Copies the entry at {@code position} to a slot, by renaming the result of the last instruction if it is that. */
  private void moveEntry(int position, int to) {
    if (stack.isConstant(position)) {
      constant(stack.type(position), to, stack.bits(position));
    } else if (folding.makes(stack.slot(position))) {
      code.set(folding.candidate() + 1, to);
    } else {
      move(stack.type(position), to, stack.slot(position));
    }
  }

  /** Pushes the value at a position of the stack once more. */
  void pick(int position) {
    if (stack.isConstant(position)) {
      stack.pushConstant(stack.type(position), stack.bits(position));
    } else {
      folding.forget(); // its result has two readers now
      stack.pushSlot(stack.type(position), stack.slot(position));
    }
  }

  /** Moves the results of the function from the top of the stack to the first slots of the frame, and pops them. */
  void moveResults(int count) {
    int from = stack.depth() - count;
    if (count == 1) {
      if (stack.slot(from) != 0) {
        moveEntry(from, 0);
      }
    } else {
      moves(from, count, 0).emit(this, stack.home(stack.maxDepth()));
    }
    folding.forget();
    stack.pop(count);
  }

  /** Gives the stack the shape that {@code target} has, for a jump or when running into it. */
  void moveTo(Label target) {
    int count = target.types.size();
    int from = stack.depth() - count;
    if (from == target.kept) {
      settle(0, stack.depth());
    } else {
      settle(0, target.kept);
      if (count == 1) {
        moveEntry(from, stack.home(target.kept));
      } else {
        moves(from, count, stack.home(target.kept)).emit(this, stack.home(stack.maxDepth()));
      }
    }
    folding.forget();
  }

  /**
   * Makes ready for a branch that pops {@code operands} first: where it has to go so that the stack gets the target's shape
   * if it is taken and stays as it is if not.
   */
  Label placeFor(Label target, int operands) {
    int depth = stack.depth() - operands;
    int count = target.types.size();
    if (depth == target.kept + count) {
      settle(0, depth);
      return target;
    }
    settle(0, target.kept);
    ParallelMove moves = moves(depth - count, count, stack.home(target.kept));
    if (moves.isEmpty()) {
      return target;
    }
    Label place = new Label(target.function);
    stubs.add(new Stub(place, moves, target));
    return place;
  }

  private ParallelMove moves(int from, int count, int to) {
    ParallelMove moves = new ParallelMove(count);
    for (int i = 0; i < count; i++) {
      moves.add(stack.type(from + i), to + i, stack.slot(from + i), stack.bits(from + i));
    }
    return moves;
  }

  @Override
  public void move(Type type, int to, int from) {
    positions.add(code.size());
    writeMove(type, to, from);
    folding.forget();
  }

  @Override
  public void constant(Type type, int to, long bits) {
    positions.add(code.size());
    writeConst(type, to, bits);
    folding.forget();
  }

  private void writeMove(Type type, int to, int from) {
    code.add(Convention.MOVE + type.ordinal());
    code.add(to);
    code.add(from);
  }

  private void writeConst(Type type, int to, long bits) {
    code.add(Convention.CONST + type.ordinal());
    code.add(to);
    writeImmediate(type, bits);
  }
}
