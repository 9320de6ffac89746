package dev.lockstep.processor.check;

/** The rules an instruction set has to keep; {@code docs/diagnostics.md} explains each. Ids are never used again. */
public enum Rule {
  NOT_A_CLASS(1),
  NESTED_SET(2),
  BAD_SET_NAME(3),
  NAME_CLASH(4),
  NO_OPCODES(5),
  CONTEXTS_DIFFER(6),

  NUMBER_OUT_OF_RANGE(10),
  DUPLICATE_NUMBER(11),
  DUPLICATE_MNEMONIC(12),
  BAD_MNEMONIC(13),

  NOT_STATIC(20),
  PRIVATE_METHOD(21),
  GENERIC_METHOD(22),
  VARARGS_METHOD(23),
  CHECKED_EXCEPTION(24),
  STRAY_OPCODE(25),
  STRAY_PARAMETER(26),

  PARAMETER_TYPE(30),
  RESULT_TYPE(31),
  CONFLICTING_ROLES(32),
  TARGET_MISSING(33),
  TARGET_UNEXPECTED(34),
  TARGET_NOT_INT(35),
  SEVERAL_TARGETS(36),
  WRONG_RETURN_TYPE(37),
  NO_RESULT_TO_STORE(38),
  CONTEXT_TYPE(39),
  INACCESSIBLE_TYPE(40),
  TOO_MANY_OPERANDS(41),

  NOTHING_TO_HOLD(50),
  NOTHING_TO_BRANCH_ON(51),
  MALFORMED_FUSION(52),
  UNKNOWN_MNEMONIC(53),
  WRONG_OPERAND_COUNT(54),
  NOT_AN_EXPRESSION(55),
  OPERAND_TYPE(56),
  SEVERAL_FUSED_OPERANDS(57),
  NOTHING_FUSED(58),
  STEP_LEAVES(59),

  INSTRUCTION_TOO_LONG(60),
  DRIVER_TOO_LARGE(61),
  TABLE_TOO_LARGE(62),
  NO_SUCH_FORM(63);

  private final int number;

  Rule(int number) {
    this.number = number;
  }

  /** Such as {@code LS001}. */
  public String id() {
    return String.format("LS%03d", number);
  }
}
