package dev.lockstep.tests;

import dev.lockstep.runtime.Assembler;
import dev.lockstep.runtime.Disassembler;
import dev.lockstep.runtime.Flow;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Invocation;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.Machine;
import dev.lockstep.runtime.OpcodeRow;
import dev.lockstep.runtime.Program;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Tiering;
import dev.lockstep.runtime.Trap;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * A valid, terminating random program of any instruction set, made from the stack effects in its table. Functions call only
 * functions before them, and every loop counts down in a local of its own.
 */
public final class RandomProgram {

  /** What the generator cannot read from a table. */
  public interface Guest {
    InstructionTable table();

    /** The types of values that programs have. */
    List<Type> types();

    /** A new context and machine; the result of the run's end includes a digest of that context. */
    Run run(Program program);

    /** Whether programs leave out the opcode. */
    default boolean isExcluded(OpcodeRow opcode) {
      return false;
    }

    /** Whether the operand is better a small constant, since any other value would trap. */
    default boolean isAddress(OpcodeRow opcode, int operand) {
      return false;
    }

    /** A new assembler of the set. */
    Assembler<?> assembler();

    /** The index of a conditional branch on one int. */
    int branchOpcode();

    /** The index of the plain call. */
    int callOpcode();

    /** The index of the return. */
    int returnOpcode();

    /** Emits: decrement the int local, branch to the label while it is positive. */
    void countDown(Assembler<?> assembler, int local, Label target);

    /** A value for an immediate of the opcode, as raw bits. */
    default long immediate(OpcodeRow opcode, Type type, Random random) {
      return random.nextInt(16);
    }
  }

  /** A machine and what its guest has in memory. */
  public record Run(Machine machine, LongSupplier memory) {

    /** Calls {@code main}: where it is suspended, its results or its trap, and the state of the memory. */
    String outcome() {
      Invocation call = machine.start(machine.program().function("main"));
      StringBuilder text = new StringBuilder();
      try {
        while (!call.run()) {
          text.append(call.suspension().getMessage()).append(", ");
        }
        text.append(bits(call.result()));
      } catch (Trap trap) {
        text.append(trap.getMessage()).append(' ').append(trap.trace());
      }
      return text + ", memory " + memory.getAsLong();
    }

    /** NaNs as their bits, so that nothing is equal that is not the same. */
    private static Object bits(Object value) {
      if (value instanceof List<?> list) {
        return list.stream().map(Run::bits).toList();
      }
      if (value instanceof Float f) {
        return "f" + Integer.toHexString(Float.floatToRawIntBits(f));
      }
      return value instanceof Double d ? "d" + Long.toHexString(Double.doubleToRawLongBits(d)) : value;
    }
  }

