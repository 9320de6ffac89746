package dev.lockstep.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.lockstep.processor.check.Call;
import dev.lockstep.processor.check.ValueType;
import dev.lockstep.runtime.Type;

/** How a piece of generated code reads what an instruction gives to an opcode. */
interface Operands {

  CodeBlock slot(Call.Slot slot);

  CodeBlock constant(Call.Constant constant);

  CodeBlock context();

  /** A word of the instruction itself. */
  CodeBlock word(int word);

  /** As a handler does it: in the machine's slots and the code. */
  Operands OF_HANDLER =
      new Operands() {
        @Override
        public CodeBlock slot(Call.Slot slot) {
          String array = slot.type().guest() == Type.REFERENCE ? "m.refs" : "slots";
          return fromBits(slot.type(), CodeBlock.of("$L[fp + code[pc + $L]]", array, slot.word()), true);
        }

        @Override
        public CodeBlock constant(Call.Constant constant) {
          Type type = constant.type().guest();
          CodeBlock word = word(constant.word());
          if (type == Type.REFERENCE) {
            return fromBits(constant.type(), CodeBlock.of("m.constants[$L]", word), false);
          } else if (constant.isShort()) {
            return CodeBlock.of("(long) $L", word);
          } else if (type == Type.LONG || type == Type.DOUBLE) {
            CodeBlock wide = CodeBlock.of("$T.wide(code, pc + $L)", Generated.CORE, constant.word());
            return fromBits(constant.type(), wide, false);
          }
          return fromBits(constant.type(), word, false);
        }

        @Override
        public CodeBlock context() {
          return CodeBlock.of("m.context");
        }

        @Override
        public CodeBlock word(int word) {
          return CodeBlock.of("code[pc + $L]", word);
        }
      };

  /** As a conformance test does it: in a trial. */
  Operands OF_TRIAL =
      new Operands() {
        @Override
        public CodeBlock slot(Call.Slot slot) {
          return value(slot.type(), slot.word());
        }

        @Override
        public CodeBlock constant(Call.Constant constant) {
          return value(constant.type(), constant.word());
        }

        private CodeBlock value(ValueType type, int word) {
          String method = type.guest() == Type.REFERENCE ? "reference" : "bits";
          return fromBits(type, CodeBlock.of("trial.$L($L)", method, word), true);
        }

        @Override
        public CodeBlock context() {
          return CodeBlock.of("context");
        }

        @Override
        public CodeBlock word(int word) {
          return CodeBlock.of("trial.word($L)", word);
        }
      };

  /** The value of a type whose bits are given as a {@code long} if {@code isLong}, else in the narrowest type. */
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
}
