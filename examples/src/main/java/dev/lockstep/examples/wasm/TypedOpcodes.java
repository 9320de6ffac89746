package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Type;

/** Opcodes that differ only in the type they handle, and are one instruction in the binary format. */
final class TypedOpcodes {

  private TypedOpcodes() {}

  static int select(ValType type) {
    return switch (type) {
      case I32 -> WasmOpcodes.SELECT_I32;
      case I64 -> WasmOpcodes.SELECT_I64;
      case F32 -> WasmOpcodes.SELECT_F32;
      case F64 -> WasmOpcodes.SELECT_F64;
      default -> WasmOpcodes.SELECT_REF;
    };
  }

  static int globalGet(ValType type) {
    return switch (type) {
      case I32 -> WasmOpcodes.GLOBAL_GET_I32;
      case I64 -> WasmOpcodes.GLOBAL_GET_I64;
      case F32 -> WasmOpcodes.GLOBAL_GET_F32;
      case F64 -> WasmOpcodes.GLOBAL_GET_F64;
      default -> WasmOpcodes.GLOBAL_GET_REF;
    };
  }

  static int globalSet(ValType type) {
    return switch (type) {
      case I32 -> WasmOpcodes.GLOBAL_SET_I32;
      case I64 -> WasmOpcodes.GLOBAL_SET_I64;
      case F32 -> WasmOpcodes.GLOBAL_SET_F32;
      case F64 -> WasmOpcodes.GLOBAL_SET_F64;
      default -> WasmOpcodes.GLOBAL_SET_REF;
    };
  }

  static int importedGet(ValType type) {
    return switch (type) {
      case I32 -> WasmOpcodes.IMPORTED_GET_I32;
      case I64 -> WasmOpcodes.IMPORTED_GET_I64;
      case F32 -> WasmOpcodes.IMPORTED_GET_F32;
      case F64 -> WasmOpcodes.IMPORTED_GET_F64;
      default -> WasmOpcodes.IMPORTED_GET_REF;
    };
  }

  static int importedSet(ValType type) {
    return switch (type) {
      case I32 -> WasmOpcodes.IMPORTED_SET_I32;
      case I64 -> WasmOpcodes.IMPORTED_SET_I64;
      case F32 -> WasmOpcodes.IMPORTED_SET_F32;
      case F64 -> WasmOpcodes.IMPORTED_SET_F64;
      default -> WasmOpcodes.IMPORTED_SET_REF;
    };
  }

  /** Boxes an argument of a call that leaves the instance. */
  static int argument(Type type) {
    return switch (type) {
      case INT -> WasmOpcodes.OUTSIDE_ARGUMENT_I32;
      case LONG -> WasmOpcodes.OUTSIDE_ARGUMENT_I64;
      case FLOAT -> WasmOpcodes.OUTSIDE_ARGUMENT_F32;
      case DOUBLE -> WasmOpcodes.OUTSIDE_ARGUMENT_F64;
      case REFERENCE -> WasmOpcodes.OUTSIDE_ARGUMENT_REF;
    };
  }

  /** Unboxes a result of such a call. */
  static int result(Type type) {
    return switch (type) {
      case INT -> WasmOpcodes.OUTSIDE_RESULT_I32;
      case LONG -> WasmOpcodes.OUTSIDE_RESULT_I64;
      case FLOAT -> WasmOpcodes.OUTSIDE_RESULT_F32;
      case DOUBLE -> WasmOpcodes.OUTSIDE_RESULT_F64;
      case REFERENCE -> WasmOpcodes.OUTSIDE_RESULT_REF;
    };
  }
}
