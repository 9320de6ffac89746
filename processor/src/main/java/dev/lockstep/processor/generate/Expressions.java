package dev.lockstep.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.lockstep.processor.check.Call;
import dev.lockstep.processor.check.ValueType;
import java.util.List;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Writes calls of opcode methods as Java expressions. */
final class Expressions {

  /** For methods for which {@link #castsToParameterised}: the guest's references have no type arguments to check. */
  static final AnnotationSpec UNCHECKED =
      AnnotationSpec.builder(SuppressWarnings.class).addMember("value", "$S", "unchecked").build();

  private final Generated generated;
  private final Operands operands;

  Expressions(Generated generated, Operands operands) {
    this.generated = generated;
    this.operands = operands;
  }

  CodeBlock call(Call call) {
    List<CodeBlock> arguments = call.arguments().stream().map(this::argument).toList();
    return arguments.isEmpty()
        ? CodeBlock.of("$T.$L()", Generated.ops(call.opcode()), call.opcode().method())
        : CodeBlock.of(
            "$T.$L($Z$L)", Generated.ops(call.opcode()), call.opcode().method(), CodeBlock.join(arguments, ",$W"));
  }

  private CodeBlock argument(Call.Argument argument) {
    if (argument instanceof Call.Slot slot) {
      return operands.slot(slot);
    } else if (argument instanceof Call.Constant constant) {
      return operands.constant(constant);
    } else if (argument instanceof Call.TargetPc target) {
      return operands.word(target.word());
    } else if (argument instanceof Call.TargetCount count) {
      return operands.word(count.word() + 1);
    } else if (argument instanceof Call.Nested nested) {
      return nested(nested);
    }
    return operands.context();
  }

  private CodeBlock nested(Call.Nested nested) {
    ValueType found = nested.call().result();
    CodeBlock value = call(nested.call());
    if (found.isBoolean() && !nested.type().isBoolean()) {
      return CodeBlock.of("$L ? 1 : 0", value);
    } else if (nested.type().isBoolean() && !found.isBoolean()) {
      return CodeBlock.of("$L != 0", value);
    }
    boolean sameClass = TypeName.get(found.java()).equals(TypeName.get(nested.type().java()));
    return sameClass ? value : CodeBlock.of("($T) $L", TypeName.get(nested.type().java()), value);
  }

  /** Whether the expression has casts that javac warns of. */
  static boolean castsToParameterised(Call call) {
    return call.arguments().stream()
        .anyMatch(
            argument ->
                argument instanceof Call.Slot slot && isParameterised(slot.type())
                    || argument instanceof Call.Constant constant && isParameterised(constant.type())
                    || argument instanceof Call.Nested nested
                        && (isParameterised(nested.type()) || castsToParameterised(nested.call())));
  }

  private static boolean isParameterised(ValueType type) {
    TypeMirror element = type.java();
    while (element.getKind() == TypeKind.ARRAY) {
      element = ((ArrayType) element).getComponentType();
    }
    for (; element instanceof DeclaredType declared; element = declared.getEnclosingType()) {
      if (!declared.getTypeArguments().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
