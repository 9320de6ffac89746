package dev.lockstep.runtime;

import dev.lockstep.byhand.TypedAssembler;
import dev.lockstep.byhand.TypedOpcodes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Programs that end: nested loops of a few rounds, branches, switches, calls of earlier functions, values of all types. All
 * functions have one signature. Each also calls any function once, itself too, if the argument that counts such calls down
 * is not 0 yet.
 */
final class RandomProgram {

  private static final int FUEL = 4;
  private static final String[] RESULTS = {"J", "J", "I", "F", "D", "", "L", "L", "JL", "LJ", "LDL", "IJFDLI"};
  private static final Type[] MORE = new Type[30];

  static {
    for (int i = 0; i < 20; i++) {
      MORE[i] = Type.values()[i % 5];
    }
    Arrays.fill(MORE, 20, 30, Type.INT);
  }

  private final Random random;
  private final TypedAssembler asm;
  private final Function[] functions;
  private final Signature signature;
  private final int parameters;
  private final int firstCounter;
  private final int statements;

  /** How many functions there are so far, and which is being written. */
  private int declared;

  private int current;
  private int depth;
  private int counters;
  private int budget;

  private RandomProgram(long seed, int functions, int statements) {
    random = new Random(seed);
    asm = new TypedAssembler(random.nextBoolean() ? TypedOpcodes.TABLE : TypedOpcodes.OVERFLOWING);
    this.functions = new Function[functions];
    this.statements = statements;
    StringBuilder text = new StringBuilder("(").append(random.nextInt(3) == 0 ? 'L' : 'I').append("JD");
    text.append(random.nextInt(4) == 0 ? 'L' : 'F').append('I');
    for (int i = Math.max(0, random.nextInt(10) - 5); i > 0; i--) {
      text.append("IJFDL".charAt(random.nextInt(5)));
    }
    text.append("LIJFDL", 0, Math.max(0, random.nextInt(14) - 7));
    signature = Signature.of(text.append(')').append(RESULTS[random.nextInt(RESULTS.length)]).toString());
    parameters = signature.parameters().size();
    firstCounter = parameters + 20;
  }

  /** Arguments for the last function. */
  static Object[] arguments(Function function, int argument) {
    Object[] arguments = new Object[function.signature().parameters().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          switch (function.signature().parameters().get(i)) {
            case INT -> argument * (i + 1);
            case LONG -> 7L * argument;
            case FLOAT -> 0.25f * argument;
            case DOUBLE -> 0.5;
            case REFERENCE -> 11L;
          };
    }
    return arguments;
  }

  /** A program whose last function, {@code f} and its number, calls the ones before. */
  static Program of(long seed, int functions, int statements) {
    return new RandomProgram(seed, functions, statements).build();
  }

  /** The same program, metered. */
  static Program metered(long seed, int functions, int statements) {
    RandomProgram program = new RandomProgram(seed, functions, statements);
    program.asm.metered();
    return program.build();
  }

  /**
   * A program to which functions are added, so many at a time; {@code visitor} sees it each time. Returns what the assembler
   * builds of all of them at once.
   */
  static Program growing(
      long seed, int functions, int statements, int batch, Tiering tiering, Consumer<Program> visitor) {
    RandomProgram random = new RandomProgram(seed, functions, statements);
    random.asm.reserve(1 << 16);
    Program program = null;
    while (random.declared < functions) {
      random.luckyFunctions(Math.min(functions, random.declared + batch));
      if (program == null) {
        program = random.asm.build().in(tiering);
      } else {
        random.asm.extend(program);
      }
      visitor.accept(program);
    }
    return random.asm.build();
  }

  /** Tries until the functions up to that index can go on. */
  private void luckyFunctions(int to) {
    int from = declared;
    while (true) {
      try {
        functions(to);
        return;
      } catch (Unlucky e) {
        asm.rollBack();
        declared = from;
      }
    }
  }

  private Program build() {
    functions(functions.length);
    return asm.build();
  }

  private void functions(int to) {
    int from = declared;
    for (; declared < to; declared++) {
      functions[declared] = asm.declare("f" + declared, signature);
    }
    for (current = from; current < to; current++) {
      body();
    }
  }

  private void body() {
    asm.begin(functions[current], locals(random.nextInt(3) * random.nextInt(40)));
    depth = 0;
    counters = firstCounter;
    budget = statements;
    int recursion = random.nextInt(statements);
    while (budget > 0) {
      if (budget <= recursion) {
        recursion = -1;
        recursion();
      }
      statement();
    }
    if (current > 0 && random.nextInt(3) == 0) {
      tailCall(random.nextInt(current), 0);
    } else {
      for (Type type : signature.results()) {
        push(type, 2);
      }
      asm.op(TypedOpcodes.RETURN);
    }
    asm.end();
  }

  /** Some frames are larger than others, so that a tail call may find less room than its caller has. */
  private static Type[] locals(int unused) {
    Type[] locals = Arrays.copyOf(MORE, MORE.length + unused);
    Arrays.fill(locals, MORE.length, locals.length, Type.INT);
    return locals;
  }

