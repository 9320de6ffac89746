package dev.lockstep.bench;

/**
 * Where a program is emitted. The programs are written once against this interface, so that every
 * subject runs the same stack code.
 *
 * <p>Programs keep to rules that let the simplest assembler accept them: the operand stack is empty
 * at every label and jump, and a local is written before it is read. Types are written {@code I},
 * {@code J} and {@code D}, as in a JVM descriptor.
 */
interface StackEmitter {
  /**
   * Declares a function, so that it can be called, and returns its index. The first one is the
   * program's entry.
   */
  int function(String name, String signature, String locals);

  /** Starts the code of a function, which lasts until the next one starts. */
  void begin(int function);

  /** Makes a label of the current function. */
  int label();

  /** Places a label at the next instruction. */
  void bind(int label);

  /** Emits an opcode that has no immediate. */
  void op(StackOp op);

  /** Emits an access of a global. */
  void global(StackOp op, int global);

  void localGet(int local);

  void localSet(int local);

  void localTee(int local);

  void i32Const(int value);

  void i64Const(long value);

  void f64Const(double value);

  void jump(int label);

  /** Jumps if the popped {@code i32} is not 0. */
  void brIf(int label);

  /** Jumps if the popped {@code i32} is 0. */
  void brUnless(int label);

  /** Jumps to the label at the popped index; to the last one if the index is out of range. */
  void switchOn(int... labels);

  void call(int function);

  /** Returns from the current function with the result that its signature says. */
  void ret();
}
