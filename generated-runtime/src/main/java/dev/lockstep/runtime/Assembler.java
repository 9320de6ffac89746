package dev.lockstep.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns a guest's stack code into a verified {@link Program} of register code. Each instruction set has one generated
 * subclass, whose methods emit its opcodes; they and the methods here check the types on the operand stack and fail at the
 * call that is wrong. After an error in a body all fail until {@link #rollBack}, so that no program lacks an instruction.
 *
 * <p>Stack positions become slots: reading a local, pushing a constant, dropping and moving emit nothing until their value
 * is used somewhere that cannot name them. Not thread-safe.
 *
 * @param <A> the generated subclass
 */
public abstract class Assembler<A extends Assembler<A>> {

  private static final int MAX_SLOTS = 1 << 20;

  /** What names nothing to go to. */
  private static final int PLAIN = bit(Flow.NEXT) | bit(Flow.RETURN) | bit(Flow.TRAP) | bit(Flow.SUSPEND);

  private final InstructionTable table;
  private final Draft draft = new Draft();
  private final CodeWords code = draft.code;
  private final OperandStack stack = new OperandStack();
  private final FunctionCode body;
  private final BodyChecks checks = new BodyChecks(stack, draft.constants);
  private boolean metered;

  /** The handlers of the tries around what is emitted next, the innermost one last. */
  private final List<Label> tries = new ArrayList<>();

  /** How many words there is to be room for behind those of the next program. */
  private int room;

  /** What the last program was made of. */
  private ProgramImage image;

  /** For generated code. */
  protected Assembler(InstructionTable table) {
    this.table = table;
    body = new FunctionCode(table, code, stack, draft.positions);
  }

  @SuppressWarnings("unchecked")
  private A self() {
    return (A) this;
  }

  /**
   * Makes the program use up {@linkplain Machine#addFuel fuel}, one unit for each instruction called for here: locals,
   * constants and jumps too, but not what the assembler adds. To be called before the first body and the first program.
   */
  public final A metered() {
    meteredByCharges();
    body.meter();
    return self();
  }

  /** The same, but instructions cost nothing: the program uses up what {@link #charge} says, and only that. */
  public final A meteredByCharges() {
    for (Function declared : draft.functions) {
      if (declared.entry() >= 0) {
        throw new AssemblyException("function " + declared.name() + " has a body already, which is not metered");
      }
    }
    if (image != null) {
      throw new AssemblyException("a program has been built already, which is not metered");
    }
    metered = true;
    return self();
  }

  // Functions

  /** Names a function, so that calls to it can be emitted before its body. */
  public final Function declare(String name, Signature signature) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(signature, "signature");
    return draft.declare(name, signature);
  }

  /**
   * Starts the body of a function. Its first locals are its parameters.
   *
   * @param moreLocals the types of the locals after the parameters; they start as 0 or null
   */
  public final A begin(Function declared, Type... moreLocals) {
    checks.requireNoError();
    if (checks.function() != null) {
      throw checks.refusal("has not ended where " + declared.name() + " begins: end() comes before");
    }
    requireDeclared(declared);
    if (declared.entry() >= 0) {
      throw new AssemblyException("function " + declared.name() + " already has a body");
    }
    List<Type> parameters = declared.signature().parameters();
    int count = parameters.size() + moreLocals.length;
    if (count > MAX_SLOTS) {
      throw new AssemblyException("function " + declared.name() + " has " + count + " locals; the limit is " + MAX_SLOTS);
    }
    Type[] locals = Arrays.copyOf(parameters.toArray(new Type[0]), count);
    System.arraycopy(moreLocals, 0, locals, parameters.size(), moreLocals.length);
    declared.setLocals(locals);
    checks.begin(declared);
    // Results are moved to the lowest slots before the return reads the link, so it lies above both.
    int link = Math.max(count, declared.signature().results().size());
    draft.writeHeader(declared, link, 0); // The size of the frame is known at the end.
    stack.reset(link + 1);
    body.begin();
    return self();
  }

  /** Ends the body of the current function. */
  public final A end() {
    Function function = checks.requireFunction();
    if (checks.isReachable()) {
      throw checks.error("can run off its end: return, jump or trap last");
    }
    if (!tries.isEmpty()) {
      throw checks.error("has a try that has not ended");
    }
    if (body.end() != null) {
      throw checks.error("branches to a label that is not bound");
    }
    int frameSize = function.link() + 1 + stack.maxDepth() + Math.max(1, function.signature().results().size());
    if (frameSize > MAX_SLOTS) {
      throw checks.error("needs " + frameSize + " slots; the limit is " + MAX_SLOTS);
    }
    code.set(function.entry() + Convention.FRAME_SIZE, frameSize);
    function.end(code.size());
    checks.end();
    return self();
  }

  /** The finished program, to be run {@linkplain Tiering#mixed() mixed}. */
  public final Program build() {
    link();
    image = new ProgramImage(table, metered, draft, room);
    draft.built();
    return new Program(image, Tiering.mixed());
  }

  /**
   * Makes room in the programs that are built from now on, so that {@link #extend} can add to them.
   *
   * @param words how many words of code; a function takes five and about three for each instruction. Each takes eleven bytes of
   *     heap, whether it is used or not. There is room for one constant reference for every four words. Frames of what is added
   *     have up to 4,096 slots; where no two of those fit a machine's stack any more, compiled code calls through the driver.
   */
  public final A reserve(int words) {
    if (words < 0 || words > CodeWords.LIMIT) {
      throw new AssemblyException("no room for " + words + " words can be reserved");
    }
    room = words;
    return self();
  }

  /**
   * How many more words of code the last program has room for, behind what has been assembled up to now: see {@link #reserve}.
   * Negative if it lacks so many, 0 if there is no program.
   */
  public final int wordsLeft() {
    return image == null ? 0 : image.words.length - code.size();
  }

  /**
   * Adds to a program what has been declared and assembled since it was built or last extended. What is there stays as it is,
   * with what has been compiled of it. Guests may be running, also the one whose opcode calls this, and can call the new functions
   * by their indices. If they run in other threads, these have to learn of the indices as they would of any object.
   *
   * @param program the last one that this assembler has built, or the same {@linkplain Program#in run in another way}; each of
   *     these has what has been added once it is extended itself
   * @throws NoRoomException if the program has no room for it; {@link #rollBack} or a program built anew are ways on
   * @throws AssemblyException if a body is missing or has not ended
   */
  public final void extend(Program program) {
    if (image == null || program.image() != image) {
      throw new AssemblyException("not the program that this assembler has built last");
    }
    link();
    image.extend(draft);
    draft.built();
    program.extend();
  }

  private void link() {
    checks.requireNoError();
    if (checks.function() != null) {
      throw checks.refusal("has not ended");
    }
    draft.link();
  }

  /**
   * Takes back all that has been declared and assembled since a program was built or extended, also in the middle of a body, and
   * after an error. Functions and labels of that are of no more use.
   */
  public final A rollBack() {
    checks.rollBack();
    stack.reset(0);
    tries.clear();
    draft.rollBack();
    return self();
  }

  /**
   * Says where in the guest's source the instructions come from that follow, up to the next call or the end of the body: a line,
   * an offset, an index. Traps and suspensions name it; it costs nothing at run time. Of instructions that become one, it is
   * that of the first which may throw something, as far as the processor can tell, or of the last.
   *
   * @param position any number, an address of 32 bits too; -1 says that it is not known
   */
  public final A sourcePosition(int position) {
    checks.requireFunction();
    draft.positions.set(position);
    return self();
  }

  /**
   * Uses up fuel here, if the program is metered, else nothing: for guests whose instructions are none or several of the
   * assembler's. Who cannot pay stops here. It costs an instruction, so it is best called once for what always runs together.
   *
   * @param units at least 0
   */
  public final A charge(int units) {
    checks.requireReachable("charge");
    if (units < 0) {
      throw checks.error("a charge of " + units + " units is negative");
    }
    if (metered && units > 0) {
      body.charge(units);
    }
    return self();
  }

  // Labels

  /** Whether an instruction emitted now could run; after a jump, a return or a trap only after the next {@link #bind}. */
  public final boolean reachable() {
    return checks.isReachable();
  }

  /** How many values are on the operand stack. */
  public final int height() {
    return stack.depth();
  }

  /** A label of the current function, where the operand stack is always as deep and of the same types as at its first use. */
  public final Label label() {
    return new Label(checks.requireFunction());
  }

  /**
   * A label of the current function whose operand stack is the lowest {@code kept} of today's values and then values of the
   * given types. A branch to it takes that many values from the top and drops what is between.
   */
  public final Label label(int kept, List<Type> types) {
    Function function = checks.requireFunction();
    if (kept < 0 || kept > stack.depth()) {
      throw checks.error("label keeps " + kept + " of " + stack.depth() + " values");
    }
    body.settle(0, kept);
    Label label = new Label(function);
    checks.shape(label, kept, types);
    return label;
  }

  /** Puts the label here. */
  public final A bind(Label label) {
    checks.requireOwn(label);
    if (label.isBound()) {
      throw checks.error("label is bound twice");
    }
    if (tries.contains(label)) {
      throw checks.error("a handler is bound inside its own try");
    }
    if (checks.isReachable()) {
      checks.fit("bind", label, stack.depth());
      body.moveTo(label);
    } else if (label.kept < 0) {
      throw checks.error(
          "label is bound where nothing reaches it and its stack is not known: use it first, or make it by label(kept, types)");
    } else {
      checks.requireKept("bind", BodyChecks.BELOW, label);
    }
    stack.pop(stack.depth() - label.kept);
    for (int i = 0; i < label.types.size(); i++) {
      if (label.isExact) {
        stack.pushHome(label.types.get(i), label.identities[i]);
      } else {
        stack.pushHome(label.types.get(i));
      }
    }
    stack.setSettled(stack.depth());
    body.bind(label);
    checks.setReachable(true);
    return self();
  }

  // Exceptions of the guest

  /**
   * What is raised from here on up to {@link #endTry}, by {@link #raise}, by opcodes or in functions called, goes on at the handler,
   * with what is raised on the operand stack. Tries may be nested; the innermost one counts. Traps are not caught.
   *
   * @param handler a label that has not been used, which then keeps all that is on the operand stack now, or one made by {@code
   *     label(kept, List.of(Type.REFERENCE))}; to be bound behind the end of the try
   */
  public final A beginTry(Label handler) {
    checks.requireReachable("beginTry");
    body.settle(0, handler.kept < 0 ? stack.depth() : handler.kept);
    checks.fitHandler(handler);
    tries.add(handler);
    return self();
  }

  /** Ends the innermost try. */
  public final A endTry() {
    checks.requireFunction();
    if (tries.isEmpty()) {
      throw checks.error("endTry: no try has begun");
    }
    tries.remove(tries.size() - 1);
    return self();
  }

  /**
   * Raises the reference on top of the stack: goes on at the handler of the innermost try here, or around the nearest call that
   * has led here. Without one a {@code RuntimeException} or {@code Error} is thrown as if by an opcode, and all else is a trap.
   */
  public final A raise() {
    checks.requireReachable("raise");
    checks.requireOperands("raise", 1);
    checks.requireType("raise", stack.type(stack.depth() - 1), Type.REFERENCE);
    if (!tries.isEmpty()) {
      return jump(tries.get(tries.size() - 1));
    }
    body.count();
    body.raise();
    stack.pop(1);
    goOn(false);
    return self();
  }

  // The operand stack and the locals

  /** Pushes the value of a local variable. */
  public final A getLocal(int local) {
    checks.requireReachable("getLocal");
    body.count();
    stack.pushSlot(checks.localType(local), local);
    return self();
  }

  /** Pops into a local variable. */
  public final A setLocal(int local) {
    checks.requireReachable("setLocal");
    checks.requireOperands("setLocal", 1);
    checks.requireType("setLocal", stack.type(stack.depth() - 1), checks.localType(local));
    body.count();
    body.popInto(local);
    return self();
  }

  /** Stores the top of the stack into a local variable and leaves it there. */
  public final A teeLocal(int local) {
    setLocal(local);
    stack.pushSlot(checks.localType(local), local);
    return self();
  }

  /** Drops the top of the stack. */
  public final A drop() {
    checks.requireReachable("drop");
    checks.requireOperands("drop", 1);
    body.count();
    stack.pop(1);
    return self();
  }

  /** Pushes the top of the stack once more. */
  public final A dup() {
    checks.requireReachable("dup");
    checks.requireOperands("dup", 1);
    body.count();
    body.dup();
    return self();
  }

  public final A constInt(int value) {
    return pushConstant(Type.INT, value);
  }

  public final A constLong(long value) {
    return pushConstant(Type.LONG, value);
  }

  public final A constFloat(float value) {
    return pushConstant(Type.FLOAT, Float.floatToRawIntBits(value));
  }

  public final A constDouble(double value) {
    return pushConstant(Type.DOUBLE, Double.doubleToRawLongBits(value));
  }

  /** Pushes a reference, which may be {@code null}. */
  public final A constReference(Object value) {
    return pushConstant(Type.REFERENCE, constant(value));
  }

  /** Pushes a constant given by its raw bits, or a reference by its index (see {@link #constant}). */
  public final A pushConstant(Type type, long bits) {
    checks.requireReachable("constant");
    Objects.requireNonNull(type, "type");
    if (type == Type.REFERENCE) {
      checks.requireConstant(bits);
    }
    body.count();
    stack.pushConstant(type, bits);
    return self();
  }

  /** The index of a value in the program's constants; the same object has the same index, equal ones need not. */
  public final long constant(Object value) {
    return draft.constantIndex(value);
  }

  // Opcodes, by their index in the table; generated methods call these

  /**
   * Emits an opcode that goes on to the next instruction, suspended or not, returns or traps.
   *
   * @param immediates one an immediate or local variable, in the order in which they are declared: raw bits, an index from
   *     {@link #constant}, or the number of the local
   */
  public final A op(int opcode, long... immediates) {
    OpcodeRow row = prepare(opcode, immediates, PLAIN);
    if (row.flow() == Flow.RETURN) {
      checks.requireResults(row);
      body.moveResults(checks.function().signature().results().size());
    }
    body.emit(row, immediates, null);
    if (row.flow() == Flow.RETURN) {
      code.add(checks.function().link());
    }
    finish(row);
    return self();
  }

  /** Emits a jump or a conditional branch. */
  public final A branch(int opcode, Label target, long... immediates) {
    OpcodeRow row = prepare(opcode, immediates, bit(Flow.JUMP) | bit(Flow.BRANCH));
    checks.fit(row.mnemonic(), target, stack.depth() - row.operandCount());
    if (row.flow() == Flow.JUMP && row.operandCount() == 0) {
      body.moveTo(target); // here and not out of line, since it always goes there
      body.emit(row, immediates, body.behindTest(target));
    } else {
      body.emit(row, immediates, body.placeFor(target, row.operandCount()));
    }
    finish(row);
    return self();
  }

  /** Emits an unconditional jump, whatever the instruction set. */
  public final A jump(Label target) {
    checks.requireReachable("jump");
    checks.fit("jump", target, stack.depth());
    body.moveTo(target);
    body.count();
    body.jump(body.behindTest(target));
    goOn(false);
    return self();
  }

  /** Emits a switch; the method of the opcode picks one of the targets by its index, the last one with any other. */
  public final A multiway(int opcode, Label[] targets, long... immediates) {
    OpcodeRow row = prepare(opcode, immediates, bit(Flow.SWITCH));
    if (targets.length == 0) {
      throw checks.error(row + " needs a target");
    }
    Map<Label, Label> places = new HashMap<>();
    for (Label target : targets) {
      if (!places.containsKey(target)) {
        checks.fit(row.mnemonic(), target, stack.depth() - row.operandCount());
        places.put(target, body.placeFor(target, row.operandCount()));
      }
    }
    body.emit(row, immediates, null);
    code.add(0); // the counter
    code.add(targets.length);
    for (Label target : targets) {
      body.writeTarget(places.get(target));
    }
    finish(row);
    return self();
  }

  /** Emits a call, or a tail call, of a function. */
  public final A call(int opcode, Function callee, long... immediates) {
    OpcodeRow row = prepare(opcode, immediates, bit(Flow.CALL) | bit(Flow.TAIL_CALL));
    requireDeclared(callee);
    int arguments = settleArguments(row, callee.signature());
    body.emit(row, immediates, null);
    draft.writeCallee(callee);
    finishCall(row, callee.signature(), arguments);
    return self();
  }

  /** Emits a call, or a tail call, of the function that the opcode's method picks. */
  public final A callComputed(int opcode, Signature signature, long... immediates) {
    OpcodeRow row = prepare(opcode, immediates, bit(Flow.CALL_COMPUTED) | bit(Flow.TAIL_CALL_COMPUTED));
    int arguments = settleArguments(row, signature);
    body.emit(row, immediates, null);
    finishCall(row, signature, arguments);
    return self();
  }

  private int settleArguments(OpcodeRow row, Signature signature) {
    checks.requireArguments(row, signature);
    int count = signature.parameters().size();
    int from = stack.depth() - row.operandCount() - count;
    body.settle(from, from + count);
    return from;
  }

  private void finishCall(OpcodeRow row, Signature signature, int arguments) {
    code.add(stack.home(arguments));
    code.add(draft.signatureIndex(signature));
    if (row.flow().isTailCall()) {
      code.add(checks.function().link());
    }
    stack.pop(row.operandCount() + signature.parameters().size());
    if (!row.flow().isTailCall()) {
      catchHere(row);
      stack.pushHomes(signature.results());
    }
    goOn(!row.flow().isTailCall());
  }

  /** Says behind an opcode that may raise, or calls, where it goes on then. */
  private void catchHere(OpcodeRow row) {
    if (!tries.isEmpty()) {
      Label handler = tries.get(tries.size() - 1);
      checks.requireKept(row.mnemonic(), "that the handler of the try keeps", handler);
      body.catchAt(handler);
    }
  }

  private void finish(OpcodeRow row) {
    stack.pop(row.operandCount());
    if (row.raises()) {
      catchHere(row);
    }
    if (row.flow() == Flow.NEXT && !row.toLocal()) {
      for (int i = 0; i < row.resultCount(); i++) {
        stack.pushHome(row.result(i));
      }
    }
    if (row.flow() != Flow.NEXT || row.raises()) {
      goOn(row.flow().fallsThrough());
    }
  }

  /** The instruction before ends a block; another begins here if it {@code falls} through. */
  private void goOn(boolean falls) {
    checks.setReachable(falls);
    if (falls) {
      body.beginBlock();
    } else {
      body.endBlock();
    }
  }

  // Checks

  private static int bit(Flow flow) {
    return 1 << flow.ordinal();
  }

  private OpcodeRow prepare(int index, long[] immediates, int flows) {
    OpcodeRow row = table.opcode(index);
    if ((bit(row.flow()) & flows) == 0) {
      throw checks.error(row + " is not emitted this way: its flow is " + row.flow());
    }
    checks.requireOpcode(row, immediates);
    body.count();
    return row;
  }

  private void requireDeclared(Function declared) {
    if (!draft.has(declared)) {
      throw checks.error(declared.name() + " was declared by another assembler");
    }
  }
}
