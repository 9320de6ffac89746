package dev.lockstep.runtime;

import java.util.List;
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

  private final InstructionTable table;
  private final Draft draft = new Draft();
  private final BodyWriter body;
  private boolean metered;

  /** How many words there is to be room for behind those of the next program. */
  private int room;

  /** What the last program was made of. */
  private ProgramImage image;

  /** For generated code. */
  protected Assembler(InstructionTable table) {
    this.table = table;
    body = new BodyWriter(table, draft);
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
    body.begin(declared, moreLocals);
    return self();
  }

  /** Ends the body of the current function. */
  public final A end() {
    body.end();
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
   *     have up to 4,096 slots; where no two of those fit a machine's stack any more, compiled code leaves calls to the interpreter.
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
    return image == null ? 0 : image.words.length - draft.code.size();
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
    body.requireEnded();
    draft.link();
  }

  /**
   * Takes back all that has been declared and assembled since a program was built or extended, also in the middle of a body, and
   * after an error. Functions and labels of that are of no more use.
   */
  public final A rollBack() {
    body.rollBack();
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
    body.checks.requireFunction();
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
    body.charge(units, metered);
    return self();
  }

  // Labels

  /** Whether an instruction emitted now could run, else it is refused; after a jump, a return or a trap not before a {@link #bind}. */
  public final boolean reachable() {
    return body.checks.isReachable();
  }

  /** How many values are on the operand stack. */
  public final int height() {
    return body.height();
  }

  /** A label of the current function, where the operand stack is always as deep and of the same types as at its first use. */
  public final Label label() {
    return new Label(body.checks.requireFunction());
  }

  /**
   * A label of the current function whose operand stack is the lowest {@code kept} of today's values and then values of the
   * given types. A branch to it takes that many values from the top and drops what is between.
   */
  public final Label label(int kept, List<Type> types) {
    return body.label(kept, types);
  }

  /** Puts the label here. */
  public final A bind(Label label) {
    body.bind(label);
    return self();
  }

  // Exceptions of the guest

  /**
   * What is raised from here on up to {@link #endTry}, by {@link #raise}, by opcodes or in functions called, goes on at the handler,
   * with what is raised on the operand stack. Tries may be nested; the innermost one counts. Traps are not caught.
   *
   * @param handler a label that has not been used, which then keeps all that is on the operand stack now, or one made by {@code
   *     label(kept, List.of(Type.REFERENCE))}; to be bound behind the end of the try, or of all tries whose handler it is
   */
  public final A beginTry(Label handler) {
    body.beginTry(handler);
    return self();
  }

  /** Ends the innermost try. */
  public final A endTry() {
    body.endTry();
    return self();
  }

  /**
   * Raises the reference on top of the stack: goes on at the handler of the innermost try here, or around the nearest call that
   * has led here. Without one a {@code RuntimeException} or {@code Error} is thrown as if by an opcode, and all else is a trap.
   */
  public final A raise() {
    body.raise();
    return self();
  }

  // The operand stack and the locals

  /** Pushes the value of a local variable. */
  public final A getLocal(int local) {
    body.getLocal(local);
    return self();
  }

  /** Pops into a local variable. */
  public final A setLocal(int local) {
    body.setLocal(local);
    return self();
  }

  /** Stores the top of the stack into a local variable and leaves it there. */
  public final A teeLocal(int local) {
    body.teeLocal(local);
    return self();
  }

  /** Drops the top of the stack. */
  public final A drop() {
    body.drop();
    return self();
  }

  /** Pushes the top of the stack once more. */
  public final A dup() {
    body.pick("dup", 0);
    return self();
  }

  /**
   * Pushes a value of the stack once more, as {@link #dup} does the top: the receiver of a method, say, for the opcode that finds
   * out what to call, while it is also the first argument.
   *
   * @param below how many values are above it; 0 for the top
   */
  public final A pick(int below) {
    body.pick("pick", below);
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
    Objects.requireNonNull(type, "type");
    body.pushConstant(type, bits);
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
    body.op(opcode, immediates);
    return self();
  }

  /** Emits a jump or a conditional branch. */
  public final A branch(int opcode, Label target, long... immediates) {
    body.branch(opcode, target, immediates);
    return self();
  }

  /** Emits an unconditional jump, whatever the instruction set. */
  public final A jump(Label target) {
    body.jump(target);
    return self();
  }

  /** Emits a switch; the method of the opcode picks one of the targets by its index, the last one with any other. */
  public final A multiway(int opcode, Label[] targets, long... immediates) {
    body.multiway(opcode, targets, immediates);
    return self();
  }

  /** Emits a call, or a tail call, of a function. */
  public final A call(int opcode, Function callee, long... immediates) {
    body.call(opcode, callee, immediates);
    return self();
  }

  /** Emits a call, or a tail call, of the function that the opcode's method picks. */
  public final A callComputed(int opcode, Signature signature, long... immediates) {
    body.callComputed(opcode, signature, immediates);
    return self();
  }
}
