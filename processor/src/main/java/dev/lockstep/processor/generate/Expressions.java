package dev.lockstep.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.lockstep.processor.check.Call;
import dev.lockstep.processor.check.ValueType;
import dev.lockstep.runtime.Type;
import java.util.List;

/** Writes calls of opcode methods as Java expressions over the guest's state. */
final class Expressions {

  private final Generated generated;

  Expressions(Generated generated) {
    this.generated = generated;
  }

  CodeBlock call(Call call) {
    List<CodeBlock> arguments = call.arguments().stream().map(this::argument).toList();
    return arguments.isEmpty()
        ? CodeBlock.of("$T.$L()", generated.ops(), call.opcode().method())
        : CodeBlock.of(
            "$T.$L($Z$L)", generated.ops(), call.opcode().method(), CodeBlock.join(arguments, ",$W"));
  }

  private CodeBlock argument(Call.Argument argument) {
    if (argument instanceof Call.Slot slot) {
      String array = slot.type().guest() == Type.REFERENCE ? "m.refs" : "slots";
      return fromBits(slot.type(), CodeBlock.of("$L[fp + code[pc + $L]]", array, slot.word()), true);
    } else if (argument instanceof Call.Constant constant) {
      return constant(constant);
    } else if (argument instanceof Call.TargetPc target) {
      return CodeBlock.of("code[pc + $L]", target.word());
    } else if (argument instanceof Call.TargetCount count) {
      return CodeBlock.of("code[pc + $L]", count.word() + 1);
    } else if (argument instanceof Call.Nested nested) {
      return nested(nested);
    }
    return CodeBlock.of("m.context");
  }

  private static CodeBlock constant(Call.Constant constant) {
    Type type = constant.type().guest();
    if (type == Type.REFERENCE) {
      return fromBits(constant.type(), CodeBlock.of("m.constants[code[pc + $L]]", constant.word()), false);
    } else if (constant.isShort()) {
      return CodeBlock.of("(long) code[pc + $L]", constant.word());
    } else if (type == Type.LONG || type == Type.DOUBLE) {
      CodeBlock wide = CodeBlock.of("$T.wide(code, pc + $L)", Generated.CORE, constant.word());
      return fromBits(constant.type(), wide, false);
    }
    return fromBits(constant.type(), CodeBlock.of("code[pc + $L]", constant.word()), false);
  }

  /** The value of a type whose bits are in {@code bits}, which is a {@code long} if {@code isLong}. */
  static CodeBlock fromBits(ValueType type, CodeBlock bits, boolean isLong) {
    CodeBlock narrow = isLong ? CodeBlock.of("(int) $L", bits) : bits;
    return switch (type.guest()) {
      case INT -> type.isBoolean() ? CodeBlock.of("$L != 0", narrow) : narrow;
      case LONG -> bits;
      case FLOAT -> CodeBlock.of("$T.intBitsToFloat($L)", Float.class, narrow);
      case DOUBLE -> CodeBlock.of("$T.longBitsToDouble($L)", Double.class, bits);
      case REFERENCE -> type.needsCast() ? CodeBlock.of("($T) $L", TypeName.get(type.java()), bits) : bits;
    };
  }

  /** The bits of a value, to be stored in a slot. */
  static CodeBlock toBits(ValueType type, CodeBlock value) {
    return switch (type.guest()) {
      case INT -> type.isBoolean() ? CodeBlock.of("$L ? 1 : 0", value) : value;
      case FLOAT -> CodeBlock.of("$T.floatToRawIntBits($L)", Float.class, value);
      case DOUBLE -> CodeBlock.of("$T.doubleToRawLongBits($L)", Double.class, value);
      case LONG, REFERENCE -> value;
    };
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
}
