package dev.lockstep.bench;

import dev.lockstep.runtime.Assembler;
import dev.lockstep.runtime.Function;
import dev.lockstep.runtime.InstructionTable;
import dev.lockstep.runtime.Label;
import dev.lockstep.runtime.OpcodeRow;
import dev.lockstep.runtime.Signature;
import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Emits a program with the assembler generated for one of the bench guests. */
final class LockstepEmitter implements StackEmitter {
  private record Declared(Function function, Type[] locals) {}

  private final Assembler<?> assembler;
  private final ToIntFunction<StackOp> numbers;
  private final Map<Integer, Integer> indexByNumber = new HashMap<>();
  private final List<Declared> functions = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private boolean begun;

  LockstepEmitter(
      Assembler<?> assembler, InstructionTable table, ToIntFunction<StackOp> numbers) {
    this.assembler = assembler;
    this.numbers = numbers;
    for (OpcodeRow opcode : table.opcodes()) {
      indexByNumber.put(opcode.number(), opcode.index());
    }
  }

  dev.lockstep.runtime.Program finish() {
    assembler.end();
    return assembler.build();
  }

  @Override
  public int function(String name, String signature, String locals) {
    Type[] types = new Type[locals.length()];
    for (int i = 0; i < types.length; i++) {
      types[i] = Type.of(locals.charAt(i));
    }
    Function function = assembler.declare(name, Signature.of(signature));
    functions.add(new Declared(function, types));
    return functions.size() - 1;
  }

  @Override
  public void begin(int function) {
    if (begun) {
      assembler.end();
    }
    begun = true;
    Declared declared = functions.get(function);
    assembler.begin(declared.function, declared.locals);
  }

  @Override
  public int label() {
    labels.add(assembler.label());
    return labels.size() - 1;
  }

  @Override
  public void bind(int label) {
    assembler.bind(labels.get(label));
  }

  @Override
  public void op(StackOp op) {
    if (op == StackOp.DROP) {
      assembler.drop();
    } else {
      assembler.op(index(op));
    }
  }

  @Override
  public void global(StackOp op, int global) {
    assembler.op(index(op), global);
  }

  @Override
  public void localGet(int local) {
    assembler.getLocal(local);
  }

  @Override
  public void localSet(int local) {
    assembler.setLocal(local);
  }

  @Override
  public void localTee(int local) {
    assembler.teeLocal(local);
  }

  @Override
  public void i32Const(int value) {
    assembler.constInt(value);
  }

  @Override
  public void i64Const(long value) {
    assembler.constLong(value);
  }

  @Override
  public void f64Const(double value) {
    assembler.constDouble(value);
  }

  @Override
  public void jump(int label) {
    assembler.branch(index(StackOp.JUMP), labels.get(label));
  }

  @Override
  public void brIf(int label) {
    assembler.branch(index(StackOp.BR_IF), labels.get(label));
  }

  @Override
  public void brUnless(int label) {
    assembler.branch(index(StackOp.BR_UNLESS), labels.get(label));
  }

  @Override
  public void switchOn(int... targets) {
    Label[] chosen = new Label[targets.length];
    for (int i = 0; i < targets.length; i++) {
      chosen[i] = labels.get(targets[i]);
    }
    assembler.multiway(index(StackOp.SWITCH), chosen);
  }

  @Override
  public void call(int function) {
    assembler.call(index(StackOp.CALL), functions.get(function).function);
  }

  @Override
  public void ret() {
    assembler.op(index(StackOp.RETURN));
  }

  private int index(StackOp op) {
    return indexByNumber.get(numbers.applyAsInt(op));
  }
}
