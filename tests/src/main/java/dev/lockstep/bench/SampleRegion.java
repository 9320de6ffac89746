package dev.lockstep.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A guest function of {@link #STEPS} instructions, arithmetic on locals with a few forward
 * branches, to be compiled into one region. Its locals are its parameters: four {@code i32}, then
 * four {@code i64}, of which the first is returned.
 */
record SampleRegion(List<Step> steps) {
  static final int STEPS = 200;
  static final int INTS = 4;
  static final int LOCALS = 8;
  static final String SIGNATURE = "(IIIIJJJJ)J";

  /** Every that many steps there is a branch over half of them. */
  private static final int BRANCH_DISTANCE = 20;

  private static final List<StackOp> INT_OPS =
      List.of(
          StackOp.I32_ADD, StackOp.I32_SUB, StackOp.I32_MUL, StackOp.I32_XOR, StackOp.I32_SHL);
  private static final List<StackOp> LONG_OPS =
      List.of(
          StackOp.I64_ADD, StackOp.I64_SUB, StackOp.I64_MUL, StackOp.I64_XOR, StackOp.I64_AND);

  /**
   * An instruction.
   *
   * @param op two operands of one type, and a result of it, or a comparison to branch on
   * @param left the local that is the first operand
   * @param right the local that is the second operand; -1 for {@code constant}
   * @param to the local for the result; in a branch the step to go to
   */
  record Step(StackOp op, int left, int right, int constant, int to) {
    boolean isBranch() {
      return op == StackOp.I32_LT_S;
    }

    boolean isLong() {
      return left >= INTS;
    }
  }

  static SampleRegion random(long seed) {
    Random random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      if (i % BRANCH_DISTANCE == BRANCH_DISTANCE / 2) {
        int to = i + BRANCH_DISTANCE / 2;
        steps.add(new Step(StackOp.I32_LT_S, random.nextInt(INTS), random.nextInt(INTS), 0, to));
      } else {
        steps.add(arithmetic(random));
      }
    }
    return new SampleRegion(List.copyOf(steps));
  }

  private static Step arithmetic(Random random) {
    int first = random.nextBoolean() ? 0 : INTS;
    List<StackOp> ops = first == 0 ? INT_OPS : LONG_OPS;
    return new Step(
        ops.get(random.nextInt(ops.size())),
        first + random.nextInt(INTS),
        random.nextBoolean() ? first + random.nextInt(INTS) : -1,
        random.nextInt(1000),
        first + random.nextInt(INTS));
  }

  /** Emits it as a guest function. */
  void emit(StackEmitter e, String name) {
    e.begin(e.function(name, SIGNATURE, ""));
    int[] labels = new int[STEPS + 1];
    boolean[] used = new boolean[STEPS + 1];
    for (int i = 0; i < STEPS; i++) {
      Step step = steps.get(i);
      if (used[i]) {
        e.bind(labels[i]);
      }
      e.localGet(step.left);
      if (step.right >= 0) {
        e.localGet(step.right);
      } else if (step.isLong()) {
        e.i64Const(step.constant);
      } else {
        e.i32Const(step.constant);
      }
      e.op(step.op);
      if (!step.isBranch()) {
        e.localSet(step.to);
      } else {
        labels[step.to] = used[step.to] ? labels[step.to] : e.label();
        used[step.to] = true;
        e.brIf(labels[step.to]);
      }
    }
    if (used[STEPS]) {
      e.bind(labels[STEPS]);
    }
    e.localGet(INTS);
    e.ret();
  }
}
