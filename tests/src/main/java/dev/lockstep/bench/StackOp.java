package dev.lockstep.bench;

/**
 * The opcodes that programs are written with: their numbers in each guest and their stack effects.
 */
enum StackOp {
  TRAP(Opcodes.TRAP, WideOpcodes.TRAP, 0, 0),
  JUMP(Opcodes.JUMP, WideOpcodes.JUMP, 0, 0),
  BR_IF(Opcodes.BR_IF, WideOpcodes.BR_IF, 1, 0),
  BR_UNLESS(Opcodes.BR_UNLESS, WideOpcodes.BR_UNLESS, 1, 0),
  SWITCH(Opcodes.SWITCH, WideOpcodes.SWITCH, 1, 0),
  CALL(Opcodes.CALL, WideOpcodes.CALL, 0, 0),
  RETURN(Opcodes.RETURN, WideOpcodes.RETURN, 0, 0),
  LOCAL_GET(Opcodes.LOCAL_GET, WideOpcodes.LOCAL_GET, 0, 1),
  LOCAL_SET(Opcodes.LOCAL_SET, WideOpcodes.LOCAL_SET, 1, 0),
  LOCAL_TEE(Opcodes.LOCAL_TEE, WideOpcodes.LOCAL_TEE, 1, 1),
  DROP(Opcodes.DROP, WideOpcodes.DROP, 1, 0),
  I32_CONST(Opcodes.I32_CONST, WideOpcodes.I32_CONST, 0, 1),
  I64_CONST(Opcodes.I64_CONST, WideOpcodes.I64_CONST, 0, 1),
  F64_CONST(Opcodes.F64_CONST, WideOpcodes.F64_CONST, 0, 1),
  I32_SELECT(Opcodes.I32_SELECT, WideOpcodes.I32_SELECT, 3, 1),
  I64_SELECT(Opcodes.I64_SELECT, WideOpcodes.I64_SELECT, 3, 1),
  F64_SELECT(Opcodes.F64_SELECT, WideOpcodes.F64_SELECT, 3, 1),
  I32_GLOBAL_GET(Opcodes.I32_GLOBAL_GET, WideOpcodes.I32_GLOBAL_GET, 0, 1),
  I32_GLOBAL_SET(Opcodes.I32_GLOBAL_SET, WideOpcodes.I32_GLOBAL_SET, 1, 0),
  I64_GLOBAL_GET(Opcodes.I64_GLOBAL_GET, WideOpcodes.I64_GLOBAL_GET, 0, 1),
  I64_GLOBAL_SET(Opcodes.I64_GLOBAL_SET, WideOpcodes.I64_GLOBAL_SET, 1, 0),
  I32_LOAD(Opcodes.I32_LOAD, WideOpcodes.I32_LOAD, 1, 1),
  I32_STORE(Opcodes.I32_STORE, WideOpcodes.I32_STORE, 2, 0),
  I32_LOAD8_U(Opcodes.I32_LOAD8_U, WideOpcodes.I32_LOAD8_U, 1, 1),
  I32_STORE8(Opcodes.I32_STORE8, WideOpcodes.I32_STORE8, 2, 0),
  F64_LOAD(Opcodes.F64_LOAD, WideOpcodes.F64_LOAD, 1, 1),
  F64_STORE(Opcodes.F64_STORE, WideOpcodes.F64_STORE, 2, 0),
  I32_ADD(Opcodes.I32_ADD, WideOpcodes.I32_ADD, 2, 1),
  I32_SUB(Opcodes.I32_SUB, WideOpcodes.I32_SUB, 2, 1),
  I32_MUL(Opcodes.I32_MUL, WideOpcodes.I32_MUL, 2, 1),
  I32_DIV_S(Opcodes.I32_DIV_S, WideOpcodes.I32_DIV_S, 2, 1),
  I32_REM_S(Opcodes.I32_REM_S, WideOpcodes.I32_REM_S, 2, 1),
  I32_AND(Opcodes.I32_AND, WideOpcodes.I32_AND, 2, 1),
  I32_OR(Opcodes.I32_OR, WideOpcodes.I32_OR, 2, 1),
  I32_XOR(Opcodes.I32_XOR, WideOpcodes.I32_XOR, 2, 1),
  I32_SHL(Opcodes.I32_SHL, WideOpcodes.I32_SHL, 2, 1),
  I32_SHR_S(Opcodes.I32_SHR_S, WideOpcodes.I32_SHR_S, 2, 1),
  I32_SHR_U(Opcodes.I32_SHR_U, WideOpcodes.I32_SHR_U, 2, 1),
  I32_ROTL(Opcodes.I32_ROTL, WideOpcodes.I32_ROTL, 2, 1),
  I32_CLZ(Opcodes.I32_CLZ, WideOpcodes.I32_CLZ, 1, 1),
  I32_POPCNT(Opcodes.I32_POPCNT, WideOpcodes.I32_POPCNT, 1, 1),
  I32_EQZ(Opcodes.I32_EQZ, WideOpcodes.I32_EQZ, 1, 1),
  I32_EQ(Opcodes.I32_EQ, WideOpcodes.I32_EQ, 2, 1),
  I32_NE(Opcodes.I32_NE, WideOpcodes.I32_NE, 2, 1),
  I32_LT_S(Opcodes.I32_LT_S, WideOpcodes.I32_LT_S, 2, 1),
  I32_LE_S(Opcodes.I32_LE_S, WideOpcodes.I32_LE_S, 2, 1),
  I32_GT_S(Opcodes.I32_GT_S, WideOpcodes.I32_GT_S, 2, 1),
  I32_GE_S(Opcodes.I32_GE_S, WideOpcodes.I32_GE_S, 2, 1),
  I32_LT_U(Opcodes.I32_LT_U, WideOpcodes.I32_LT_U, 2, 1),
  I32_GE_U(Opcodes.I32_GE_U, WideOpcodes.I32_GE_U, 2, 1),
  I64_ADD(Opcodes.I64_ADD, WideOpcodes.I64_ADD, 2, 1),
  I64_SUB(Opcodes.I64_SUB, WideOpcodes.I64_SUB, 2, 1),
  I64_MUL(Opcodes.I64_MUL, WideOpcodes.I64_MUL, 2, 1),
  I64_DIV_S(Opcodes.I64_DIV_S, WideOpcodes.I64_DIV_S, 2, 1),
  I64_REM_S(Opcodes.I64_REM_S, WideOpcodes.I64_REM_S, 2, 1),
  I64_AND(Opcodes.I64_AND, WideOpcodes.I64_AND, 2, 1),
  I64_OR(Opcodes.I64_OR, WideOpcodes.I64_OR, 2, 1),
  I64_XOR(Opcodes.I64_XOR, WideOpcodes.I64_XOR, 2, 1),
  I64_SHL(Opcodes.I64_SHL, WideOpcodes.I64_SHL, 2, 1),
  I64_SHR_S(Opcodes.I64_SHR_S, WideOpcodes.I64_SHR_S, 2, 1),
  I64_SHR_U(Opcodes.I64_SHR_U, WideOpcodes.I64_SHR_U, 2, 1),
  I64_ROTL(Opcodes.I64_ROTL, WideOpcodes.I64_ROTL, 2, 1),
  I64_EQZ(Opcodes.I64_EQZ, WideOpcodes.I64_EQZ, 1, 1),
  I64_EQ(Opcodes.I64_EQ, WideOpcodes.I64_EQ, 2, 1),
  I64_NE(Opcodes.I64_NE, WideOpcodes.I64_NE, 2, 1),
  I64_LT_S(Opcodes.I64_LT_S, WideOpcodes.I64_LT_S, 2, 1),
  I64_LE_S(Opcodes.I64_LE_S, WideOpcodes.I64_LE_S, 2, 1),
  I64_GT_S(Opcodes.I64_GT_S, WideOpcodes.I64_GT_S, 2, 1),
  I64_GE_S(Opcodes.I64_GE_S, WideOpcodes.I64_GE_S, 2, 1),
  F64_ADD(Opcodes.F64_ADD, WideOpcodes.F64_ADD, 2, 1),
  F64_SUB(Opcodes.F64_SUB, WideOpcodes.F64_SUB, 2, 1),
  F64_MUL(Opcodes.F64_MUL, WideOpcodes.F64_MUL, 2, 1),
  F64_DIV(Opcodes.F64_DIV, WideOpcodes.F64_DIV, 2, 1),
  F64_NEG(Opcodes.F64_NEG, WideOpcodes.F64_NEG, 1, 1),
  F64_ABS(Opcodes.F64_ABS, WideOpcodes.F64_ABS, 1, 1),
  F64_SQRT(Opcodes.F64_SQRT, WideOpcodes.F64_SQRT, 1, 1),
  F64_EQ(Opcodes.F64_EQ, WideOpcodes.F64_EQ, 2, 1),
  F64_NE(Opcodes.F64_NE, WideOpcodes.F64_NE, 2, 1),
  F64_LT(Opcodes.F64_LT, WideOpcodes.F64_LT, 2, 1),
  F64_LE(Opcodes.F64_LE, WideOpcodes.F64_LE, 2, 1),
  F64_GT(Opcodes.F64_GT, WideOpcodes.F64_GT, 2, 1),
  F64_GE(Opcodes.F64_GE, WideOpcodes.F64_GE, 2, 1),
  I32_WRAP_I64(Opcodes.I32_WRAP_I64, WideOpcodes.I32_WRAP_I64, 1, 1),
  I64_EXTEND_I32_S(Opcodes.I64_EXTEND_I32_S, WideOpcodes.I64_EXTEND_I32_S, 1, 1),
  I64_EXTEND_I32_U(Opcodes.I64_EXTEND_I32_U, WideOpcodes.I64_EXTEND_I32_U, 1, 1),
  F64_CONVERT_I32_S(Opcodes.F64_CONVERT_I32_S, WideOpcodes.F64_CONVERT_I32_S, 1, 1),
  F64_CONVERT_I64_S(Opcodes.F64_CONVERT_I64_S, WideOpcodes.F64_CONVERT_I64_S, 1, 1),
  I32_TRUNC_F64_S(Opcodes.I32_TRUNC_F64_S, WideOpcodes.I32_TRUNC_F64_S, 1, 1);

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

  /** The number in {@link Opcodes}. */
  int narrow() {
    return narrow;
  }

  /** The number in {@link WideOpcodes}. */
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
