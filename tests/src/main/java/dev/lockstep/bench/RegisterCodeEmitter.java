package dev.lockstep.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Turns stack code into the code of {@link RegisterSwitch} and {@link WideRegisterSwitch}: an
 * opcode word, the slot of its result if it has one, the slots of its operands, then its
 * immediates.
 *
 * <p>It simulates the stack. An operand that is a local is read from the local's slot; one that is
 * a constant is written to its stack slot just before it is used; a result that goes to a local is
 * written there. So {@code local.get}, {@code local.tee}, {@code drop} and most {@code local.set}
 * cost nothing.
 */
final class RegisterCodeEmitter implements StackEmitter {
  /** A value on the simulated stack. */
  private sealed interface Operand {}

  /** The value of a local. */
  private record Local(int slot) implements Operand {}

  /** A constant, of which nothing has been emitted yet. */
  private record Constant(StackOp op, long bits) implements Operand {}

  /** A value in the slot of its place on the stack. */
  private record Temporary() implements Operand {}

  private static final int NONE = -1;

  private final ToIntFunction<StackOp> numbers;
  private final CodeBuffer code = new CodeBuffer();
  private final List<FunctionShape> functions = new ArrayList<>();
  private final List<Operand> stack = new ArrayList<>();
  private FunctionShape current;

  /**
   * The word that names the result slot of the last instruction, as long as the result may go
   * elsewhere.
   */
  private int lastResult = NONE;

  private final boolean fuses;

  /** A comparison whose operands are still on the stack, in case a branch follows. */
  private StackOp pending;

  /** An emitter; {@code fuses} for {@link FusedRegisterSwitch}. */
  RegisterCodeEmitter(ToIntFunction<StackOp> numbers, boolean fuses) {
    this.numbers = numbers;
    this.fuses = fuses;
  }

  GuestCode finish() {
    FunctionShape entry = functions.get(0);
    return new GuestCode(code.finish(), code.place(entry.label()), entry.frame());
  }

  @Override
  public int function(String name, String signature, String locals) {
    functions.add(FunctionShape.of(code.label(), signature, locals));
    return functions.size() - 1;
  }

  @Override
  public void begin(int function) {
    current = functions.get(function);
    bind(current.label());
  }

  @Override
  public int label() {
    return code.label();
  }

  @Override
  public void bind(int label) {
    settle();
    requireEmptyStack();
    lastResult = NONE;
    code.bind(label);
  }

  @Override
  public void op(StackOp op) {
    settle();
    if (fuses && FusedNumbers.isComparison(op)) {
      pending = op;
    } else if (fuses && FusedNumbers.withConstant(op) >= 0 && isShortConstant()) {
      opWithConstant(op);
    } else {
      plainOp(op);
    }
  }

  private void plainOp(StackOp op) {
    if (op == StackOp.DROP) {
      stack.remove(stack.size() - 1);
      lastResult = NONE;
      return;
    }
    int[] operands = popSlots(op.pops());
    instruction(op);
    result(op);
    addAll(operands);
  }

  /** Emits the pending comparison, since no branch follows. */
  private void settle() {
    if (pending != null) {
      StackOp comparison = pending;
      pending = null;
      plainOp(comparison);
    }
  }

  /** Whether the top of the stack is an integer constant of one word. */
  private boolean isShortConstant() {
    return stack.get(stack.size() - 1) instanceof Constant constant
        && constant.op != StackOp.F64_CONST
        && constant.bits == (int) constant.bits;
  }

  private int popConstant() {
    return (int) ((Constant) stack.remove(stack.size() - 1)).bits;
  }

  private void opWithConstant(StackOp op) {
    int constant = popConstant();
    int left = popSlots(1)[0];
    code.add(FusedNumbers.withConstant(op));
    result(op);
    code.add(left);
    code.add(constant);
  }

  private void fusedBranch(StackOp comparison, boolean holds, int label) {
    boolean constant = isShortConstant();
    int right = constant ? popConstant() : 0;
    int[] slots = popSlots(constant ? 1 : 2);
    requireEmptyStack();
    lastResult = NONE;
    code.add(FusedNumbers.branch(comparison, holds) + (constant ? 1 : 0));
    code.add(slots[0]);
    code.add(constant ? right : slots[1]);
    code.addReference(label);
  }

  @Override
  public void global(StackOp op, int global) {
    op(op);
    code.add(global);
  }

  @Override
  public void localGet(int local) {
    settle();
    stack.add(new Local(local));
  }

  @Override
  public void localSet(int local) {
    settle();
    int top = stack.size() - 1;
    for (int i = 0; i < top; i++) {
      if (stack.get(i) instanceof Local other && other.slot == local) {
        move(stackSlot(i), local);
        stack.set(i, new Temporary());
      }
    }
    Operand value = stack.remove(top);
    if (value instanceof Constant constant) {
      load(local, constant);
    } else if (value instanceof Local source) {
      move(local, source.slot);
    } else if (lastResult != NONE) {
      code.set(lastResult, local);
      lastResult = NONE;
    } else {
      move(local, stackSlot(top));
    }
  }

