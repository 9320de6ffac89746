package dev.lockstep.examples.wasm;

import dev.lockstep.runtime.Type;
import java.util.ArrayList;
import java.util.List;

/** The types that values have in the slots of a frame: both kinds of references are one there. */
final class SlotTypes {

  private SlotTypes() {}

  static Type of(ValType type) {
    return switch (type) {
      case I32 -> Type.INT;
      case I64 -> Type.LONG;
      case F32 -> Type.FLOAT;
      case F64 -> Type.DOUBLE;
      case FUNCREF, EXTERNREF -> Type.REFERENCE;
      case UNKNOWN -> throw new IllegalArgumentException("no value has this type");
    };
  }

  static List<Type> of(List<ValType> types) {
    if (types.isEmpty()) {
      return List.of();
    }
    List<Type> slots = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      slots.add(of(types.get(i)));
    }
    return slots;
  }
}
