package dev.lockstep.examples.wasm;

import static dev.lockstep.examples.wasm.ValType.FUNCREF;
import static dev.lockstep.examples.wasm.ValType.I32;
import static dev.lockstep.examples.wasm.ValType.UNKNOWN;

import dev.lockstep.examples.wasm.Module.GlobalType;
import java.util.BitSet;

/** Validates the instructions that do not transfer control (sections 3.3.1 to 3.3.7) for {@link BodyValidator}. */
final class ValueValidator {

  private final Module module;
  private final BitSet declared;
  private final OperandStack stack;
  private final BodySink sink;
  private InstructionReader in;
  private LocalTypes locals;

  ValueValidator(Module module, BitSet declared, OperandStack stack, BodySink sink) {
    this.module = module;
    this.declared = declared;
    this.stack = stack;
    this.sink = sink;
  }

  /** Checks the instruction that was read last. */
  void instruction(InstructionReader reader, LocalTypes localTypes) {
    in = reader;
    locals = localTypes;
    int opcode = in.opcode;
    if (Signatures.isNumeric(opcode)) {
      simple(opcode);
    } else if (opcode < 0x28) {
      parametricOrVariable(opcode);
    } else if (opcode <= 0x40) {
      memory(opcode);
    } else if (opcode <= 0x44) {
      constant(opcode);
    } else if (opcode <= 0xd2) {
      reference(opcode);
    } else {
      bulk(opcode);
    }
  }

  private void parametricOrVariable(int opcode) {
    switch (opcode) {
      case 0x1a -> {
        ValType type = stack.pop();
        if (stack.live) {
          sink.drop(type);
        }
      }
      case 0x1b -> selectUntyped();
      case 0x1c -> selectTyped();
      case 0x20, 0x21, 0x22 -> local(opcode);
      case 0x23, 0x24 -> global(opcode);
      default -> tableAccess(opcode);
    }
  }

  private void selectUntyped() {
    stack.pop(I32);
    ValType second = stack.pop();
    ValType first = stack.pop();
    if (first.isReference() || second.isReference()) {
      throw stack.mismatch("select without a type chooses between numbers only");
    }
    if (first != second && first != UNKNOWN && second != UNKNOWN) {
      throw stack.mismatch("select between " + first + " and " + second);
    }
    select(first == UNKNOWN ? second : first);
  }

  private void selectTyped() {
    if (in.type == null) {
      throw WasmException.invalid(in.offset, "invalid result arity");
    }
    stack.pop(I32);
    stack.pop(in.type);
    stack.pop(in.type);
    select(in.type);
  }

  private void select(ValType type) {
    stack.push(type);
    if (stack.live) {
      sink.select(type);
    }
  }

  private void local(int opcode) {
    int index = in.x;
    Validator.requireIndex(index, locals.count(), "local", in.offset);
    ValType type = locals.type(index);
    if (opcode != 0x20) {
      stack.pop(type);
    }
    if (opcode != 0x21) {
      stack.push(type);
    }
    if (stack.live) {
      switch (opcode) {
        case 0x20 -> sink.localGet(index, type);
        case 0x21 -> sink.localSet(index, type);
        default -> sink.localTee(index, type);
      }
    }
  }

  private void global(int opcode) {
    int index = in.x;
    Validator.requireIndex(index, module.globals().size(), "global", in.offset);
    GlobalType global = module.globals().get(index);
    if (opcode == 0x23) {
      stack.push(global.type());
      if (stack.live) {
        sink.globalGet(index, global.type());
      }
      return;
    }
    if (!global.mutable()) {
      throw WasmException.invalid(in.offset, "global is immutable");
    }
    stack.pop(global.type());
    if (stack.live) {
      sink.globalSet(index, global.type());
    }
  }

  private ValType tableType(int index) {
    Validator.requireIndex(index, module.tables().size(), "table", in.offset);
    return module.tables().get(index).element();
  }

  private void tableAccess(int opcode) {
    ValType element = tableType(in.x);
    boolean get = opcode == 0x25;
    if (!get) {
      stack.pop(element);
    }
    stack.pop(I32);
    if (get) {
      stack.push(element);
    }
    if (stack.live) {
      if (get) {
        sink.tableGet(in.x, element);
      } else {
        sink.tableSet(in.x, element);
      }
    }
  }

