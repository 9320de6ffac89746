package dev.lockstep.examples.wasm;

import static dev.lockstep.examples.wasm.ValType.FUNCREF;
import static dev.lockstep.examples.wasm.ValType.I32;

import dev.lockstep.examples.wasm.Module.Code;
import dev.lockstep.examples.wasm.OperandStack.Frame;
import java.util.BitSet;
import java.util.List;

/**
 * Validates function bodies with the algorithm of appendix 7.3 and passes live instructions on to a {@link BodySink}.
 * Control instructions (section 3.3.8) are checked here, all others by {@link ValueValidator}.
 *
 * <p>Nesting costs heap, not Java stack. Work for a byte of input is bounded by the largest arity and by the logarithm
 * of the number of local declarations.
 */
final class BodyValidator {

  private final Module module;
  private final BodySink sink;
  private final OperandStack stack = new OperandStack();
  private final ValueValidator values;
  private InstructionReader in;
  private LocalTypes locals;

  /** {@code declared}: the functions that {@code ref.func} may name. */
  BodyValidator(Module module, BitSet declared, BodySink sink) {
    this.module = module;
    this.sink = sink;
    this.values = new ValueValidator(module, declared, stack, sink);
  }

  void validate(int function, Code code, InstructionReader reader) {
    FuncType type = module.functionType(function);
    in = reader;
    locals = new LocalTypes(type, code);
    stack.reset();
    stack.live = true;
    // A function's label has its results; its parameters are locals and not operands.
    stack.enter(0, new FuncType(List.of(), type.results()));
    sink.begin(function, type, locals);
    while (!in.done()) {
      in.next();
      stack.offset = in.offset;
      if (stack.live) {
        sink.at(in.offset);
      }
      instruction();
    }
    in.requireEnd(code.end());
  }

  private void instruction() {
    // Control instructions are the lowest opcodes.
    if (in.opcode <= 0x13) {
      control(in.opcode);
    } else {
      values.instruction(in, locals);
    }
  }

  private void control(int opcode) {
    switch (opcode) {
      case 0x00 -> {
        if (stack.live) {
          sink.unreachable();
        }
        stack.stop();
      }
      case 0x01 -> {} // nop
      case 0x02, 0x03, 0x04 -> enter(opcode);
      case 0x05 -> orElse();
      case 0x0b -> end();
      case 0x0c -> br();
      case 0x0d -> brIf();
      case 0x0e -> brTable();
      case 0x0f -> ret();
      case 0x10, 0x12 -> call(opcode == 0x12);
      default -> callIndirect(opcode == 0x13);
    }
  }

  private void enter(int opcode) {
    FuncType type = blockType();
    if (opcode == 0x04) {
      stack.pop(I32);
    }
    stack.pop(type.params());
    stack.enter(opcode, type);
    if (stack.live) {
      switch (opcode) {
        case 0x02 -> sink.block(type);
        case 0x03 -> sink.loop(type);
        default -> sink.ifThen(type);
      }
    }
  }

  private FuncType blockType() {
    if (in.x != -1) {
      return type(in.x);
    }
    return in.type == null ? FuncType.EMPTY : FuncType.ofResult(in.type);
  }

  private FuncType type(int index) {
    Validator.requireIndex(index, module.types().size(), "type", in.offset);
    return module.types().get(index);
  }

  private void orElse() {
    boolean fallsThrough = stack.live;
    Frame then = stack.leave();
    stack.live = then.live;
    stack.enter(0x05, then.type);
    stack.label(0).endTargeted = then.endTargeted || fallsThrough;
    if (then.live) {
      sink.orElse(fallsThrough);
    }
  }

  private void end() {
    boolean fallsThrough = stack.live;
    Frame frame = stack.leave();
    boolean oneArmed = frame.opcode == 0x04;
    if (oneArmed && !frame.type.params().equals(frame.type.results())) {
      throw stack.mismatch("if without else must give back its parameters, not " + frame.type);
    }
    stack.live = frame.live && (fallsThrough || frame.endTargeted || oneArmed);
    if (frame.live) {
      sink.end(fallsThrough);
    }
    if (!in.done()) {
      stack.push(frame.type.results());
    }
  }

  /** Notes that a live branch goes to a label. */
  private void target(Frame label) {
    if (stack.live && label.opcode != 0x03) {
      label.endTargeted = true;
    }
  }

  private void br() {
    Frame label = stack.label(in.x);
    stack.pop(label.labelTypes());
    target(label);
    if (stack.live) {
      sink.br(in.x);
    }
    stack.stop();
  }

  private void brIf() {
    Frame label = stack.label(in.x);
    stack.pop(I32);
    stack.pop(label.labelTypes());
    stack.push(label.labelTypes());
    target(label);
    if (stack.live) {
      sink.brIf(in.x);
    }
  }

  private void brTable() {
    stack.pop(I32);
    int count = in.labelCount;
    int arity = stack.label(in.labels[count - 1]).labelTypes().size();
    for (int i = 0; i < count; i++) {
      Frame label = stack.label(in.labels[i]);
      if (label.labelTypes().size() != arity) {
        throw stack.mismatch("targets of br_table take " + arity + " and " + label.labelTypes().size() + " operands");
      }
      stack.peek(label.labelTypes());
      target(label);
    }
    if (stack.live) {
      sink.brTable(in.labels, count);
    }
    stack.stop();
  }

  private void ret() {
    stack.pop(stack.outermost().type.results());
    if (stack.live) {
      sink.ret();
    }
    stack.stop();
  }

  private void call(boolean tail) {
    int function = in.x;
    Validator.requireIndex(function, module.functions().size(), "function", in.offset);
    FuncType type = module.functionType(function);
    passArguments(type, tail);
    if (stack.live) {
      if (tail) {
        sink.returnCall(function, type);
      } else {
        sink.call(function, type);
      }
    }
    takeResults(type, tail);
  }

  private void callIndirect(boolean tail) {
    Validator.requireIndex(in.y, module.tables().size(), "table", in.offset);
    if (module.tables().get(in.y).element() != FUNCREF) {
      throw stack.mismatch("indirect call through a table of externref");
    }
    FuncType type = type(in.x);
    stack.pop(I32);
    passArguments(type, tail);
    if (stack.live) {
      if (tail) {
        sink.returnCallIndirect(in.y, in.x, type);
      } else {
        sink.callIndirect(in.y, in.x, type);
      }
    }
    takeResults(type, tail);
  }

  private void passArguments(FuncType type, boolean tail) {
    if (tail && !type.results().equals(stack.outermost().type.results())) {
      throw stack.mismatch("tail call gives " + type.results() + ", the function "
          + stack.outermost().type.results());
    }
    stack.pop(type.params());
  }

  private void takeResults(FuncType type, boolean tail) {
    if (tail) {
      stack.stop();
    } else {
      stack.push(type.results());
    }
  }
}
