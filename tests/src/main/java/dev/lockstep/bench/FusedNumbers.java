package dev.lockstep.bench;

import java.util.EnumMap;
import java.util.Map;

/** The numbers of the fused forms of {@link FusedRegisterSwitch}, after those of the opcodes. */
final class FusedNumbers {
  static final int I32_ADD_CONST = 88;
  static final int I32_SUB_CONST = 89;
  static final int I32_MUL_CONST = 90;
  static final int I32_AND_CONST = 91;
  static final int I32_OR_CONST = 92;
  static final int I32_XOR_CONST = 93;
  static final int I32_SHL_CONST = 94;
  static final int I32_SHR_S_CONST = 95;
  static final int I32_SHR_U_CONST = 96;
  static final int I64_ADD_CONST = 97;
  static final int I64_SUB_CONST = 98;
  static final int I64_MUL_CONST = 99;
  static final int I64_AND_CONST = 100;
  static final int I64_OR_CONST = 101;
  static final int I64_XOR_CONST = 102;
  static final int I64_SHL_CONST = 103;
  static final int I64_SHR_S_CONST = 104;
  static final int I64_SHR_U_CONST = 105;
  static final int BR_I32_EQ = 106;
  static final int BR_I32_EQ_CONST = 107;
  static final int BR_I32_NE = 108;
  static final int BR_I32_NE_CONST = 109;
  static final int BR_I32_LT_S = 110;
  static final int BR_I32_LT_S_CONST = 111;
  static final int BR_I32_LE_S = 112;
  static final int BR_I32_LE_S_CONST = 113;
  static final int BR_I32_GT_S = 114;
  static final int BR_I32_GT_S_CONST = 115;
  static final int BR_I32_GE_S = 116;
  static final int BR_I32_GE_S_CONST = 117;
  static final int BR_I64_EQ = 118;
  static final int BR_I64_EQ_CONST = 119;
  static final int BR_I64_NE = 120;
  static final int BR_I64_NE_CONST = 121;
  static final int BR_I64_LT_S = 122;
  static final int BR_I64_LT_S_CONST = 123;
  static final int BR_I64_LE_S = 124;
  static final int BR_I64_LE_S_CONST = 125;
  static final int BR_I64_GT_S = 126;
  static final int BR_I64_GT_S_CONST = 127;
  static final int BR_I64_GE_S = 128;
  static final int BR_I64_GE_S_CONST = 129;
  static final int BR_F64_LT = 130;
  static final int BR_NOT_F64_LT = 131;
  static final int BR_F64_LE = 132;
  static final int BR_NOT_F64_LE = 133;
  static final int BR_F64_GT = 134;
  static final int BR_NOT_F64_GT = 135;
  static final int BR_F64_GE = 136;
  static final int BR_NOT_F64_GE = 137;

  /** No such form. */
  static final int NONE = -1;

  /** Opcodes whose last operand may be a constant. */
  private static final Map<StackOp, Integer> WITH_CONSTANT = new EnumMap<>(StackOp.class);

  /** Comparisons that may branch; the form with a constant, if there is one, is the next. */
  private static final Map<StackOp, Integer> BRANCHES = new EnumMap<>(StackOp.class);

  /** As {@link #BRANCHES}, for branches that are taken if the comparison fails. */
  private static final Map<StackOp, Integer> NEGATED = new EnumMap<>(StackOp.class);

