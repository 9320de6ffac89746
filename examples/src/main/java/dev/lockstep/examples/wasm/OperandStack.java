package dev.lockstep.examples.wasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The operand and control stacks of the validation algorithm (appendix 7.3), with one addition: {@link #live} knows
 * whether control can reach the current instruction. That is more than not being polymorphic: a block begun in dead
 * code has concrete types and is still dead, and so is what follows a block whose end is not reached.
 */
final class OperandStack {

  /** An open block; {@code opcode} is that of the instruction that began it, 0 for a function body. */
  static final class Frame {
    final int opcode;
    final FuncType type;
    final int height;

    /** Whether control could reach the begin. */
    final boolean live;

    /** Whether the rest up to the end is unreachable, so that its missing operands may have any type. */
    boolean polymorphic;

    /** Whether something live jumps to the end. */
    boolean endTargeted;

    Frame(int opcode, FuncType type, int height, boolean live) {
      this.opcode = opcode;
      this.type = type;
      this.height = height;
      this.live = live;
    }

    /** What a branch to this label takes along. */
    List<ValType> labelTypes() {
      return opcode == 0x03 ? type.params() : type.results();
    }
  }

  private ValType[] operands = new ValType[64];
  private int height;
  private final ArrayList<Frame> frames = new ArrayList<>();
  private Frame top;

  /** Whether control can reach the current instruction. */
  boolean live;

  /** Position of the current instruction, for error messages. */
  int offset;

  void reset() {
    height = 0;
    frames.clear();
  }

  // Operands

  void push(ValType type) {
    if (height == operands.length) {
      operands = Arrays.copyOf(operands, 2 * height);
    }
    operands[height++] = type;
  }

  void push(List<ValType> types) {
    for (int i = 0; i < types.size(); i++) {
      push(types.get(i));
    }
  }

  ValType pop() {
    if (height > top.height) {
      return operands[--height];
    }
    if (top.polymorphic) {
      return ValType.UNKNOWN;
    }
    throw mismatch("expected an operand, found an empty stack");
  }

  void pop(ValType expected) {
    if (height == top.height && !top.polymorphic) {
      throw mismatch("expected " + expected + ", found an empty stack");
    }
    ValType actual = pop();
    if (actual != expected && actual != ValType.UNKNOWN) {
      throw mismatch("expected " + expected + ", found " + actual);
    }
  }

  void pop(List<ValType> types) {
    for (int i = types.size() - 1; i >= 0; i--) {
      pop(types.get(i));
    }
  }

  /** Requires that the operands on top fit, and leaves them there with the types they have. */
  void peek(List<ValType> types) {
    int before = height;
    pop(types);
    // Nothing is overwritten by popping; a polymorphic stack that ran out stays at its height.
    height = before;
  }

  // Control

  void enter(int opcode, FuncType type) {
    top = new Frame(opcode, type, height, live);
    frames.add(top);
    push(type.params());
  }

  /** Closes the innermost block, whose results must be all that is on its stack; does not push them. */
  Frame leave() {
    pop(top.type.results());
    if (height != top.height) {
      throw mismatch("values remain on the stack at the end of a block");
    }
    Frame closed = top;
    frames.remove(frames.size() - 1);
    top = frames.isEmpty() ? null : frames.get(frames.size() - 1);
    return closed;
  }

  /** The frame of a label; depth 0 is the innermost. */
  Frame label(int depth) {
    Validator.requireIndex(depth, frames.size(), "label", offset);
    return frames.get(frames.size() - 1 - depth);
  }

  /** The frame of the function body, whose results {@code return} and tail calls must give. */
  Frame outermost() {
    return frames.get(0);
  }

  /** Control does not get beyond the current instruction. */
  void stop() {
    height = top.height;
    top.polymorphic = true;
    live = false;
  }

  WasmException mismatch(String what) {
    return WasmException.invalid(offset, "type mismatch: " + what);
  }
}