  /** Calls some function with one less to go, unless there is none left. */
  private void recursion() {
    Label call = asm.label();
    Label end = asm.label();
    asm.getLocal(FUEL).branch(TypedOpcodes.BR_IF, call);
    asm.jump(end);
    asm.bind(call);
    if (random.nextInt(3) == 0) {
      tailCall(random.nextBoolean() ? current : random.nextInt(declared), -1);
    } else {
      call(random.nextInt(declared), -1);
      asm.setLocal(local(Type.LONG));
    }
    asm.bind(end);
  }

  private void tailCall(int callee, int fuel) {
    arguments(fuel);
    if (random.nextBoolean()) {
      asm.call(TypedOpcodes.TAIL_CALL, functions[callee]);
    } else {
      pick(callee);
      asm.callComputed(
          random.nextInt(3) == 0 ? TypedOpcodes.TAIL_CALL_CHECKED : TypedOpcodes.TAIL_CALL_COMPUTED, signature);
    }
  }

  /** Calls a function, makes the first result a {@code long} and keeps the others. */
  private void call(int callee, int fuel) {
    arguments(fuel);
    if (random.nextBoolean()) {
      asm.call(TypedOpcodes.CALL, functions[callee]);
    } else {
      pick(callee);
      asm.callComputed(random.nextInt(3) == 0 ? TypedOpcodes.CALL_CHECKED : TypedOpcodes.CALL_COMPUTED, signature);
    }
    List<Type> results = signature.results();
    for (int i = results.size() - 1; i > 0; i--) {
      asm.setLocal(local(results.get(i)));
    }
    if (results.isEmpty()) {
      leaf(Type.LONG);
      return;
    }
    switch (results.get(0)) {
      case REFERENCE -> {
        asm.setLocal(local(Type.REFERENCE));
        leaf(Type.LONG);
      }
      case INT -> asm.op(TypedOpcodes.TO_LONG);
      case FLOAT -> asm.op(TypedOpcodes.TO_DOUBLE).op(TypedOpcodes.TRUNCATE);
      case DOUBLE -> asm.op(TypedOpcodes.TRUNCATE);
      default -> {}
    }
  }

  /** Pushes the index of {@code callee} or, if a local is odd, of one of the two before it. */
  private void pick(int callee) {
    if (callee < 2) {
      asm.constInt(callee);
      return;
    }
    int local = local(Type.INT);
    asm.constInt(callee - 1);
    for (int half = 0; half < 2; half++) {
      asm.getLocal(local).constInt(-2).op(TypedOpcodes.DIV).op(TypedOpcodes.ADD);
    }
    asm.getLocal(local).op(TypedOpcodes.ADD);
  }

  private void block(int length) {
    depth++;
    for (int i = random.nextInt(length) + 1; i > 0 && asm.reachable(); i--) {
      statement();
    }
    depth--;
  }

  private void statement() {
    budget--;
    int kind = depth > 3 ? 0 : random.nextInt(14);
    if (random.nextInt(8) == 0) {
      asm.charge(random.nextInt(4));
    }
    if (kind < 7) {
      int local = local(Type.values()[random.nextInt(5)]);
      push(type(local), 3);
      asm.setLocal(local);
    } else if (kind < 9) {
      branch();
    } else if (kind == 9) {
      loop();
    } else if (kind == 10) {
      multiway();
    } else if (kind < 13) {
      attempt();
    } else if (depth > 0 && random.nextInt(20) == 0) {
      push(Type.INT, 1);
      asm.op(TypedOpcodes.FAIL);
    } else if (depth > 0 && random.nextInt(10) == 0) {
      push(Type.REFERENCE, 1);
      asm.raise();
    }
  }

  /** A block whose handler keeps what is raised in a local. */
  private void attempt() {
    Label handler = asm.label();
    Label end = asm.label();
    asm.beginTry(handler);
    block(5);
    asm.endTry();
    if (asm.reachable()) {
      asm.jump(end);
    }
    asm.bind(handler).setLocal(local(Type.REFERENCE));
    block(2);
    if (asm.reachable() || end.isUsed()) {
      asm.bind(end);
    } else {
      revive();
    }
  }

  private void branch() {
    Label otherwise = asm.label();
    Label end = asm.label();
    push(Type.INT, 2);
    asm.branch(random.nextInt(4) == 0 ? TypedOpcodes.BR_IF_CHECKED : TypedOpcodes.BR_IF, otherwise);
    block(4);
    if (asm.reachable()) {
      asm.jump(end);
    }
    asm.bind(otherwise);
    block(4);
    if (asm.reachable() || end.isUsed()) {
      asm.bind(end);
    } else {
      revive();
    }
  }

  /** Makes the code reachable again after a trap on all ways. */
  private void revive() {
    // The assembler refuses code that cannot run, so a label that something has branched to is needed; there is none here.
    throw new Unlucky();
  }

