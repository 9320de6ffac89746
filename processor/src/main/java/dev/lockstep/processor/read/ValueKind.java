package dev.lockstep.processor.read;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import java.util.Set;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** As much of the type of an expression as matters to whether it may throw. */
enum ValueKind {
  /** Division by zero throws. */
  INTEGRAL,
  /** Nothing throws. */
  FLOATING,
  BOOLEAN,
  /** Unboxing may throw, as a conditional does with two of these. */
  BOX,
  REFERENCE;

  private static final Set<String> BOXES =
      Set.of("Byte", "Short", "Character", "Integer", "Long", "Float", "Double", "Boolean");

  static ValueKind of(TypeMirror type) {
    return type instanceof DeclaredType declared ? ofClass(declared.asElement().toString()) : of(type.getKind());
  }

  private static ValueKind ofClass(String name) {
    return BOXES.contains(name.startsWith("java.lang.") ? name.substring("java.lang.".length()) : name) ? BOX : REFERENCE;
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
    if (type instanceof AnnotatedTypeTree annotated) {
      return of(annotated.getUnderlyingType());
    }
    return type instanceof PrimitiveTypeTree primitive ? of(primitive.getPrimitiveTypeKind()) : ofClass(type.toString());
  }

  boolean isReference() {
    return this == BOX || this == REFERENCE;
  }
}