  private static final int FUNCTIONS = 4;
  private static final int LOCALS = 10;
  private static final int MAX_HEIGHT = 8;
  private static final int[] INTS = {0, 1, -1, 2, 3, 7, 31, 32, 255, 4096, Integer.MIN_VALUE, Integer.MAX_VALUE};
  private static final long[] LONGS = {0, 1, -1, 63, 64, 1L << 31, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE, 0x1234_5678_9abcL};
  private static final float[] FLOATS = {0, -0f, 1, -1.5f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
  private static final double[] DOUBLES = {0, -0.0, 1, -2.5, 1e300, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};

  private final Guest guest;
  private final Random random;
  private final Assembler<?> asm;
  private final List<OpcodeRow> values = new ArrayList<>();
  private final List<OpcodeRow> switches = new ArrayList<>();
  private final List<Function> done = new ArrayList<>();
  private final List<Type> types;

  /** Whether any opcode may raise. */
  private final boolean raises;
  private final List<Type> stack = new ArrayList<>();
  private final List<Type> locals = new ArrayList<>();
  /** Locals that count loops; nothing else may write them. */
  private final List<Integer> counters = new ArrayList<>();
  private int freeCounter;
  private int budget;

  private RandomProgram(Guest guest, long seed) {
    this.guest = guest;
    types = guest.types();
    random = new Random(seed);
    asm = guest.assembler();
    raises = guest.table().opcodes().stream().anyMatch(OpcodeRow::raises);
    for (OpcodeRow opcode : guest.table().opcodes()) {
      boolean known = !guest.isExcluded(opcode) && types.containsAll(opcode.results());
      for (OpcodeRow.Parameter parameter : opcode.parameters()) {
        known &= parameter.type() == null || types.contains(parameter.type());
      }
      if (known && (opcode.flow() == Flow.NEXT || opcode.flow() == Flow.SUSPEND)) {
        values.add(opcode);
      } else if (known && opcode.flow() == Flow.SWITCH) {
        switches.add(opcode);
      }
    }
  }

  /**
   * Runs {@code count} programs on every tier and fails at the first whose outcome, pc of a trap or memory differs.
   *
   * @param seed of the first program; the next ones follow
   */
  public static void checkAll(Guest guest, long seed, int count) {
    System.out.println("random programs of " + guest.table().name() + " from seed " + seed);
    for (long s = seed; s < seed + count; s++) {
      Program program = new RandomProgram(guest, s).generate();
      String expected = guest.run(program.in(Tiering.interpreter())).outcome();
      for (Tiering tiering : List.of(Tiering.compiled(), new Tiering(Tiering.Mode.MIXED, 2, 2, 0), Tiering.stress(s))) {
        String found = guest.run(program.in(tiering)).outcome();
        if (!found.equals(expected)) {
          throw new AssertionError(
              "seed " + s + ", " + tiering + ": " + found + "; the interpreter: " + expected + "\n"
                  + Disassembler.disassemble(program));
        }
      }
    }
  }

  /** The program; its last function, {@code main}, takes nothing and returns one value of each type. */
  private Program generate() {
    for (int i = 0; i < FUNCTIONS; i++) {
      boolean isMain = i == FUNCTIONS - 1;
      List<Type> parameters = isMain ? List.of() : randomTypes(3);
      List<Type> results = isMain ? types : randomTypes(2);
      function(asm.declare(isMain ? "main" : "f" + i, new Signature(parameters, results)));
    }
    return asm.build();
  }

  private void function(Function function) {
    locals.clear();
    stack.clear();
    counters.clear();
    locals.addAll(function.signature().parameters());
    List<Type> more = new ArrayList<>();
    for (int i = 0; i < LOCALS; i++) {
      more.add(i < 3 ? Type.INT : pick(types));
    }
    for (int i = 0; i < 3; i++) {
      counters.add(locals.size() + i);
    }
    freeCounter = 0;
    locals.addAll(more);
    asm.begin(function, more.toArray(new Type[0]));
    budget = 60;
    statements(3 + random.nextInt(6), 0);
    List<Type> results = function.signature().results();
    results.forEach(this::push);
    asm.op(guest.returnOpcode());
    asm.end();
    done.add(function);
  }

  private void statements(int count, int depth) {
    for (int i = 0; i < count && budget-- > 0; i++) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    if (raises && depth < 3 && random.nextInt(8) == 0) {
      attempt(depth);
      return;
    }
    int choice = random.nextInt(20);
    if (choice < 11 || depth > 3) {
      operation();
    } else if (choice < 14) {
      conditional(depth);
    } else if (choice < 16 && freeCounter < counters.size()) {
      loop(depth);
    } else if (choice < 17 && !switches.isEmpty()) {
      multiway(depth);
    } else if (choice < 19 && !done.isEmpty()) {
      call();
    } else {
      stackOperation();
    }
  }

  private void operation() {
    OpcodeRow opcode = pick(values);
    List<Long> immediates = new ArrayList<>();
    List<Type> operands = new ArrayList<>();
    for (OpcodeRow.Parameter parameter : opcode.parameters()) {
      switch (parameter.kind()) {
        case OPERAND -> operands.add(parameter.type());
        case IMMEDIATE -> immediates.add(guest.immediate(opcode, parameter.type(), random));
        case LOCAL -> immediates.add((long) local(parameter.type(), true));
        case TARGET -> throw new AssertionError(opcode);
      }
    }
    if (opcode.toLocal()) {
      immediates.add((long) local(opcode.results().get(0), false));
    }
    if (immediates.contains(-1L) && opcode.parameters().stream().anyMatch(p -> p.kind() == OpcodeRow.Parameter.Kind.LOCAL)) {
      return;
    }
    operands(opcode, operands);
    asm.op(opcode.index(), immediates.stream().mapToLong(Long::longValue).toArray());
    pop(operands.size());
    if (!opcode.toLocal()) {
      stack.addAll(opcode.results());
    }
    settleResult();
  }

  /** Makes the operands the top of the stack, using what is there if its types fit. */
  private void operands(OpcodeRow opcode, List<Type> operands) {
    for (int i = 0; i < operands.size(); i++) {
      if (guest.isAddress(opcode, i)) {
        asm.constInt(random.nextInt(64));
        stack.add(Type.INT);
        operands.subList(i + 1, operands.size()).forEach(this::push);
        return;
      }
      if (i + 1 < operands.size() && guest.isAddress(opcode, i + 1)) {
        push(operands.get(i));
      }
    }
    operands(operands);
  }

  private void operands(List<Type> operands) {
    int keep = random.nextInt(3);
    int have = Math.min(keep, Math.min(stack.size(), operands.size()));
    while (have > 0 && !stack.subList(stack.size() - have, stack.size()).equals(operands.subList(0, have))) {
      have--;
    }
    for (Type type : operands.subList(have, operands.size())) {
      push(type);
    }
  }

  /** Sometimes stores or drops the top, and always when the stack is high. */
  private void settleResult() {
    while (!stack.isEmpty() && (stack.size() > MAX_HEIGHT || random.nextInt(3) == 0)) {
      Type top = stack.get(stack.size() - 1);
      int local = local(top, false);
      int choice = random.nextInt(4);
      if (local >= 0 && choice < 2) {
        asm.setLocal(local);
        pop(1);
      } else if (local >= 0 && choice == 2 && stack.size() <= MAX_HEIGHT) {
        asm.teeLocal(local);
        return;
      } else {
        asm.drop();
        pop(1);
      }
    }
  }

  private void stackOperation() {
    if (!stack.isEmpty() && stack.size() < MAX_HEIGHT && random.nextBoolean()) {
      int below = random.nextInt(stack.size());
      asm.pick(below);
      stack.add(stack.get(stack.size() - 1 - below));
    } else {
      push(pick(types));
      settleResult();
    }
  }

  /** Statements, and a handler that drops what they raise. */
  private void attempt(int depth) {
    Label handler = asm.label();
    Label end = asm.label(asm.height(), List.of());
    int kept = stack.size();
    asm.beginTry(handler);
    statementsAbove(depth);
    asm.endTry().jump(end);
    pop(stack.size() - kept);
    asm.bind(handler).drop();
    asm.bind(end);
  }

  /** Either way, the same values are on the stack afterwards; the branch may have to move them down. */
  private void conditional(int depth) {
    List<Type> carried = randomTypes(2);
    Label end = asm.label(asm.height(), carried);
    int kept = stack.size();
    for (int i = random.nextInt(2); i > 0; i--) {
      push(pick(types)); // between the kept values and the carried ones
    }
    carried.forEach(this::push);
    push(Type.INT);
    asm.branch(guest.branchOpcode(), end);
    pop(1);
    statementsAbove(depth);
    carried.forEach(this::push);
    if (random.nextBoolean()) {
      asm.jump(end);
    } else {
      carried.forEach(type -> pop(1));
      int between = stack.size() - kept;
      pop(between);
      if (between > 0) {
        asm.jump(end);
      }
    }
    asm.bind(end);
    pop(stack.size() - kept);
    stack.addAll(carried);
    settleResult();
  }

  private void loop(int depth) {
    int counter = counters.get(freeCounter++);
    asm.constInt(1 + random.nextInt(6)).setLocal(counter);
    Label top = asm.label(asm.height(), List.of());
    asm.bind(top);
    int kept = stack.size();
    statementsAbove(depth);
    while (stack.size() > kept) {
      asm.drop();
      pop(1);
    }
    guest.countDown(asm, counter, top);
  }

  private void multiway(int depth) {
    OpcodeRow opcode = pick(switches);
    if (opcode.parameters().stream().anyMatch(p -> p.kind() == OpcodeRow.Parameter.Kind.IMMEDIATE)) {
      return;
    }
    int kept = stack.size();
    Label[] targets = new Label[1 + random.nextInt(4)];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = asm.label(asm.height(), List.of());
    }
    Label end = asm.label(asm.height(), List.of());
    opcode.parameters().stream().filter(p -> p.kind() == OpcodeRow.Parameter.Kind.OPERAND).forEach(p -> push(p.type()));
    asm.multiway(opcode.index(), targets);
    pop(stack.size() - kept);
    for (Label target : targets) {
      asm.bind(target);
      statementsAbove(depth);
      asm.jump(end);
      pop(stack.size() - kept);
    }
    asm.bind(end);
  }

