package dev.lockstep.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Emits the code of {@link StackSwitch} and {@link WideStackSwitch}: an opcode word, then its
 * immediates.
 */
final class StackCodeEmitter implements StackEmitter {
  private final ToIntFunction<StackOp> numbers;
  private final CodeBuffer code = new CodeBuffer();
  private final List<FunctionShape> functions = new ArrayList<>();
  private FunctionShape current;

  StackCodeEmitter(ToIntFunction<StackOp> numbers) {
    this.numbers = numbers;
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
    code.bind(current.label());
  }

  @Override
  public int label() {
    return code.label();
  }

  @Override
  public void bind(int label) {
    code.bind(label);
  }

  @Override
  public void op(StackOp op) {
    code.add(numbers.applyAsInt(op));
  }

  @Override
  public void global(StackOp op, int global) {
    op(op, global);
  }

  @Override
  public void localGet(int local) {
    op(StackOp.LOCAL_GET, local);
  }

  @Override
  public void localSet(int local) {
    op(StackOp.LOCAL_SET, local);
  }

  @Override
  public void localTee(int local) {
    op(StackOp.LOCAL_TEE, local);
  }

  @Override
  public void i32Const(int value) {
    op(StackOp.I32_CONST, value);
  }

  @Override
  public void i64Const(long value) {
    op(StackOp.I64_CONST);
    code.addLong(value);
  }

  @Override
  public void f64Const(double value) {
    op(StackOp.F64_CONST);
    code.addLong(Double.doubleToRawLongBits(value));
  }

  @Override
  public void jump(int label) {
    branch(StackOp.JUMP, label);
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
    op(StackOp.SWITCH, labels.length - 1);
    for (int label : labels) {
      code.addReference(label);
    }
  }

  @Override
  public void call(int function) {
    FunctionShape callee = functions.get(function);
    branch(StackOp.CALL, callee.label());
    code.add(callee.parameters());
    code.add(callee.frame());
  }

  @Override
  public void ret() {
    op(StackOp.RETURN, current.results());
  }

  private void op(StackOp op, int immediate) {
    op(op);
    code.add(immediate);
  }

  private void branch(StackOp op, int label) {
    op(op);
    code.addReference(label);
  }
}
