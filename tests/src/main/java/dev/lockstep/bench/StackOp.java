package dev.lockstep.bench;

/**
 * The opcodes that programs are written with: their numbers in each guest and their stack effects.
 */
enum StackOp {
  TRAP(BenchNumbers.TRAP, WideNumbers.TRAP, 0, 0),
  JUMP(BenchNumbers.JUMP, WideNumbers.JUMP, 0, 0),
  BR_IF(BenchNumbers.BR_IF, WideNumbers.BR_IF, 1, 0),
  BR_UNLESS(BenchNumbers.BR_UNLESS, WideNumbers.BR_UNLESS, 1, 0),
  SWITCH(BenchNumbers.SWITCH, WideNumbers.SWITCH, 1, 0),
  CALL(BenchNumbers.CALL, WideNumbers.CALL, 0, 0),
  RETURN(BenchNumbers.RETURN, WideNumbers.RETURN, 0, 0),
  LOCAL_GET(BenchNumbers.LOCAL_GET, WideNumbers.LOCAL_GET, 0, 1),
  LOCAL_SET(BenchNumbers.LOCAL_SET, WideNumbers.LOCAL_SET, 1, 0),
  LOCAL_TEE(BenchNumbers.LOCAL_TEE, WideNumbers.LOCAL_TEE, 1, 1),
  DROP(BenchNumbers.DROP, WideNumbers.DROP, 1, 0),
  I32_CONST(BenchNumbers.I32_CONST, WideNumbers.I32_CONST, 0, 1),
  I64_CONST(BenchNumbers.I64_CONST, WideNumbers.I64_CONST, 0, 1),
  F64_CONST(BenchNumbers.F64_CONST, WideNumbers.F64_CONST, 0, 1),
  I32_SELECT(BenchNumbers.I32_SELECT, WideNumbers.I32_SELECT, 3, 1),
  I64_SELECT(BenchNumbers.I64_SELECT, WideNumbers.I64_SELECT, 3, 1),
  F64_SELECT(BenchNumbers.F64_SELECT, WideNumbers.F64_SELECT, 3, 1),
  I32_GLOBAL_GET(BenchNumbers.I32_GLOBAL_GET, WideNumbers.I32_GLOBAL_GET, 0, 1),
  I32_GLOBAL_SET(BenchNumbers.I32_GLOBAL_SET, WideNumbers.I32_GLOBAL_SET, 1, 0),
  I64_GLOBAL_GET(BenchNumbers.I64_GLOBAL_GET, WideNumbers.I64_GLOBAL_GET, 0, 1),
  I64_GLOBAL_SET(BenchNumbers.I64_GLOBAL_SET, WideNumbers.I64_GLOBAL_SET, 1, 0),
  I32_LOAD(BenchNumbers.I32_LOAD, WideNumbers.I32_LOAD, 1, 1),
  I32_STORE(BenchNumbers.I32_STORE, WideNumbers.I32_STORE, 2, 0),
  I32_LOAD8_U(BenchNumbers.I32_LOAD8_U, WideNumbers.I32_LOAD8_U, 1, 1),
  I32_STORE8(BenchNumbers.I32_STORE8, WideNumbers.I32_STORE8, 2, 0),
  F64_LOAD(BenchNumbers.F64_LOAD, WideNumbers.F64_LOAD, 1, 1),
  F64_STORE(BenchNumbers.F64_STORE, WideNumbers.F64_STORE, 2, 0),
  I32_ADD(BenchNumbers.I32_ADD, WideNumbers.I32_ADD, 2, 1),
  I32_SUB(BenchNumbers.I32_SUB, WideNumbers.I32_SUB, 2, 1),
  I32_MUL(BenchNumbers.I32_MUL, WideNumbers.I32_MUL, 2, 1),
  I32_DIV_S(BenchNumbers.I32_DIV_S, WideNumbers.I32_DIV_S, 2, 1),
  I32_REM_S(BenchNumbers.I32_REM_S, WideNumbers.I32_REM_S, 2, 1),
  I32_AND(BenchNumbers.I32_AND, WideNumbers.I32_AND, 2, 1),
  I32_OR(BenchNumbers.I32_OR, WideNumbers.I32_OR, 2, 1),
  I32_XOR(BenchNumbers.I32_XOR, WideNumbers.I32_XOR, 2, 1),
  I32_SHL(BenchNumbers.I32_SHL, WideNumbers.I32_SHL, 2, 1),
  I32_SHR_S(BenchNumbers.I32_SHR_S, WideNumbers.I32_SHR_S, 2, 1),
  I32_SHR_U(BenchNumbers.I32_SHR_U, WideNumbers.I32_SHR_U, 2, 1),
  I32_ROTL(BenchNumbers.I32_ROTL, WideNumbers.I32_ROTL, 2, 1),
  I32_CLZ(BenchNumbers.I32_CLZ, WideNumbers.I32_CLZ, 1, 1),
  I32_POPCNT(BenchNumbers.I32_POPCNT, WideNumbers.I32_POPCNT, 1, 1),
  I32_EQZ(BenchNumbers.I32_EQZ, WideNumbers.I32_EQZ, 1, 1),
  I32_EQ(BenchNumbers.I32_EQ, WideNumbers.I32_EQ, 2, 1),
  I32_NE(BenchNumbers.I32_NE, WideNumbers.I32_NE, 2, 1),
  I32_LT_S(BenchNumbers.I32_LT_S, WideNumbers.I32_LT_S, 2, 1),
  I32_LE_S(BenchNumbers.I32_LE_S, WideNumbers.I32_LE_S, 2, 1),
  I32_GT_S(BenchNumbers.I32_GT_S, WideNumbers.I32_GT_S, 2, 1),
  I32_GE_S(BenchNumbers.I32_GE_S, WideNumbers.I32_GE_S, 2, 1),
  I32_LT_U(BenchNumbers.I32_LT_U, WideNumbers.I32_LT_U, 2, 1),
  I32_GE_U(BenchNumbers.I32_GE_U, WideNumbers.I32_GE_U, 2, 1),
  I64_ADD(BenchNumbers.I64_ADD, WideNumbers.I64_ADD, 2, 1),
  I64_SUB(BenchNumbers.I64_SUB, WideNumbers.I64_SUB, 2, 1),
  I64_MUL(BenchNumbers.I64_MUL, WideNumbers.I64_MUL, 2, 1),
  I64_DIV_S(BenchNumbers.I64_DIV_S, WideNumbers.I64_DIV_S, 2, 1),
  I64_REM_S(BenchNumbers.I64_REM_S, WideNumbers.I64_REM_S, 2, 1),
  I64_AND(BenchNumbers.I64_AND, WideNumbers.I64_AND, 2, 1),
  I64_OR(BenchNumbers.I64_OR, WideNumbers.I64_OR, 2, 1),
  I64_XOR(BenchNumbers.I64_XOR, WideNumbers.I64_XOR, 2, 1),
  I64_SHL(BenchNumbers.I64_SHL, WideNumbers.I64_SHL, 2, 1),
  I64_SHR_S(BenchNumbers.I64_SHR_S, WideNumbers.I64_SHR_S, 2, 1),
  I64_SHR_U(BenchNumbers.I64_SHR_U, WideNumbers.I64_SHR_U, 2, 1),
  I64_ROTL(BenchNumbers.I64_ROTL, WideNumbers.I64_ROTL, 2, 1),
  I64_EQZ(BenchNumbers.I64_EQZ, WideNumbers.I64_EQZ, 1, 1),
  I64_EQ(BenchNumbers.I64_EQ, WideNumbers.I64_EQ, 2, 1),
  I64_NE(BenchNumbers.I64_NE, WideNumbers.I64_NE, 2, 1),
  I64_LT_S(BenchNumbers.I64_LT_S, WideNumbers.I64_LT_S, 2, 1),
  I64_LE_S(BenchNumbers.I64_LE_S, WideNumbers.I64_LE_S, 2, 1),
  I64_GT_S(BenchNumbers.I64_GT_S, WideNumbers.I64_GT_S, 2, 1),
  I64_GE_S(BenchNumbers.I64_GE_S, WideNumbers.I64_GE_S, 2, 1),
  F64_ADD(BenchNumbers.F64_ADD, WideNumbers.F64_ADD, 2, 1),
  F64_SUB(BenchNumbers.F64_SUB, WideNumbers.F64_SUB, 2, 1),
  F64_MUL(BenchNumbers.F64_MUL, WideNumbers.F64_MUL, 2, 1),
  F64_DIV(BenchNumbers.F64_DIV, WideNumbers.F64_DIV, 2, 1),
  F64_NEG(BenchNumbers.F64_NEG, WideNumbers.F64_NEG, 1, 1),
  F64_ABS(BenchNumbers.F64_ABS, WideNumbers.F64_ABS, 1, 1),
  F64_SQRT(BenchNumbers.F64_SQRT, WideNumbers.F64_SQRT, 1, 1),
  F64_EQ(BenchNumbers.F64_EQ, WideNumbers.F64_EQ, 2, 1),
  F64_NE(BenchNumbers.F64_NE, WideNumbers.F64_NE, 2, 1),
  F64_LT(BenchNumbers.F64_LT, WideNumbers.F64_LT, 2, 1),
  F64_LE(BenchNumbers.F64_LE, WideNumbers.F64_LE, 2, 1),
  F64_GT(BenchNumbers.F64_GT, WideNumbers.F64_GT, 2, 1),
  F64_GE(BenchNumbers.F64_GE, WideNumbers.F64_GE, 2, 1),
  I32_WRAP_I64(BenchNumbers.I32_WRAP_I64, WideNumbers.I32_WRAP_I64, 1, 1),
  I64_EXTEND_I32_S(BenchNumbers.I64_EXTEND_I32_S, WideNumbers.I64_EXTEND_I32_S, 1, 1),
  I64_EXTEND_I32_U(BenchNumbers.I64_EXTEND_I32_U, WideNumbers.I64_EXTEND_I32_U, 1, 1),
  F64_CONVERT_I32_S(BenchNumbers.F64_CONVERT_I32_S, WideNumbers.F64_CONVERT_I32_S, 1, 1),
  F64_CONVERT_I64_S(BenchNumbers.F64_CONVERT_I64_S, WideNumbers.F64_CONVERT_I64_S, 1, 1),
  I32_TRUNC_F64_S(BenchNumbers.I32_TRUNC_F64_S, WideNumbers.I32_TRUNC_F64_S, 1, 1);

  private final int narrow;
  private final int wide;
  private final int pops;
  private final int pushes;

  StackOp(int narrow, int wide, int pops, int pushes) {
    this.narrow = narrow;
    this.wide = wide;
    this.pops = pops;
    this.pushes = pushes;
  }

  /** The number in {@link BenchNumbers}. */
  int narrow() {
    return narrow;
  }

  /** The number in {@link WideNumbers}. */
  int wide() {
    return wide;
  }

  /** How many operands it takes from the stack; a call also takes its arguments. */
  int pops() {
    return pops;
  }

  /** How many values it leaves on the stack, 0 or 1; a call also leaves its result. */
  int pushes() {
    return pushes;
  }
}
