package dev.lockstep.processor.read;

import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** As much of the type of an expression as matters to whether it may throw. */
enum ValueKind {
  /** Division by zero throws. */
  INTEGRAL,
  /** Nothing throws. */
  FLOATING,
  BOOLEAN,
  /** Unboxing may throw. */
  REFERENCE;

  static ValueKind of(TypeMirror type) {
    return of(type.getKind());
  }

  static ValueKind of(TypeKind kind) {
    return switch (kind) {
      case BYTE, SHORT, CHAR, INT, LONG -> INTEGRAL;
      case FLOAT, DOUBLE -> FLOATING;
      case BOOLEAN -> BOOLEAN;
      default -> REFERENCE;
    };
  }

  /** The kind of a type as written in the source. */
  static ValueKind of(Tree type) {
    return type instanceof PrimitiveTypeTree primitive ? of(primitive.getPrimitiveTypeKind()) : REFERENCE;
  }
}