  @Override
  public void localTee(int local) {
    localSet(local);
    localGet(local);
  }

  @Override
  public void i32Const(int value) {
    settle();
    stack.add(new Constant(StackOp.I32_CONST, value));
  }

  @Override
  public void i64Const(long value) {
    settle();
    stack.add(new Constant(StackOp.I64_CONST, value));
  }

  @Override
  public void f64Const(double value) {
    settle();
    stack.add(new Constant(StackOp.F64_CONST, Double.doubleToRawLongBits(value)));
  }

  @Override
  public void jump(int label) {
    settle();
    requireEmptyStack();
    instruction(StackOp.JUMP);
    code.addReference(label);
  }

  @Override
  public void brIf(int label) {
    branch(StackOp.BR_IF, label);
  }

  @Override
  public void brUnless(int label) {
    branch(StackOp.BR_UNLESS, label);
  }

  @Override
  public void switchOn(int... labels) {
    settle();
    int index = popSlots(1)[0];
    requireEmptyStack();
    instruction(StackOp.SWITCH);
    code.add(index);
    code.add(labels.length - 1);
    for (int label : labels) {
      code.addReference(label);
    }
  }

  /** The callee's frame begins at the slot of the first argument, where its result will be. */
  @Override
  public void call(int function) {
    settle();
    FunctionShape callee = functions.get(function);
    int first = stack.size() - callee.parameters();
    for (int i = first; i < stack.size(); i++) {
      materialise(i);
    }
    stack.subList(first, stack.size()).clear();
    instruction(StackOp.CALL);
    code.addReference(callee.label());
    code.add(stackSlot(first));
    if (callee.results() != 0) {
      stack.add(new Temporary());
    }
  }

  @Override
  public void ret() {
    settle();
    int[] results = popSlots(current.results());
    instruction(StackOp.RETURN);
    code.add(results.length);
    code.add(results.length == 0 ? 0 : results[0]);
    stack.clear();
  }

  private void branch(StackOp op, int label) {
    StackOp comparison = pending;
    pending = null;
    if (comparison != null && !FusedNumbers.isZeroTest(comparison)) {
      fusedBranch(comparison, op == StackOp.BR_IF, label);
    } else if (comparison != null) {
      plainBranch(op == StackOp.BR_IF ? StackOp.BR_UNLESS : StackOp.BR_IF, label);
    } else {
      plainBranch(op, label);
    }
  }

  private void plainBranch(StackOp op, int label) {
    int condition = popSlots(1)[0];
    requireEmptyStack();
    instruction(op);
    code.add(condition);
    code.addReference(label);
  }

  private void instruction(StackOp op) {
    lastResult = NONE;
    code.add(numbers.applyAsInt(op));
  }

  private void result(StackOp op) {
    if (op.pushes() != 0) {
      lastResult = code.size();
      code.add(stackSlot(stack.size()));
      stack.add(new Temporary());
    }
  }

  private void addAll(int[] slots) {
    for (int slot : slots) {
      code.add(slot);
    }
  }

  /** Pops operands, the deepest first in the answer, and makes sure that each is in a slot. */
  private int[] popSlots(int count) {
    int first = stack.size() - count;
    int[] slots = new int[count];
    for (int i = 0; i < count; i++) {
      if (stack.get(first + i) instanceof Constant constant) {
        load(stackSlot(first + i), constant);
      }
      slots[i] = stack.get(first + i) instanceof Local local ? local.slot : stackSlot(first + i);
    }
    stack.subList(first, stack.size()).clear();
    return slots;
  }

  /** Makes sure that a value is in the slot of its place on the stack. */
  private void materialise(int index) {
    if (stack.get(index) instanceof Constant constant) {
      load(stackSlot(index), constant);
    } else if (stack.get(index) instanceof Local local) {
      move(stackSlot(index), local.slot);
    }
    stack.set(index, new Temporary());
  }

  private void load(int slot, Constant constant) {
    instruction(constant.op);
    code.add(slot);
    if (constant.op == StackOp.I32_CONST) {
      code.add((int) constant.bits);
    } else {
      code.addLong(constant.bits);
    }
  }

  private void move(int to, int from) {
    if (to != from) {
      instruction(StackOp.LOCAL_SET);
      code.add(to);
      code.add(from);
    }
  }

  private int stackSlot(int index) {
    return current.frame() + index;
  }

  private void requireEmptyStack() {
    if (!stack.isEmpty()) {
      throw new IllegalStateException("the stack is not empty at " + code.size());
    }
  }
}