  /** Statements that leave alone what is on the stack now; what they push above it stays for the caller to drop. */
  private void statementsAbove(int depth) {
    List<Type> below = new ArrayList<>(stack);
    stack.clear();
    statements(1 + random.nextInt(4), depth + 1);
    stack.addAll(0, below);
  }

  private void call() {
    Function callee = pick(done);
    List<Type> parameters = callee.signature().parameters();
    operands(parameters);
    asm.call(guest.callOpcode(), callee);
    pop(parameters.size());
    stack.addAll(callee.signature().results());
    settleResult();
  }

  private void push(Type type) {
    int local = local(type, true);
    if (local >= 0 && random.nextInt(3) > 0) {
      asm.getLocal(local);
    } else {
      asm.pushConstant(type, bits(type));
    }
    stack.add(type);
  }

  private long bits(Type type) {
    return switch (type) {
      case INT -> INTS[random.nextInt(INTS.length)];
      case LONG -> LONGS[random.nextInt(LONGS.length)];
      case FLOAT -> Float.floatToRawIntBits(FLOATS[random.nextInt(FLOATS.length)]);
      case DOUBLE -> Double.doubleToRawLongBits(DOUBLES[random.nextInt(DOUBLES.length)]);
      case REFERENCE -> asm.constant(null);
    };
  }

  /** A local of the type, or -1; the counters of loops only to be read. */
  private int local(Type type, boolean toRead) {
    int start = random.nextInt(locals.size());
    for (int i = 0; i < locals.size(); i++) {
      int local = (start + i) % locals.size();
      if (locals.get(local) == type && (toRead || !counters.contains(local))) {
        return local;
      }
    }
    return -1;
  }

  private void pop(int count) {
    for (int i = 0; i < count; i++) {
      stack.remove(stack.size() - 1);
    }
  }

  private List<Type> randomTypes(int most) {
    List<Type> picked = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      picked.add(pick(types));
    }
    return picked;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