  static {
    WITH_CONSTANT.put(StackOp.I32_ADD, I32_ADD_CONST);
    WITH_CONSTANT.put(StackOp.I32_SUB, I32_SUB_CONST);
    WITH_CONSTANT.put(StackOp.I32_MUL, I32_MUL_CONST);
    WITH_CONSTANT.put(StackOp.I32_AND, I32_AND_CONST);
    WITH_CONSTANT.put(StackOp.I32_OR, I32_OR_CONST);
    WITH_CONSTANT.put(StackOp.I32_XOR, I32_XOR_CONST);
    WITH_CONSTANT.put(StackOp.I32_SHL, I32_SHL_CONST);
    WITH_CONSTANT.put(StackOp.I32_SHR_S, I32_SHR_S_CONST);
    WITH_CONSTANT.put(StackOp.I32_SHR_U, I32_SHR_U_CONST);
    WITH_CONSTANT.put(StackOp.I64_ADD, I64_ADD_CONST);
    WITH_CONSTANT.put(StackOp.I64_SUB, I64_SUB_CONST);
    WITH_CONSTANT.put(StackOp.I64_MUL, I64_MUL_CONST);
    WITH_CONSTANT.put(StackOp.I64_AND, I64_AND_CONST);
    WITH_CONSTANT.put(StackOp.I64_OR, I64_OR_CONST);
    WITH_CONSTANT.put(StackOp.I64_XOR, I64_XOR_CONST);
    WITH_CONSTANT.put(StackOp.I64_SHL, I64_SHL_CONST);
    WITH_CONSTANT.put(StackOp.I64_SHR_S, I64_SHR_S_CONST);
    WITH_CONSTANT.put(StackOp.I64_SHR_U, I64_SHR_U_CONST);
    BRANCHES.put(StackOp.I32_EQ, BR_I32_EQ);
    NEGATED.put(StackOp.I32_EQ, BR_I32_NE);
    BRANCHES.put(StackOp.I32_NE, BR_I32_NE);
    NEGATED.put(StackOp.I32_NE, BR_I32_EQ);
    BRANCHES.put(StackOp.I32_LT_S, BR_I32_LT_S);
    NEGATED.put(StackOp.I32_LT_S, BR_I32_GE_S);
    BRANCHES.put(StackOp.I32_LE_S, BR_I32_LE_S);
    NEGATED.put(StackOp.I32_LE_S, BR_I32_GT_S);
    BRANCHES.put(StackOp.I32_GT_S, BR_I32_GT_S);
    NEGATED.put(StackOp.I32_GT_S, BR_I32_LE_S);
    BRANCHES.put(StackOp.I32_GE_S, BR_I32_GE_S);
    NEGATED.put(StackOp.I32_GE_S, BR_I32_LT_S);
    BRANCHES.put(StackOp.I64_EQ, BR_I64_EQ);
    NEGATED.put(StackOp.I64_EQ, BR_I64_NE);
    BRANCHES.put(StackOp.I64_NE, BR_I64_NE);
    NEGATED.put(StackOp.I64_NE, BR_I64_EQ);
    BRANCHES.put(StackOp.I64_LT_S, BR_I64_LT_S);
    NEGATED.put(StackOp.I64_LT_S, BR_I64_GE_S);
    BRANCHES.put(StackOp.I64_LE_S, BR_I64_LE_S);
    NEGATED.put(StackOp.I64_LE_S, BR_I64_GT_S);
    BRANCHES.put(StackOp.I64_GT_S, BR_I64_GT_S);
    NEGATED.put(StackOp.I64_GT_S, BR_I64_LE_S);
    BRANCHES.put(StackOp.I64_GE_S, BR_I64_GE_S);
    NEGATED.put(StackOp.I64_GE_S, BR_I64_LT_S);
    BRANCHES.put(StackOp.F64_LT, BR_F64_LT);
    NEGATED.put(StackOp.F64_LT, BR_NOT_F64_LT);
    BRANCHES.put(StackOp.F64_LE, BR_F64_LE);
    NEGATED.put(StackOp.F64_LE, BR_NOT_F64_LE);
    BRANCHES.put(StackOp.F64_GT, BR_F64_GT);
    NEGATED.put(StackOp.F64_GT, BR_NOT_F64_GT);
    BRANCHES.put(StackOp.F64_GE, BR_F64_GE);
    NEGATED.put(StackOp.F64_GE, BR_NOT_F64_GE);
  }

  private FusedNumbers() {}

  static int withConstant(StackOp op) {
    return WITH_CONSTANT.getOrDefault(op, NONE);
  }

  static boolean isComparison(StackOp op) {
    return BRANCHES.containsKey(op) || isZeroTest(op);
  }

  /** A test for zero, whose branch is the opposite of a plain one. */
  static boolean isZeroTest(StackOp op) {
    return op == StackOp.I32_EQZ || op == StackOp.I64_EQZ;
  }

  static int branch(StackOp comparison, boolean holds) {
    return (holds ? BRANCHES : NEGATED).get(comparison);
  }
}