  /** The program cannot go on; another seed is to be tried. */
  static final class Unlucky extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private void loop() {
    if (counters == firstCounter + 10 || depth > 2) {
      return;
    }
    int counter = counters++;
    asm.constInt(-1 - random.nextInt(5)).setLocal(counter);
    Label top = asm.label();
    asm.bind(top);
    block(5);
    if (!asm.reachable()) {
      throw new Unlucky();
    }
    asm.getLocal(counter).constInt(1).op(TypedOpcodes.ADD).teeLocal(counter);
    asm.branch(TypedOpcodes.BR_IF, top);
    counters--;
  }

  private void multiway() {
    Label[] targets = new Label[2 + random.nextInt(3)];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = i > 0 && random.nextInt(4) == 0 ? targets[i - 1] : asm.label();
    }
    Label end = asm.label();
    push(Type.INT, 2);
    asm.multiway(TypedOpcodes.SWITCH, targets);
    for (int i = 0; i < targets.length; i++) {
      if (i == 0 || targets[i] != targets[i - 1]) {
        asm.bind(targets[i]);
        block(3);
        if (asm.reachable()) {
          asm.jump(end);
        }
      }
    }
    if (!end.isUsed()) {
      throw new Unlucky();
    }
    asm.bind(end);
  }

  /** Pushes a value of a type. */
  private void push(Type type, int effort) {
    if (effort == 0 || random.nextInt(4) == 0) {
      leaf(type);
      return;
    }
    switch (type) {
      case INT -> {
        if (random.nextInt(3) == 0) {
          unary(Type.LONG, TypedOpcodes.WRAP, effort);
        } else if (random.nextInt(8) == 0) {
          unary(Type.INT, TypedOpcodes.CHECK, effort);
        } else {
          binary(Type.INT, random.nextInt(6) == 0 ? TypedOpcodes.DIV : TypedOpcodes.ADD, effort);
        }
      }
      case LONG -> pushLong(effort);
      case FLOAT -> {
        if (random.nextBoolean()) {
          unary(Type.LONG, TypedOpcodes.TO_FLOAT, effort);
        } else {
          binary(Type.FLOAT, TypedOpcodes.MUL_FLOAT, effort);
        }
      }
      case DOUBLE -> {
        if (random.nextBoolean()) {
          unary(Type.FLOAT, TypedOpcodes.TO_DOUBLE, effort);
        } else {
          binary(Type.DOUBLE, TypedOpcodes.ADD_DOUBLE, effort);
        }
      }
      case REFERENCE -> unary(Type.LONG, TypedOpcodes.BOX, effort);
    }
  }

  private void pushLong(int effort) {
    switch (random.nextInt(8)) {
      case 0, 1 -> unary(Type.INT, TypedOpcodes.TO_LONG, effort);
      case 2 -> unary(Type.DOUBLE, TypedOpcodes.TRUNCATE, effort);
      case 3 -> {
        unary(Type.LONG, TypedOpcodes.BOX, effort);
        asm.op(TypedOpcodes.UNBOX);
      }
      case 4 -> {
        if (current == 0 || depth > 2) {
          leaf(Type.LONG);
          return;
        }
        call(random.nextInt(current), 0);
      }
      default -> binary(Type.LONG, TypedOpcodes.ADD_LONG, effort);
    }
  }

  /** Pushes arguments; the one that counts recursion down is 0, or less by one if {@code fuel} is -1. */
  private void arguments(int fuel) {
    for (int i = 0; i < parameters; i++) {
      if (i != FUEL) {
        push(signature.parameters().get(i), 1);
      } else if (fuel == 0) {
        asm.constInt(0);
      } else {
        asm.getLocal(FUEL).constInt(fuel).op(TypedOpcodes.ADD);
      }
    }
  }

  private void unary(Type operand, int opcode, int effort) {
    push(operand, effort - 1);
    asm.op(opcode);
  }

  private void binary(Type operand, int opcode, int effort) {
    push(operand, effort - 1);
    push(operand, effort - 1);
    asm.op(opcode);
  }

  private void leaf(Type type) {
    if (random.nextInt(3) > 0) {
      asm.getLocal(local(type));
      return;
    }
    switch (type) {
      case INT -> asm.constInt(random.nextInt(1 << random.nextInt(31)) - 3);
      case LONG -> asm.constLong(random.nextLong() >> random.nextInt(64));
      case FLOAT -> asm.constFloat(random.nextInt(5) == 0 ? -0f : random.nextFloat());
      case DOUBLE -> asm.constDouble(random.nextInt(5) == 0 ? -0.0 : random.nextDouble());
      case REFERENCE -> asm.constReference(random.nextInt(9) == 0 ? null : random.nextLong());
    }
  }

  private Type type(int local) {
    return local < parameters ? signature.parameters().get(local) : MORE[local - parameters];
  }

  /** A local of a type that is no loop's counter. */
  private int local(Type type) {
    while (true) {
      int local = random.nextInt(firstCounter);
      if (type(local) == type && local != FUEL) {
        return local;
      }
    }
  }
}