  private void memory(int opcode) {
    if (opcode > 0x3e) {
      requireMemory(in.x);
      apply(opcode);
      if (stack.live) {
        sink.memory(opcode, in.x);
      }
      return;
    }
    requireMemory(in.memory);
    if (in.x > Signatures.naturalAlignment(opcode)) {
      throw WasmException.invalid(in.offset, "alignment must not be larger than natural");
    }
    apply(opcode);
    if (stack.live) {
      if (Signatures.isLoad(opcode)) {
        sink.load(opcode, in.memory, in.y);
      } else {
        sink.store(opcode, in.memory, in.y);
      }
    }
  }

  private void requireMemory(int index) {
    Validator.requireIndex(index, module.memories().size(), "memory", in.offset);
  }

  private void simple(int opcode) {
    apply(opcode);
    if (stack.live) {
      sink.simple(opcode);
    }
  }

  private void apply(int opcode) {
    Signatures.Signature signature = Signatures.of(opcode);
    if (signature.second() != null) {
      stack.pop(signature.second());
    }
    if (signature.first() != null) {
      stack.pop(signature.first());
    }
    if (signature.result() != null) {
      stack.push(signature.result());
    }
  }

  private void constant(int opcode) {
    stack.push(switch (opcode) {
      case 0x41 -> I32;
      case 0x42 -> ValType.I64;
      case 0x43 -> ValType.F32;
      default -> ValType.F64;
    });
    if (stack.live) {
      switch (opcode) {
        case 0x41 -> sink.constI32((int) in.value);
        case 0x42 -> sink.constI64(in.value);
        case 0x43 -> sink.constF32((int) in.value);
        default -> sink.constF64(in.value);
      }
    }
  }

  private void reference(int opcode) {
    switch (opcode) {
      case 0xd0 -> {
        stack.push(in.type);
        if (stack.live) {
          sink.refNull(in.type);
        }
      }
      case 0xd1 -> {
        ValType type = stack.pop();
        if (type != UNKNOWN && !type.isReference()) {
          throw stack.mismatch("expected a reference, found " + type);
        }
        stack.push(I32);
        if (stack.live) {
          sink.refIsNull(type);
        }
      }
      default -> {
        int function = in.x;
        Validator.requireIndex(function, module.functions().size(), "function", in.offset);
        if (!declared.get(function)) {
          throw WasmException.invalid(in.offset, "undeclared function reference");
        }
        stack.push(FUNCREF);
        if (stack.live) {
          sink.refFunc(function);
        }
      }
    }
  }

  /** Sections 3.3.6 and 3.3.7. Most take three i32: destination, source or value, and count. */
  private void bulk(int opcode) {
    switch (opcode) {
      case 0xfc08 -> {
        requireMemory(in.y);
        requireData();
        popI32(3);
      }
      case 0xfc09 -> requireData();
      case 0xfc0a -> {
        requireMemory(in.x);
        requireMemory(in.y);
        popI32(3);
      }
      case 0xfc0b -> {
        requireMemory(in.x);
        popI32(3);
      }
      case 0xfc0c -> {
        requireSameType(tableType(in.y), elementType(in.x));
        popI32(3);
      }
      case 0xfc0d -> elementType(in.x);
      case 0xfc0e -> {
        requireSameType(tableType(in.x), tableType(in.y));
        popI32(3);
      }
      case 0xfc0f -> {
        ValType element = tableType(in.x);
        popI32(1);
        stack.pop(element);
        stack.push(I32);
      }
      case 0xfc10 -> {
        tableType(in.x);
        stack.push(I32);
      }
      default -> {
        ValType element = tableType(in.x);
        popI32(1);
        stack.pop(element);
        popI32(1);
      }
    }
    if (stack.live) {
      sink.bulk(opcode, in.x, in.y);
    }
  }

  private void popI32(int count) {
    for (int i = 0; i < count; i++) {
      stack.pop(I32);
    }
  }

  private void requireData() {
    Validator.requireIndex(in.x, module.dataCount().orElse(0), "data segment", in.offset);
  }

  private ValType elementType(int segment) {
    Validator.requireIndex(segment, module.elements().size(), "elem segment", in.offset);
    return module.elements().get(segment).type();
  }

  private void requireSameType(ValType table, ValType source) {
    if (table != source) {
      throw stack.mismatch("table of " + table + " filled from " + source);
    }
  }
}
